import type { LocalDate } from '../../calendar/local-date.ts';
import type { OutpatientVisit } from '../../engine/claim.ts';
import type { Settlement } from '../../engine/settlement.ts';
import { type Fen, fen, zeroFen } from '../../money/fen.ts';
import type { StayText } from './case-file.ts';

/** A visit of a case that was settled, for the disease with that code. */
export interface SettledVisit {
  readonly disease: string;
  readonly settlement: Settlement;
}

/** Undefined for a stay. */
export function settledVisit({ outpatient }: StayText, settlement: Settlement): SettledVisit | undefined {
  return outpatient === undefined ? undefined : { disease: outpatient, settlement };
}

/** What year and month already hold for the disease on that day, given the visits that stand. */
export function heldBefore(
  disease: string,
  settledOn: LocalDate,
  visits: readonly SettledVisit[],
): OutpatientVisit {
  const since = (beginning: string): Settlement[] =>
    visits
      .filter((visit) => visit.disease === disease && visit.settlement.settledOn.startsWith(beginning))
      .map(({ settlement }) => settlement);
  const thisYear = since(settledOn.slice(0, 4));
  return {
    deductibleBorneFen: fen(thisYear.reduce((sum, { deductibleFen }) => sum + deductibleFen, 0)),
    paidThisYearFen: paidByLayer(thisYear),
    paidThisMonthFen: paidByLayer(since(settledOn.slice(0, 7))),
  };
}

function paidByLayer(settlements: readonly Settlement[]): Record<string, Fen> {
  const paidFen: Record<string, Fen> = {};
  for (const { layer, payFen } of settlements.flatMap(({ layers }) => layers)) {
    paidFen[layer] = fen((paidFen[layer] ?? zeroFen) + payFen);
  }
  return paidFen;
}
