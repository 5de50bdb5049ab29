import type { Database } from 'better-sqlite3';
import type { LocalDate } from '../../../../shared/calendar/local-date.ts';
import type { Claim, HospitalLevel, Place } from '../../../../shared/engine/claim.ts';
import type { Fen } from '../../../../shared/money/fen.ts';
import type { EligibilityCategory } from '../../../../shared/policy/eligibility.ts';
import type { FurtherClaim } from '../../settlements/claim.ts';
import type { Paid } from './comparison.ts';
import type { StoredClaim } from './year-under.ts';

/** A live settlement of the year: what was asked, and what came out then. */
export interface StoredSettlement extends StoredClaim {
  readonly paid: Paid;
}

/** Columns in the order of `StoredRow`; read as lists, since a year has many rows. */
const columns = `person_id || insurance, settled_on, admitted_on, place, hospital_level,
  county_level, eligibilities, insured, age_years, diseases, own_expense_fen, over_limit_fen, pre_self_pay_fen,
  in_scope_fen, stay_in_parts, deductible_borne_fen, further, paid_fen, personal_fen`;

type StoredRow = readonly [
  yearKey: string,
  settledOn: LocalDate,
  admittedOn: LocalDate,
  place: Place,
  level: HospitalLevel,
  countyLevel: 0 | 1,
  eligibilities: string,
  insured: 0 | 1,
  ageYears: number | null,
  diseases: string,
  ownExpenseFen: number,
  overLimitFen: number,
  preSelfPayFen: number,
  inScopeFen: number,
  stayInParts: string | null,
  deductibleBorneFen: number | null,
  further: string | null,
  paidFen: string,
  personalFen: number,
];

const live = 'settlement_id NOT IN (SELECT reverses_id FROM settlement WHERE reverses_id IS NOT NULL)';

/**
 * About how many there are, for the bar that shows how far it is: from the first and the last row of the year, since
 * counting would cost a quarter of the whole.
 */
export function sizeOfStoredYear(database: Database, year: number): number {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const at = (order: 'ASC' | 'DESC'): number | undefined =>
    database
      .prepare<[string, string], { row: number }>(
        `SELECT rowid AS row FROM settlement WHERE business_day BETWEEN ? AND ? ORDER BY business_day ${order}, id ${order} LIMIT 1`,
      )
      .get(from, to)?.row;
  return Math.max(0, (at('DESC') ?? 0) - (at('ASC') ?? 1) + 1);
}

/** All live settlements of a year, person by person, each person's in their order. Holds one row at a time. */
export function* storedYear(
  database: Database,
  { year, region }: { readonly year: number; readonly region: string | null },
): Generator<StoredSettlement> {
  const where = region === null ? '' : 'AND insured_region = @region';
  const rows = database
    .prepare<[{ year: number; region: string | null }], StoredRow>(
      `SELECT ${columns} FROM settlement_claim WHERE year = @year ${where} AND ${live}
       ORDER BY year, person_id, insurance, sequence`,
    )
    .raw()
    .iterate({ year, region });
  for (const row of rows) yield settlementOf(row);
}

/** The live settlements of the same person and year up to this one, in their order. */
export function upToSettlement(database: Database, settlementId: string): StoredSettlement[] {
  const rows = database
    .prepare<[string], StoredRow>(
      `SELECT ${columns} FROM settlement_claim
       JOIN (SELECT year AS of_year, person_id AS of_person, insurance AS of_insurance, sequence AS up_to
         FROM settlement_claim WHERE settlement_id = ?)
       ON year = of_year AND person_id = of_person AND insurance = of_insurance AND sequence <= up_to
       WHERE sequence = up_to OR ${live} ORDER BY sequence`,
    )
    .raw()
    .all(settlementId);
  return rows.map(settlementOf);
}

function settlementOf(row: StoredRow): StoredSettlement {
  const [yearKey, settledOn, admittedOn, place, level, countyLevel, eligibilities, insured, ageYears] = row;
  const [, , , , , , , , , diseases, own, over, first, inScope] = row;
  const [stayInParts, borneFen, further, paidFen, personalFen] = [
    row[14],
    row[15],
    row[16],
    row[17],
    row[18],
  ];
  const claim: Claim = {
    settledOn,
    admittedOn,
    place,
    hospital: { level, countyLevel: countyLevel === 1 },
    person: {
      eligibilities: known(eligibilities) as readonly EligibilityCategory[],
      insured: insured === 1,
      ageYears: ageYears ?? undefined,
      diseases: known(diseases),
    },
    cost: {
      totalFen: (own + over + first + inScope) as Fen,
      ownExpenseFen: own as Fen,
      overLimitFen: over as Fen,
      preSelfPayFen: first as Fen,
      inScopeFen: inScope as Fen,
    },
    approvedFen: {},
    ...(borneFen === null ? {} : { continuesStay: true, deductibleBorneFen: borneFen as Fen }),
    ...(further === null ? {} : (JSON.parse(further) as FurtherClaim)),
  };
  const paid = { layers: JSON.parse(paidFen) as Record<string, number>, personalFen };
  return { yearKey, stayInParts, claim, paid };
}

const lists = new Map<string, readonly string[]>();
/** A year has few different lists of eligibilities and many of diseases. */
const mostLists = 10_000;

/** A list of a row, parsed once for all rows that have the same. */
function known(json: string): readonly string[] {
  const before = lists.get(json);
  if (before !== undefined) return before;
  if (lists.size >= mostLists) lists.clear();
  const list = JSON.parse(json) as string[];
  lists.set(json, list);
  return list;
}
