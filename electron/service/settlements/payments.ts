import type { z } from 'zod';
import type { paymentSchema } from '../../../shared/contract/settlements.ts';
import { negateFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { entriesOfSettlement } from '../ledger/balances.ts';
import type { Account } from '../ledger/post.ts';

export type Payment = z.output<typeof paymentSchema>;

/** The account that each means of payment moves. */
export const meansAccounts = {
  cash: 'cash_drawer',
  bank: 'bank',
  mobile: 'mobile',
  personal_account: 'personal_account',
  deferred: 'patient_deferred',
} as const satisfies Record<Payment['means'], Account>;

export interface PostedPayment extends Payment {
  readonly postingId: string;
}

/** How the patient's part of a settlement was met, as the ledger tells. */
export function paymentsOf(context: ServiceContext, settlementId: string): PostedPayment[] {
  const payments: PostedPayment[] = [];
  for (const entry of entriesOfSettlement(context, settlementId)) {
    if (entry.kind !== 'payment' && entry.kind !== 'deferral') continue;
    const means = meansOf(entry.account);
    if (means === undefined) continue;
    const { amountFen, reference, postingId } = entry;
    payments.push({ means, amountFen, reference, postingId });
  }
  return payments;
}

/**
 * What a reversal gives back, as negative payments by the original means. A refund posting names the payment that it
 * answers, since the money itself becomes due and has not moved yet.
 */
export function refundsOf(context: ServiceContext, reversalId: string, reversesId: string): Payment[] {
  const refunded = new Set(
    entriesOfSettlement(context, reversalId)
      .filter(({ kind }) => kind === 'refund' || kind === 'deferral')
      .map(({ reference }) => reference),
  );
  return paymentsOf(context, reversesId)
    .filter(({ postingId }) => refunded.has(postingId))
    .map(({ means, amountFen, reference }) => ({ means, amountFen: negateFen(amountFen), reference }));
}

function meansOf(account: Account): Payment['means'] | undefined {
  for (const means of Object.keys(meansAccounts) as Payment['means'][]) {
    if (meansAccounts[means] === account) return means;
  }
  return undefined;
}
