import { daysBetween, type LocalDate } from '../../../shared/calendar/local-date.ts';
import { type Fen, formatYuan } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { knownDead } from '../people/death.ts';
import { limitsOn } from './limits.ts';
import { type SettledStay, stayWords } from './stays-of-person.ts';
import type { Pattern } from './pattern.ts';

/** Pairs of stays that share more than the day on which one ends, and visits in the midst of a stay. */
export function overlappingStays(stays: readonly SettledStay[], year: number): Pattern[] {
  return pairsOf(stays, year).flatMap(([one, other]) => {
    if (one.isVisit && other.isVisit) return [];
    if (other.admittedOn >= one.endedOn || one.admittedOn >= other.endedOn) return [];
    // A visit on the day of admission or discharge is how people come and go.
    const [visit, stay] = one.isVisit ? [one, other] : [other, one];
    if (visit.isVisit && (visit.admittedOn <= stay.admittedOn || visit.admittedOn >= stay.endedOn)) return [];
    const sentence = `${stayWords(one)}与${stayWords(other)}日期重叠，两次都已结算。`;
    return [{ kind: 'overlapping_stays', settlementIds: idsOf(one, other), sentence }];
  });
}

/** Admitted again for the same so soon that it may have been one stay. The days between count from discharge to admission. */
export function splitStays(context: ServiceContext, stays: readonly SettledStay[], year: number): Pattern[] {
  const inpatient = stays.filter(({ isVisit }) => !isVisit);
  return inpatient.slice(1).flatMap((later, index) => {
    const earlier = inpatient[index];
    if (earlier === undefined || later.year !== year) return [];
    const days = daysBetween(earlier.endedOn, later.admittedOn);
    const { splitDays } = limitsOn(context, later.settledOn);
    if (days < 0 || days > splitDays) return [];
    if (earlier.mainDiagnosis === null || earlier.mainDiagnosis !== later.mainDiagnosis) return [];
    const sentence = `${stayWords(earlier)}出院 ${days} 天后，因同类诊断（${later.mainDiagnosis}）再次住院：${stayWords(later)}。`;
    return [{ kind: 'split_stay', settlementIds: idsOf(earlier, later), sentence }];
  });
}

/** Who dies at night is discharged in the morning. */
const dischargeDays = 1;

/** Care after the day on which somebody died, or a settlement long after it. A family that settles soon is nothing to look at. */
export function afterDeath(
  context: ServiceContext,
  personId: string,
  stays: readonly SettledStay[],
  year: number,
): Pattern[] {
  const dead = knownDead(context, personId);
  if (dead === null) return [];
  return stays.flatMap((stay) => {
    if (stay.year !== year) return [];
    const chargedFen = chargedAfter(context, stay, dead.on);
    const days = daysBetween(dead.on, stay.settledOn);
    const words = [
      ...(stay.admittedOn > dead.on ? ['入院或就诊在此之后'] : []),
      ...(stay.admittedOn <= dead.on && daysBetween(dead.on, stay.endedOn) > dischargeDays
        ? ['出院在此之后']
        : []),
      ...(chargedFen !== 0 ? [`之后记的费用 ${formatYuan(chargedFen)} 元`] : []),
      ...(days > limitsOn(context, stay.settledOn).settleAfterDeathDays ? [`${days} 天后才结算`] : []),
    ];
    if (words.length === 0) return [];
    const sentence = `${dead.words}，${stayWords(stay)}：${words.join('，')}。`;
    return [{ kind: 'after_death', settlementIds: stay.settlementIds, sentence }];
  });
}

function chargedAfter({ database }: ServiceContext, { settlementIds }: SettledStay, died: LocalDate): Fen {
  const row = statement<[string, string], { sumFen: Fen }>(
    database,
    `SELECT coalesce(sum(amount_fen), 0) AS sumFen FROM settlement_fee_list AS list
     JOIN fee_item ON fee_item.fee_list_id = list.fee_list_id
     WHERE settlement_id IN (SELECT value FROM json_each(?)) AND charged_on > ?`,
  ).get(JSON.stringify(settlementIds), died);
  return row?.sumFen ?? (0 as Fen);
}

/** Every two whose later one, by its settlement, is of this year; each pair once. */
function pairsOf(
  stays: readonly SettledStay[],
  year: number,
): (readonly [earlier: SettledStay, later: SettledStay])[] {
  return stays.flatMap((later, index) =>
    stays
      .slice(0, index)
      // What ended long before the next began cannot reach into it.
      .filter((earlier) => earlier.endedOn > later.admittedOn && Math.max(earlier.year, later.year) === year)
      .map((earlier) => [earlier, later] as const),
  );
}

function idsOf(one: SettledStay, other: SettledStay): string[] {
  return [...one.settlementIds, ...other.settlementIds];
}
