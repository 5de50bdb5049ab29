import { z } from 'zod';
import { cashRoundings } from '../money/cash-rounding.ts';
import { request } from './request.ts';
import { fenSchema, idSchema, lineSchema, localDateSchema } from './values.ts';

/** A part of what is paid: more than nothing. */
const partFenSchema = fenSchema.refine((amountFen) => amountFen > 0);

/** The means of payment, in the order in which a window offers them. `deferred` pays nothing: it is owed from now on. */
export const paymentMeans = ['cash', 'bank', 'mobile', 'personal_account', 'deferred'] as const;
export type PaymentMeans = (typeof paymentMeans)[number];
export const meansTitles: Record<PaymentMeans, string> = {
  cash: '现金',
  bank: '银行卡',
  mobile: '手机支付',
  personal_account: '个人账户',
  deferred: '缓交',
};

/** How the patient's part is met. The amounts of a settlement's payments sum to its patient part. */
export const paymentSchema = z.strictObject({
  means: z.enum(paymentMeans),
  amountFen: fenSchema,
  /** What the means calls this payment: a serial number of the card machine or of the telephone. */
  reference: lineSchema(60).nullable(),
  /** Cash as it was handed over the counter, where it was counted: what is above the amount goes back as change. */
  handedInFen: fenSchema.optional(),
});
export type Payment = z.output<typeof paymentSchema>;

/** A payment as it was posted. */
export const postedPaymentSchema = z.strictObject({
  ...paymentSchema.shape,
  /** What the drawer took more (or less, negative) than the amount, since cash is rounded to the jiao here. */
  roundingFen: fenSchema.optional(),
});

export const cashRoundingSchema = z.enum(cashRoundings);

/** Who pays and signs where it is not the patient. The number is typed as on the card and checked. */
export const signatorySchema = z.strictObject({
  name: lineSchema(60).min(1),
  idNumber: lineSchema(40).min(1),
  relation: lineSchema(20).min(1),
  phone: lineSchema(30).nullable(),
});
export type Signatory = z.infer<typeof signatorySchema>;
export const shownSignatorySchema = z.strictObject({
  name: z.string(),
  maskedIdNumber: z.string(),
  relation: z.string(),
  maskedPhone: z.string().nullable(),
});
export type ShownSignatory = z.infer<typeof shownSignatorySchema>;

/** The number of the official electronic receipt (电子票据号, `invono`). */
export const invoiceNumberSchema = z.string().regex(/^[0-9A-Za-z-]{1,20}$/);

export const instalmentSchema = z.strictObject({ dueOn: localDateSchema, amountFen: partFenSchema });
export type Instalment = z.infer<typeof instalmentSchema>;
/** As many dates as one agreement has at most. A deferral is an agreement of one date. */
export const mostInstalments = 36;
export const instalmentsSchema = z.array(instalmentSchema).min(1).max(mostInstalments);

export const shownInstalmentSchema = z.strictObject({
  dueOn: localDateSchema,
  amountFen: fenSchema,
  /** What later payments have left of it; they go to the oldest first. */
  openFen: fenSchema,
  isOverdue: z.boolean(),
});

/** The newest agreement about what is owed for one settlement. */
export const planSchema = z.strictObject({
  planId: idSchema,
  number: z.string(),
  agreedOn: localDateSchema,
  instalments: z.array(shownInstalmentSchema).max(mostInstalments),
  signatory: shownSignatorySchema.nullable(),
});
export type Plan = z.infer<typeof planSchema>;

export const debtSchema = z.strictObject({
  settlementId: idSchema,
  slipNumber: z.string(),
  settledOn: localDateSchema,
  owedFen: fenSchema,
  overdueFen: fenSchema,
  /** Null: deferred without a date. */
  plan: planSchema.nullable(),
});
export type Debt = z.infer<typeof debtSchema>;

/** Money of a settlement that was reversed or topped up; it goes back by the means by which it came. */
export const openRefundSchema = z.strictObject({
  /** The reversal or the top-up that made it due. */
  causeId: idSchema,
  cause: z.enum(['reversal', 'top_up']),
  /** Of the reversal or the top-up. */
  slipNumber: z.string(),
  /** The payment that it answers. */
  postingId: idSchema,
  means: z.enum(paymentMeans),
  reference: z.string().nullable(),
  amountFen: fenSchema,
  /** What goes over the counter: cash rounded as it was when it came in. */
  handOutFen: fenSchema,
});
export type OpenRefund = z.infer<typeof openRefundSchema>;

/** What a person owes the hospital and what the hospital owes the person: sums over the ledger, kept nowhere. */
export const debtsSchema = z.strictObject({
  personId: idSchema,
  owedFen: fenSchema,
  overdueFen: fenSchema,
  debts: z.array(debtSchema).max(200),
  refundFen: fenSchema,
  refunds: z.array(openRefundSchema).max(200),
  cashRounding: cashRoundingSchema,
});
export type Debts = z.infer<typeof debtsSchema>;

/** As many rows as the list of debtors shows; the sums are over all. */
export const mostDebtors = 1000;

/** Somebody who owes the hospital something. */
export const debtorSchema = z.strictObject({
  personId: idSchema,
  name: z.string(),
  maskedIdNumber: z.string(),
  maskedPhone: z.string().nullable(),
  township: z.string().nullable(),
  village: z.string().nullable(),
  /** For how many settlements. */
  settlementCount: z.int().min(1),
  owedFen: fenSchema,
  /** The day of the oldest settlement that is owed for. */
  owedSince: localDateSchema,
  overdueFen: fenSchema,
  /** The oldest date that has passed. */
  overdueSince: localDateSchema.nullable(),
  /** What falls due next; null where nothing is agreed from today on. */
  next: instalmentSchema.nullable(),
});
export type Debtor = z.infer<typeof debtorSchema>;

export const debtorListSchema = z.strictObject({
  debtors: z.array(debtorSchema).max(mostDebtors),
  /** There are more than are shown. */
  more: z.boolean(),
  debtorCount: z.int().min(0),
  owedFen: fenSchema,
  overdueCount: z.int().min(0),
  overdueFen: fenSchema,
});
export type DebtorList = z.infer<typeof debtorListSchema>;

/** Money taken later, or given back: what its paper says. */
export const receiptSchema = z.strictObject({
  receiptId: idSchema,
  number: z.string(),
  kind: z.enum(['debt_payment', 'refund']),
  personId: idSchema,
  personName: z.string(),
  businessDay: localDateSchema,
  recordedAt: z.string(),
  recordedByName: z.string(),
  amountFen: fenSchema,
  amountCapital: z.string(),
  payments: z.array(postedPaymentSchema).max(200),
  /** Which settlements it is for, and what of it each gets. */
  settlements: z
    .array(z.strictObject({ settlementId: idSchema, slipNumber: z.string(), amountFen: fenSchema }))
    .max(200),
  signatory: shownSignatorySchema.nullable(),
  /** What the person owed of these settlements after it. */
  stillOwedFen: fenSchema,
});
export type Receipt = z.infer<typeof receiptSchema>;

const cashiers = ['clerk', 'cashier_lead'] as const;
const readers = ['clerk', 'cashier_lead', 'finance', 'auditor'] as const;

export const paymentRequests = {
  'debts.ofPerson': request({
    input: z.strictObject({ personId: idSchema }),
    output: debtsSchema,
    allowed: readers,
    answeredBy: 'service',
  }),
  /** Everybody who owes something, the longest overdue first. */
  'debts.list': request({
    input: z.strictObject({ text: lineSchema(60), onlyOverdue: z.boolean() }),
    output: debtorListSchema,
    allowed: readers,
    answeredBy: 'service',
  }),
  /** A later payment: to the oldest instalments first, by any means that moves money now. */
  'debts.pay': request({
    input: z.strictObject({
      requestId: idSchema,
      personId: idSchema,
      payments: z.array(paymentSchema).min(1).max(10),
      signatory: signatorySchema.nullable(),
    }),
    output: receiptSchema,
    allowed: cashiers,
    answeredBy: 'service',
  }),
  /** Agrees dates for everything that is owed for one settlement; an earlier agreement about it ends. */
  'debts.agree': request({
    input: z.strictObject({
      requestId: idSchema,
      settlementId: idSchema,
      instalments: instalmentsSchema,
      signatory: signatorySchema.nullable(),
    }),
    output: planSchema,
    allowed: cashiers,
    answeredBy: 'service',
  }),
  /** The money is given back now, each part by the means by which it came. */
  'payments.refund': request({
    input: z.strictObject({
      requestId: idSchema,
      personId: idSchema,
      refunds: z
        .array(
          z.strictObject({
            causeId: idSchema,
            postingId: idSchema,
            amountFen: partFenSchema,
            /** What the card machine or the telephone calls the refund. */
            reference: lineSchema(60).nullable(),
          }),
        )
        .min(1)
        .max(200),
      signatory: signatorySchema.nullable(),
    }),
    output: receiptSchema,
    allowed: cashiers,
    answeredBy: 'service',
  }),
  /**
   * The number of the official receipt, where it came after the settlement; with a reason it takes the place of another.
   * `settlement.changed` tells the windows.
   */
  'payments.giveInvoice': request({
    input: z.strictObject({
      settlementId: idSchema,
      invoiceNumber: invoiceNumberSchema,
      reason: lineSchema(200).min(1).nullable(),
    }),
    output: z.strictObject({}),
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  'payments.receipt': request({
    input: z.strictObject({ receiptId: idSchema }),
    output: receiptSchema,
    allowed: readers,
    answeredBy: 'service',
  }),
};
