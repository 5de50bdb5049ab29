import type { Payment, PaymentMeans } from '../../../shared/contract/payments.ts';
import { type Fen, fen, negateFen, sumFen, zeroFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { entriesOfSettlement, type PostedEntry } from '../ledger/balances.ts';
import type { Account } from '../ledger/post.ts';
import { meansOf } from './means.ts';

/** A payment as its posting tells it. */
export interface PostedPayment extends Payment {
  readonly postingId: string;
  /** What the drawer took more than the amount; left out where cash is not rounded. */
  readonly roundingFen?: Fen;
}

/** A payment as screens and papers show it. */
export function shownPayment(payment: PostedPayment): Omit<PostedPayment, 'postingId'> {
  const { postingId: _, ...shown } = payment;
  return shown;
}

/** How the patient's part of a settlement was met when it was settled, as the ledger tells. */
export function paymentsOf(context: ServiceContext, settlementId: string): PostedPayment[] {
  return postingsOf(context, settlementId).flatMap((posting) => paymentIn(context, posting, 'patient_due'));
}

/**
 * The money that stands for a settlement now, and what of it is still owed: what was paid at once and later, less what
 * top-ups gave back of it, and the rest of what was deferred. A refund that went out for a top-up which was taken back
 * since is owed again (top-ups/withdraw.ts): it is held no more, and its debt is a deferral like that of the settlement.
 */
export function heldFor(context: ServiceContext, settlementId: string): PostedPayment[] {
  const postings = postingsOf(context, settlementId);
  const given = givenBackIn(postings);
  const held = (meets: 'patient_due' | 'patient_deferred'): PostedPayment[] =>
    postings
      .flatMap((posting) => paymentIn(context, posting, meets))
      .filter(({ means }) => means !== 'deferred')
      .flatMap((payment) => less(payment, given.get(payment.postingId) ?? 0));
  return [...held('patient_due'), ...deferredIn(postings), ...held('patient_deferred')];
}

function less({ roundingFen, handedInFen, ...payment }: PostedPayment, givenFen: number): PostedPayment[] {
  if (givenFen === 0) {
    return [{ ...payment, ...(roundingFen && { roundingFen }), ...(handedInFen && { handedInFen }) }];
  }
  const amountFen = fen(payment.amountFen - givenFen);
  return amountFen === 0 ? [] : [{ ...payment, amountFen }];
}

/** What is still owed, by the postings that deferred it, the oldest first: together the balance of the debt. */
function deferredIn(postings: readonly PostingRead[]): PostedPayment[] {
  let owedFen: number = sumFen(postings.map(({ entries }) => amountOn(entries, 'patient_deferred')));
  return postings.flatMap(({ postingId, reference, kind, entries }) => {
    const amountFen = fen(Math.min(owedFen, amountOn(entries, 'patient_deferred')));
    if (amountFen <= 0) return [];
    owedFen -= amountFen;
    return [{ postingId, means: 'deferred', amountFen, reference: kind === 'deferral' ? reference : null }];
  });
}

/** By payment, what top-ups made due of it; what was taken back before it was given out counts no more. */
export function givenBackIn(postings: readonly PostingRead[]): Map<string, number> {
  const given = new Map<string, number>();
  for (const { kind, reference, entries } of postings) {
    if (kind !== 'top_up' || reference === null) continue;
    given.set(reference, (given.get(reference) ?? 0) - amountOn(entries, 'refund_due'));
  }
  return given;
}

/** What was waived or written off of a settlement's deferral, to which account. */
export function reliefsIn(postings: readonly PostingRead[]) {
  return postings.flatMap(({ postingId, kind, entries }) =>
    kind === 'waiver' || kind === 'write_off'
      ? [{ postingId, kind, amountFen: negateFen(amountOn(entries, 'patient_deferred')) }]
      : [],
  );
}

/** Every payment of a settlement that there ever was, at once and later. */
export function everPaidFor(context: ServiceContext, settlementId: string): PostedPayment[] {
  return postingsOf(context, settlementId).flatMap((posting) => [
    ...paymentIn(context, posting, 'patient_due'),
    ...paymentIn(context, posting, 'patient_deferred'),
  ]);
}

/** What a reversal gives back, as negative payments by the original means: money becomes due, a debt ends. */
export function refundsOf(context: ServiceContext, reversalId: string, reversesId: string): Payment[] {
  const held = new Map(everPaidFor(context, reversesId).map((payment) => [payment.postingId, payment]));
  return postingsOf(context, reversalId).flatMap(({ kind, reference, entries }): Payment[] => {
    const amountFen = negateFen(amountOn(entries, 'patient_due'));
    if (amountFen === 0) return [];
    const payment = held.get(reference ?? '');
    // The debt that a withdrawn top-up left was no payment of the settlement.
    if (kind === 'deferral') return [{ means: 'deferred', amountFen, reference: payment?.reference ?? null }];
    if (kind !== 'refund' || payment === undefined) return [];
    return [{ means: payment.means, amountFen, reference: payment.reference }];
  });
}

export interface PostingRead extends Pick<PostedEntry, 'postingId' | 'kind' | 'reference'> {
  readonly entries: readonly PostedEntry[];
}

/** The postings of a settlement, in the order of writing. */
export function postingsOf(context: ServiceContext, settlementId: string): PostingRead[] {
  const postings = new Map<string, PostingRead & { readonly entries: PostedEntry[] }>();
  for (const entry of entriesOfSettlement(context, settlementId)) {
    const { postingId, kind, reference } = entry;
    const posting = postings.get(postingId);
    if (posting === undefined) postings.set(postingId, { postingId, kind, reference, entries: [entry] });
    else posting.entries.push(entry);
  }
  return [...postings.values()];
}

export function amountOn(entries: readonly PostedEntry[], account: Account): Fen {
  return sumFen(entries.filter((entry) => entry.account === account).map(({ amountFen }) => amountFen));
}

/** A payment of what is due, or of what was deferred. */
function paymentIn(
  context: ServiceContext,
  posting: PostingRead,
  meets: 'patient_due' | 'patient_deferred',
): PostedPayment[] {
  if (posting.kind !== 'payment' && posting.kind !== 'deferral') return [];
  const payment = readPosted(context, posting, meets);
  return payment === undefined || payment.amountFen <= 0 ? [] : [payment];
}

/**
 * The payment that a posting is, by what it moves between a means and the account that it meets. Money given back
 * (`refund_due`) reads as a positive amount, too.
 */
export function readPosted(
  context: ServiceContext,
  { postingId, reference, entries }: PostingRead,
  meets: 'patient_due' | 'patient_deferred' | 'refund_due',
): PostedPayment | undefined {
  const means = meansIn(entries, meets);
  if (means === undefined) return undefined;
  const met = amountOn(entries, meets);
  const rounding = amountOn(entries, 'cash_rounding');
  const isRefund = meets === 'refund_due';
  const amountFen = isRefund ? met : negateFen(met);
  const roundingFen = isRefund ? rounding : negateFen(rounding);
  const handedInFen = means === 'cash' && !isRefund ? handedIn(context, postingId) : undefined;
  return {
    means,
    amountFen,
    reference: isRefund ? refundReference(context, postingId) : reference,
    postingId,
    ...(roundingFen === zeroFen ? {} : { roundingFen }),
    ...(handedInFen === undefined ? {} : { handedInFen }),
  };
}

function meansIn(entries: readonly PostedEntry[], meets: Account): PaymentMeans | undefined {
  for (const { account } of entries) {
    const means = account === meets ? undefined : meansOf(account);
    if (means !== undefined) return means;
  }
  return undefined;
}

function handedIn(context: ServiceContext, postingId: string): Fen | undefined {
  return statement<[string], { handedInFen: Fen }>(
    context.database,
    'SELECT handed_in_fen AS handedInFen FROM cash_handed_in WHERE posting_id = ?',
  ).get(postingId)?.handedInFen;
}

/** The reference of a refund's posting is the payment that it answers; what the means calls it stands apart. */
function refundReference(context: ServiceContext, postingId: string): string | null {
  const row = statement<[string], { reference: string }>(
    context.database,
    'SELECT reference FROM refund_reference WHERE posting_id = ?',
  ).get(postingId);
  return row?.reference ?? null;
}
