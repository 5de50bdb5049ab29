import type { Effect, Outcome } from '../../shared/contract/workbench.ts';
import type { Fen } from '../../shared/money/fen.ts';

/** One text for one case. */
export function keyOf(key: Effect['key']): string {
  return key.kind === 'settlement' ? key.settlementId : `${key.caseIndex} ${key.stayIndex}`;
}

export interface PayerChange {
  readonly layer: string;
  readonly title: string;
  readonly beforeFen: Fen;
  readonly afterFen: Fen;
}

/** Who pays something else than before, in the order in which the layers pay; the layers that went stand last. */
export function payerChanges({ before, after }: Pick<Effect, 'before' | 'after'>): PayerChange[] {
  const both = [
    ...after.paid,
    ...before.paid.filter(({ layer }) => !after.paid.some((one) => one.layer === layer)),
  ];
  return both
    .map(({ layer, title }) => ({
      layer,
      title,
      beforeFen: paidBy(before, layer),
      afterFen: paidBy(after, layer),
    }))
    .filter(({ beforeFen, afterFen }) => beforeFen !== afterFen);
}

/** Whether anything is another: an amount, or whether and why it is refused. */
export function isChangedEffect(effect: Effect): boolean {
  const { before, after } = effect;
  if (before.refused?.sentence !== after.refused?.sentence) return true;
  return before.personalFen !== after.personalFen || payerChanges(effect).length > 0;
}

function paidBy({ paid }: Outcome, layer: string): Fen {
  return paid.find((one) => one.layer === layer)?.payFen ?? (0 as Fen);
}
