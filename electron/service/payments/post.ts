import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Payment } from '../../../shared/contract/payments.ts';
import { type CashRounding, cashOver } from '../../../shared/money/cash-rounding.ts';
import { type Fen, fen, negateFen, zeroFen } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { post } from '../ledger/post.ts';
import { meansAccounts } from './means.ts';

/** A payment with what the drawer takes more than its amount. */
export interface RoundedPayment extends Payment {
  readonly roundingFen: Fen;
}

/** What the drawer takes more than the amount of a payment: nothing but where cash is rounded. */
export function roundingOf({ means, amountFen }: Payment, cashRounding: CashRounding): Fen {
  return means === 'cash' ? fen(cashOver(amountFen, cashRounding) - amountFen) : zeroFen;
}

/**
 * The same of one part of a payment that meets several debts, so much of which met others before: each part is what goes
 * over the counter by itself, so that it can go back by itself, and together they are the whole payment's.
 */
export function roundingOfPart(part: Payment, beforeFen: number, cashRounding: CashRounding): Fen {
  const upTo = (amountFen: number) => roundingOf({ ...part, amountFen: fen(amountFen) }, cashRounding);
  return fen(upTo(beforeFen + part.amountFen) - upTo(beforeFen));
}

/** What a payment is for, and which account it meets: what is due now, or what was deferred before. */
export interface PaidFor {
  readonly settlementId: string;
  readonly businessDay: LocalDate;
  readonly meets: 'patient_due' | 'patient_deferred';
}

/**
 * Posts one payment inside the caller's transaction; returns the posting's id. The drawer takes cash as it is handed
 * over; where it is rounded, the difference goes to an account of its own, so that the drawer equals what was taken
 * and the patient's account what was due.
 */
export function postPayment(
  context: ServiceContext,
  actor: Actor,
  { settlementId, businessDay, meets }: PaidFor,
  { means, amountFen, reference, handedInFen, roundingFen }: RoundedPayment,
): string {
  const kind = means === 'deferred' ? 'deferral' : 'payment';
  const postingId = post(context, actor, { kind, settlementId, businessDay, reference }, [
    { account: meansAccounts[means], payer: null, amountFen: fen(amountFen + roundingFen) },
    { account: 'cash_rounding', payer: null, amountFen: negateFen(roundingFen) },
    { account: meets, payer: null, amountFen: negateFen(amountFen) },
  ]);
  if (means === 'cash' && handedInFen !== undefined) {
    statement<[string, number]>(
      context.database,
      'INSERT INTO cash_handed_in (posting_id, handed_in_fen) VALUES (?, ?)',
    ).run(postingId, handedInFen);
  }
  return postingId;
}
