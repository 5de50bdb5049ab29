import { setImmediate } from 'node:timers/promises';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { PremiumReport, PremiumRowName, PremiumTable } from '../../../shared/contract/reports.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import { premiumSubsidy } from '../../../shared/engine/subsidy.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { type EligibilityCategory, eligibilityTitles } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital } from '../hospital/settings.ts';
import { eligibilitiesOf, isValidOn } from '../people/person.ts';
import { policyOn } from './targets.ts';

/** People whose entries are read at once: some hundredths of a second, then others get their turn. */
export const peopleAtOnce = 4000;

interface Group {
  readonly region: string;
  readonly eligibilities: string;
  readonly people: number;
}

type Row = PremiumReport['rows'][number];
type Granted = Pick<Row, 'title' | 'subsidyFen' | 'premiumFen' | 'source'>;

/**
 * What the government pays of the premiums of everybody in the roster, by what they are on a day: by the rules of the
 * policy for their place, else by the county's table. Each person counts once.
 */
export async function readPremiums(context: ServiceContext, day: LocalDate): Promise<PremiumReport> {
  const grantedTo = granting(context, day);
  const rows = new Map<string, Row>();
  let peopleCount = 0;
  for await (const { people, ...standing } of groups(context)) {
    peopleCount += people;
    const { granted } = grantedTo(standing);
    if (granted !== undefined) addTo(rows, granted, people);
  }
  const found = [...rows.values()].sort((left, right) => right.sumFen - left.sumFen);
  return {
    day,
    peopleCount,
    rows: found,
    subsidisedCount: found.reduce((sum, row) => sum + row.peopleCount, 0),
    sumFen: found.reduce((sum, row) => sum + row.sumFen, 0) as Fen,
  };
}

/** What a roster's entry says of somebody: the place, and a JSON list of eligibilities. */
type Standing = Pick<Group, 'region' | 'eligibilities'>;

/** What somebody holds on a day, and what the government grants for it; undefined is nothing. */
export function granting(context: ServiceContext, day: LocalDate) {
  const { premiumTable } = readHospital(context, day);
  const policies = new Map<string, Policy | undefined>();
  return ({ region, eligibilities }: Standing) => {
    if (!policies.has(region)) policies.set(region, policyOn(context, region, day));
    const valid = eligibilitiesOf(eligibilities)
      .filter((one) => isValidOn(one, day))
      .map(({ category }) => category);
    const granted = subsidyByPack(policies.get(region), valid) ?? subsidyByTable(premiumTable, valid);
    return { valid, granted };
  };
}

/** The row of the report in which somebody stands who is granted that. */
export function rowKey({ title, subsidyFen, source }: PremiumRowName): string {
  return `${title} ${subsidyFen} ${source}`;
}

function addTo(rows: Map<string, Row>, granted: Granted, people: number): void {
  const key = rowKey(granted);
  const peopleCount = (rows.get(key)?.peopleCount ?? 0) + people;
  rows.set(key, { ...granted, peopleCount, sumFen: (granted.subsidyFen * peopleCount) as Fen });
}

/** Of several eligibilities the row is named after the first that alone grants the same. */
function subsidyByPack(
  policy: Policy | undefined,
  valid: readonly EligibilityCategory[],
): Granted | undefined {
  if (policy === undefined) return undefined;
  const standing = (eligibilities: readonly EligibilityCategory[]) => ({
    eligibilities,
    ageYears: undefined,
  });
  const subsidy = premiumSubsidy(policy, standing(valid));
  // Nothing, too, while the county has not set the premium.
  if (subsidy === undefined || subsidy.subsidyFen === 0) return undefined;
  const decisive = valid.find(
    (category) => premiumSubsidy(policy, standing([category]))?.subsidyFen === subsidy.subsidyFen,
  );
  const title = decisive === undefined ? '其他' : eligibilityTitles[decisive];
  const { premiumFen, subsidyFen, clause } = subsidy;
  return { title, premiumFen, subsidyFen, source: `${policy.document} ${clause}` };
}

function subsidyByTable(
  table: PremiumTable | null,
  valid: readonly EligibilityCategory[],
): Granted | undefined {
  const best = table?.rows
    .filter(({ category }) => valid.includes(category))
    .toSorted((left, right) => right.subsidyFen - left.subsidyFen)[0];
  if (table === null || best === undefined) return undefined;
  const { category, subsidyFen } = best;
  return { title: eligibilityTitles[category], premiumFen: null, subsidyFen, source: table.document };
}

/** SQL: no later roster says something of the person of `entry`. */
export const isNewest = `import_sequence = (SELECT max(newest.import_sequence)
  FROM roster_entry AS newest JOIN roster_import ON roster_import.sequence = newest.import_sequence
  WHERE newest.person_key = entry.person_key)`;

export function lastPersonKey({ database }: ServiceContext): number {
  return (
    statement<[], { key: number | null }>(database, 'SELECT max(key) AS key FROM person').get()?.key ?? 0
  );
}

/** Everybody by what the newest entry says, in portions. */
async function* groups(context: ServiceContext): AsyncGenerator<Group> {
  const { database } = context;
  const last = lastPersonKey(context);
  for (let first = 1; first <= last; first += peopleAtOnce) {
    yield* statement<[number, number], Group>(
      database,
      `SELECT region, eligibilities, count(*) AS people FROM person_entry AS entry
       WHERE person_key BETWEEN ? AND ? AND ${isNewest}
       GROUP BY region, eligibilities`,
    ).all(first, first + peopleAtOnce - 1);
    await setImmediate();
  }
}
