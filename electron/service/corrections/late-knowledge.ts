import { careOf, type Claim, countsAsStay, type YearState } from '../../../shared/engine/claim.ts';
import { PolicyRefusal } from '../../../shared/engine/refusal.ts';
import { settle } from '../../../shared/engine/settle.ts';
import type { Settlement } from '../../../shared/engine/settlement.ts';
import { addToYear, yearsDeductible } from '../../../shared/engine/year-state.ts';
import { type Fen, fen, zeroFen } from '../../../shared/money/fen.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import { policyOfAct } from '../policy/in-force.ts';
import { readClaim } from '../settlements/claim.ts';
import type { FactLayer } from '../settlements/fact.ts';
import { liveSettlements } from '../settlements/live.ts';
import { readFactLayers, readSettlementRow, type SettlementRow } from '../settlements/record.ts';
import type { PersonYear } from '../settlements/year-snapshot.ts';
import { notBelowZero } from '../settlements/year-sums.ts';

/** A live settlement as it was made, with what the engine was asked for it. */
export interface MadeSettlement {
  readonly row: SettlementRow;
  readonly layers: readonly FactLayer[];
  readonly claim: Claim;
}

export interface Recomputed extends MadeSettlement {
  readonly eligibilities: readonly EligibilityCategory[];
  readonly now: Settlement | PolicyRefusal;
}

/** A patient has a few dozen settlements a year; dialysis every other day stays below this. */
const mostSettlements = 500;

/** The live settlements of the year in the order in which they were written. */
export function readMade(context: ServiceContext, of: PersonYear): MadeSettlement[] {
  return liveSettlements(context, of, { from: null, limit: mostSettlements }).map(({ settlementId }) => ({
    row: readSettlementRow(context, settlementId),
    layers: readFactLayers(context, settlementId),
    claim: readClaim(context, settlementId),
  }));
}

/**
 * Computes each settlement again from what was asked then, with the eligibilities that are known now and on top of what
 * other hospitals hold as it is known now; its policy, its cost and all else stay what they were. What other hospitals
 * hold counts before all of ours, as it would if ours were settled again: when theirs happened, the platform does not
 * say. What a policy refuses counts as it was made. A pure reading.
 */
export function recompute(
  context: ServiceContext,
  made: readonly MadeSettlement[],
  elsewhere: YearState,
  eligibilitiesOf: (claim: Claim) => readonly EligibilityCategory[],
): Recomputed[] {
  let year = elsewhere;
  const borneFen = new Map<string, Fen>();
  return made.map((one) => {
    const { row, claim } = one;
    const eligibilities = eligibilitiesOf(claim);
    const borne = borneFen.get(row.stayId);
    const asked: Claim = {
      ...claim,
      person: { ...claim.person, eligibilities },
      ...(borne === undefined ? {} : { deductibleBorneFen: borne }),
    };
    const now = ask(context, row, asked, notBelowZero(year));
    const counted = now instanceof PolicyRefusal ? asMade(one) : contributionOf(now);
    year = addToYear(year, counted);
    borneFen.set(row.stayId, fen((borne ?? zeroFen) + counted.deductibleFen));
    return { ...one, eligibilities, now };
  });
}

function ask(
  context: ServiceContext,
  row: SettlementRow,
  claim: Claim,
  before: YearState,
): Settlement | PolicyRefusal {
  try {
    return settle(policyOfAct(context, row.inForceId), claim, before);
  } catch (error) {
    if (error instanceof PolicyRefusal) return error;
    throw error;
  }
}

function contributionOf(settlement: Settlement) {
  const { criticalIllnessBurdenFen, personalFen, personalInScopeFen, care } = settlement;
  const deductibleFen = yearsDeductible(care, settlement.deductibleFen);
  const amounts = { criticalIllnessBurdenFen, personalFen, personalInScopeFen, deductibleFen };
  return { ...amounts, stays: settlement.staysCounted, paid: settlement.layers };
}

function asMade({ row, layers, claim }: MadeSettlement) {
  const { criticalIllnessBurdenFen, personalFen, personalInScopeFen } = row;
  const deductibleFen = yearsDeductible(careOf(claim), row.deductibleFen);
  const amounts = { criticalIllnessBurdenFen, personalFen, personalInScopeFen, deductibleFen };
  const paid = layers.map(({ layer, kind, payFen }) => ({ layer, kind: kind ?? undefined, payFen }));
  return { ...amounts, stays: countsAsStay(claim) ? 1 : 0, paid };
}
