import { z } from 'zod';
import { fenSchema, idSchema, localDateSchema } from './values.ts';

/** 2020-03. */
export const monthSchema = z.string().regex(/^2\d{3}-(0[1-9]|1[0-2])$/);
/** A layer of the settlement, by its id: `basic_insurance`. */
export const payerSchema = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const count = z.int().min(0);

/** As many settlements as one claim holds; what is beyond goes into the next. */
export const mostClaimLines = 10_000;

export const fundClaimStates = ['draft', 'submitted', 'part_paid', 'paid', 'withdrawn'] as const;
export type FundClaimState = (typeof fundClaimStates)[number];
export const fundClaimStateTitles: Record<FundClaimState, string> = {
  draft: '草稿',
  submitted: '已申报',
  part_paid: '部分拨付',
  paid: '已结清',
  withdrawn: '已撤回',
};

/** Where a claim stands: sums over the ledger. */
export const fundClaimRowSchema = z.strictObject({
  claimId: idSchema,
  number: z.string(),
  payer: payerSchema,
  payerTitle: z.string(),
  month: monthSchema,
  state: z.enum(fundClaimStates),
  lineCount: count,
  amountFen: fenSchema,
  receivedFen: fenSchema,
  retainedFen: fenSchema,
  writtenOffFen: fenSchema,
  /** What the payer still owes of it, refused parts included. */
  openFen: fenSchema,
  draftedOn: localDateSchema,
  submittedOn: localDateSchema.nullable(),
});
export type FundClaimRow = z.output<typeof fundClaimRowSchema>;

/** One settlement, or a reversal with its negated amounts, in the columns of the one-stop declaration list. */
export const fundClaimLineSchema = z.strictObject({
  settlementId: idSchema,
  slipNumber: z.string(),
  isReversal: z.boolean(),
  name: z.string(),
  sex: z.enum(['男', '女']),
  /** Whole on the list for the payer, masked where a window asks. */
  idNumber: z.string(),
  category: z.string(),
  department: z.string(),
  admittedOn: localDateSchema,
  /** The day of the settlement where the patient is still here. */
  dischargedOn: localDateSchema,
  admissionNumber: z.string(),
  diagnosis: z.string(),
  /** 0: a visit (门诊慢特病). */
  days: count,
  totalFen: fenSchema,
  /** What each payer of the list pays, in the order of `payers`. */
  paidFen: z.array(fenSchema).max(30),
  personalFen: fenSchema,
  /** What this claim asks for. */
  amountFen: fenSchema,
  openFen: fenSchema,
  /** What the payer refused of it and still owes. */
  refusedFen: fenSchema,
  refusedReason: z.string().nullable(),
});
export type FundClaimLine = z.output<typeof fundClaimLineSchema>;

export const fundMovementSchema = z.strictObject({
  movementId: idSchema,
  kind: z.enum(['receipt', 'write_off', 'release', 'forfeiture']),
  movedOn: localDateSchema,
  reference: z.string(),
  receivedFen: fenSchema,
  retainedFen: fenSchema,
  writtenOffFen: fenSchema,
  refusedFen: fenSchema,
  isFromFile: z.boolean(),
  recordedAt: z.string(),
  byName: z.string(),
});
export type FundMovement = z.output<typeof fundMovementSchema>;

export const fundClaimSchema = z.strictObject({
  ...fundClaimRowSchema.shape,
  draftedByName: z.string(),
  submittedByName: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
  /** Everybody who pays something in one of its settlements, in the order of their layers. */
  payers: z.array(z.strictObject({ payer: z.string(), title: z.string() })).max(30),
  lines: z.array(fundClaimLineSchema).max(mostClaimLines),
  /** Settlements of a draft that were reversed since: the draft is better made anew. */
  reversedCount: count,
  movements: z.array(fundMovementSchema).max(500),
  /** What the payer keeps back of this claim by the share of the settings. */
  usualRetainedFen: fenSchema,
  /** How it reaches the payer. */
  way: z.enum(['platform', 'file']),
  /** Its way to the platform; null where it never set out. `unknown`: it may have arrived. */
  delivery: z
    .strictObject({
      state: z.enum(['pending', 'unknown', 'done', 'refused', 'undone']),
      number: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
});
export type FundClaim = z.output<typeof fundClaimSchema>;

/** Days since discharge: up to 30, 60, 90, and more. */
export const ageTitles = ['30 天以内', '31–60 天', '61–90 天', '90 天以上'] as const;

export const payerStandingSchema = z.strictObject({
  payer: payerSchema,
  title: z.string(),
  way: z.enum(['platform', 'file']),
  /** In no standing claim yet. */
  unclaimedFen: fenSchema,
  draftFen: fenSchema,
  /** Submitted and not paid, refused parts included. */
  openFen: fenSchema,
  refusedFen: fenSchema,
  /** What is submitted and not paid, by the days since discharge. */
  ageFen: z.tuple([fenSchema, fenSchema, fenSchema, fenSchema]),
  retainedFen: fenSchema,
  /** Of what was kept back: what never comes. */
  forfeitedFen: fenSchema,
  receivedFen: fenSchema,
  /** From discharge to money, weighted by the amounts, in tenths of a day; null before any money came. */
  daysToMoneyTenths: z.int().nullable(),
});
export type PayerStanding = z.output<typeof payerStandingSchema>;
