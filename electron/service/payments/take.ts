import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Instalment, Payment, Signatory } from '../../../shared/contract/payments.ts';
import { type Fen, sumFen } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { requireInstalments, writePlanOfSettlement } from '../debts/plan.ts';
import type { Hospital } from '../hospital/settings.ts';
import { requireUnusedInvoice, writeInvoice } from './invoice-number.ts';
import { postPayment, type RoundedPayment, roundingOf } from './post.ts';
import { requirePayments } from './require.ts';
import { readSignatory, writeSignatory } from './signatory.ts';

/** How the patient's part of a settlement is met, and by whom. */
export interface Taking {
  /** Cash is rounded as the hospital does, but where it says itself what the drawer takes more. */
  readonly payments: readonly (Payment | RoundedPayment)[];
  /** Who pays and signs; null is the patient. */
  readonly signatory: Signatory | null;
  /** 电子票据号. */
  readonly invoiceNumber: string | null;
  /** The dates of what is deferred; none where nothing is, or where no date was agreed. */
  readonly instalments: readonly Instalment[];
}

/** Payments alone: of a settlement that is made again. */
export function onlyPayments(payments: Taking['payments']): Taking {
  return { payments, signatory: null, invoiceNumber: null, instalments: [] };
}

/**
 * What a window sent, in its one form: without payments of nothing, the signatory's number checked. Refuses
 * `signatory_number_wrong`.
 */
export function readTaking(
  context: ServiceContext,
  sent: {
    readonly payments: readonly Payment[];
    readonly signatory?: Signatory | null | undefined;
    readonly invoiceNumber?: string | null | undefined;
    readonly instalments?: readonly Instalment[] | undefined;
  },
): Taking {
  const signatory = sent.signatory ?? null;
  return {
    payments: sent.payments.filter(({ amountFen }) => amountFen !== 0),
    signatory: signatory === null ? null : readSignatory(context, signatory),
    invoiceNumber: sent.invoiceNumber ?? null,
    instalments: sent.instalments ?? [],
  };
}

/** Refuses what `requirePayments` and `requireInstalments` refuse, and `invoice_number_used`. */
export function requireTaking(
  context: ServiceContext,
  { payments, invoiceNumber, instalments }: Taking,
  personalFen: Fen,
  { hospital, businessDay }: { readonly hospital: Hospital; readonly businessDay: LocalDate },
): void {
  requirePayments(payments, personalFen, hospital.cashRounding);
  if (instalments.length > 0) {
    const deferred = payments.filter(({ means }) => means === 'deferred');
    requireInstalments(instalments, sumFen(deferred.map(({ amountFen }) => amountFen)), businessDay);
  }
  if (invoiceNumber !== null) requireUnusedInvoice(context, invoiceNumber);
}

/**
 * Posts the payments of a settlement and writes down what belongs to them, inside the caller's transaction. What is
 * paid now, or owed from now on by a deferral, is no longer due.
 */
export function take(
  context: ServiceContext,
  actor: Actor,
  settled: { readonly settlementId: string; readonly businessDay: LocalDate; readonly hospital: Hospital },
  { payments, signatory, invoiceNumber, instalments }: Taking,
): void {
  const { settlementId, businessDay, hospital } = settled;
  for (const payment of payments) {
    const roundingFen =
      'roundingFen' in payment ? payment.roundingFen : roundingOf(payment, hospital.cashRounding);
    const paidFor = { settlementId, businessDay, meets: 'patient_due' } as const;
    postPayment(context, actor, paidFor, { ...payment, roundingFen });
  }
  if (signatory !== null) writeSignatory(context, 'settlement', settlementId, signatory);
  if (invoiceNumber !== null) writeInvoice(context, actor, settlementId, invoiceNumber, null);
  if (instalments.length === 0) return;
  const planId = writePlanOfSettlement(context, actor, hospital, { settlementId, businessDay, instalments });
  if (signatory !== null) writeSignatory(context, 'instalment_plan', planId, signatory);
}
