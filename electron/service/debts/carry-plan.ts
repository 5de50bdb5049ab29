import type { Instalment } from '../../../shared/contract/payments.ts';
import { fen, zeroFen } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { owedFor } from './owed.ts';
import { instalmentsOf, newestPlan, withOpenParts, writePlanOfSettlement } from './plan.ts';

/** The dates on which a settlement's debt falls due and what is open of each; none where no date was agreed. */
export function openInstalments(context: ServiceContext, settlementId: string): Instalment[] {
  const plan = newestPlan(context, settlementId);
  if (plan === undefined) return [];
  return withOpenParts(instalmentsOf(context, plan.planId), owedFor(context, settlementId))
    .filter(({ openFen }) => openFen > zeroFen)
    .map(({ dueOn, openFen }) => ({ dueOn, amountFen: openFen }));
}

/**
 * Keeps the agreed dates for what is still owed after a stay was settled again, inside the caller's transaction: the
 * first dates first, and what they do not hold with the last.
 */
export function carryPlan(
  context: ServiceContext,
  actor: Actor,
  settlementId: string,
  agreed: readonly Instalment[],
): void {
  const owedFen = owedFor(context, settlementId);
  if (owedFen === 0 || agreed.length === 0) return;
  let leftFen: number = owedFen;
  const instalments = agreed.map(({ dueOn, amountFen }, position) => {
    const isLast = position === agreed.length - 1;
    const partFen = fen(isLast ? leftFen : Math.min(leftFen, amountFen));
    leftFen -= partFen;
    return { dueOn, amountFen: partFen };
  });
  const businessDay = today(context);
  const kept = instalments.filter(({ amountFen }) => amountFen > zeroFen);
  const plan = { settlementId, businessDay, instalments: kept };
  writePlanOfSettlement(context, actor, readHospital(context, businessDay), plan);
}
