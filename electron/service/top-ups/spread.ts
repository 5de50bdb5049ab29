import { type Fen, fen, sumFen, zeroFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { owedFor } from '../debts/owed.ts';
import { everPaidFor, givenBackIn, postingsOf } from '../payments/paid.ts';

/** Money that the patient paid for a settlement and that was not given back since. */
export interface HeldPayment {
  readonly postingId: string;
  readonly heldFen: Fen;
}

/** What the patient bears of a settlement now. */
export interface Borne {
  readonly owedFen: Fen;
  /** In the order in which it is given back: money in hand before the personal account. */
  readonly held: readonly HeldPayment[];
}

/** What of a top-up ends a debt, and what of which payment is given back. */
export interface Spread {
  readonly fromDebtFen: Fen;
  readonly refunds: readonly { readonly postingId: string; readonly amountFen: Fen }[];
}

/** Sums over the ledger: what is owed, and what was paid less what earlier top-ups gave back. */
export function borneOf(context: ServiceContext, settlementId: string): Borne {
  const given = givenBackIn(postingsOf(context, settlementId));
  const paid = everPaidFor(context, settlementId).filter(({ means }) => means !== 'deferred');
  const held = paid.map(({ postingId, amountFen, means }) => ({
    postingId,
    means,
    heldFen: fen(amountFen - (given.get(postingId) ?? 0)),
  }));
  const isAccount = ({ means }: (typeof held)[number]) => means === 'personal_account';
  return {
    owedFen: owedFor(context, settlementId),
    held: [...held.filter((one) => !isAccount(one)), ...held.filter(isAccount)],
  };
}

/** As much as a top-up may be. */
export function mostOf({ owedFen, held }: Borne): Fen {
  return sumFen([owedFen, ...held.map(({ heldFen }) => heldFen)]);
}

/**
 * The debt for this settlement first, since help is for what the patient could not pay (锦卫发〔2019〕61号 三（三）: 自付费用仍有
 * 困难); the rest goes back by the means by which it came. Debts of other settlements are left alone: the approval names one.
 * @param amountFen at most what is borne
 */
export function spread(amountFen: Fen, { owedFen, held }: Borne): Spread {
  const fromDebtFen = fen(Math.min(amountFen, Math.max(0, owedFen)));
  let leftFen: number = amountFen - fromDebtFen;
  const refunds = held.flatMap(({ postingId, heldFen }) => {
    const part = fen(Math.min(leftFen, heldFen));
    leftFen -= part;
    return part > zeroFen ? [{ postingId, amountFen: part }] : [];
  });
  if (leftFen !== 0) throw new Error('a top-up is more than the patient bears');
  return { fromDebtFen, refunds };
}
