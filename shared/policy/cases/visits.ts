import { type LocalDate, yearOf } from '../../calendar/local-date.ts';
import type { OutpatientVisit } from '../../engine/claim.ts';
import { sameOutpatientDisease } from '../../engine/outpatient-disease.ts';
import type { Policy } from '../../engine/policy.ts';
import type { Settlement } from '../../engine/settlement.ts';
import { type Fen, fen, sumFen, zeroFen } from '../../money/fen.ts';
import type { StayText } from './case-file.ts';

/** A visit of a case that was settled, for the disease with that code. */
export interface SettledVisit {
  readonly disease: string;
  readonly visitedOn: LocalDate;
  readonly settlement: Settlement;
}

/** Undefined for a stay. */
export function settledVisit(stay: StayText, settlement: Settlement): SettledVisit | undefined {
  if (stay.outpatient === undefined) return undefined;
  return { disease: stay.outpatient, visitedOn: visitedOn(stay), settlement };
}

function visitedOn({ admitted, settled }: StayText): LocalDate {
  return admitted ?? settled;
}

/** What the year of the settlement and the month of the visit already hold for the disease, given the visits that stand. */
export function heldBefore(
  policy: Policy,
  {
    stay,
    ageYears,
  }: { readonly stay: StayText & { outpatient: string }; readonly ageYears: number | undefined },
  visits: readonly SettledVisit[],
): OutpatientVisit {
  const on = visitedOn(stay);
  const isSame = sameOutpatientDisease(policy, stay.outpatient, { ageYears, on });
  const ofDisease = visits.filter(({ disease }) => isSame(disease));
  const thisYear = ofDisease.filter(
    ({ settlement }) => yearOf(settlement.settledOn) === yearOf(stay.settled),
  );
  const thisMonth = ofDisease.filter((visit) => visit.visitedOn.slice(0, 7) === on.slice(0, 7));
  const deductibles = thisYear.map(({ settlement }) => settlement.deductibleFen);
  return {
    deductibleBorneFen: sumFen(deductibles),
    paidThisYearFen: paidByLayer(thisYear),
    paidThisMonthFen: paidByLayer(thisMonth),
  };
}

function paidByLayer(visits: readonly SettledVisit[]): Record<string, Fen> {
  const paidFen: Record<string, Fen> = {};
  for (const { layer, payFen } of visits.flatMap(({ settlement }) => settlement.layers)) {
    paidFen[layer] = fen((paidFen[layer] ?? zeroFen) + payFen);
  }
  return paidFen;
}
