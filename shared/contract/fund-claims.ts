import { z } from 'zod';
import { request } from './request.ts';
import {
  fenSchema,
  fileTokenSchema,
  idSchema,
  lineSchema,
  localDateSchema,
  secondPersonSchema,
} from './values.ts';

/** 2020-03. */
export const monthSchema = z.string().regex(/^2\d{3}-(0[1-9]|1[0-2])$/);
/** A layer of the settlement, by its id: `basic_insurance`. */
export const payerSchema = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const count = z.int().min(0);
const amountSchema = fenSchema.refine((amountFen) => amountFen >= 0);
const aboveNothingSchema = fenSchema.refine((amountFen) => amountFen > 0);
const reasonSchema = lineSchema(200).min(1);

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

const writers = ['finance'] as const;
const readers = ['finance', 'auditor'] as const;

export const fundClaimRequests = {
  /** What every payer owes, claimed or not. */
  'fundClaims.standing': request({
    input: z.strictObject({}),
    output: z.strictObject({ payers: z.array(payerStandingSchema).max(30) }),
    allowed: readers,
    answeredBy: 'service',
  }),
  /** What a claim would hold now: everything up to the end of the month that no standing claim holds. */
  'fundClaims.preview': request({
    input: z.strictObject({ payer: payerSchema, month: monthSchema }),
    output: z.strictObject({
      lineCount: count,
      reversalCount: count,
      /** Of months before. */
      earlierCount: count,
      amountFen: fenSchema,
      isCut: z.boolean(),
      /** Visits beside stays, or stays beside visits: left for a claim of their own, as the platform clears them apart. */
      otherCareCount: count,
    }),
    allowed: readers,
    answeredBy: 'service',
  }),
  'fundClaims.draft': request({
    input: z.strictObject({ requestId: idSchema, payer: payerSchema, month: monthSchema }),
    output: fundClaimSchema,
    allowed: writers,
    answeredBy: 'service',
  }),
  /** The newest first. */
  'fundClaims.list': request({
    input: z.strictObject({ payer: payerSchema.nullable(), onlyOpen: z.boolean() }),
    output: z.strictObject({ rows: z.array(fundClaimRowSchema).max(500), isCut: z.boolean() }),
    allowed: readers,
    answeredBy: 'service',
  }),
  'fundClaims.read': request({
    input: z.strictObject({ claimId: idSchema }),
    output: fundClaimSchema,
    allowed: readers,
    answeredBy: 'service',
  }),
  'fundClaims.submit': request({
    input: z.strictObject({ claimId: idSchema }),
    output: fundClaimSchema,
    allowed: writers,
    answeredBy: 'service',
  }),
  /** To the platform (3203); what is in doubt is cleared up first. */
  'fundClaims.send': request({
    input: z.strictObject({ claimId: idSchema }),
    output: fundClaimSchema,
    allowed: writers,
    answeredBy: 'service',
  }),
  /** A draft is thrown away by one person; what was submitted needs a second one. Its settlements are free again. */
  'fundClaims.withdraw': request({
    input: z.strictObject({
      claimId: idSchema,
      reason: reasonSchema,
      secondPerson: secondPersonSchema.nullable(),
    }),
    output: fundClaimSchema,
    allowed: writers,
    answeredBy: 'service',
  }),
  /** Money that came, what was kept back as 质保金, and what was refused with its reason. */
  'fundClaims.receive': request({
    input: z.strictObject({
      requestId: idSchema,
      claimId: idSchema,
      receivedFen: amountSchema,
      retainedFen: amountSchema,
      movedOn: localDateSchema,
      reference: lineSchema(60).min(1),
      refusals: z
        .array(
          z.strictObject({ settlementId: idSchema, amountFen: aboveNothingSchema, reason: reasonSchema }),
        )
        .max(mostClaimLines),
    }),
    output: fundClaimSchema,
    allowed: writers,
    answeredBy: 'service',
  }),
  /** What was refused of a settlement and will not be paid: the hospital bears it. */
  'fundClaims.writeOff': request({
    input: z.strictObject({
      requestId: idSchema,
      claimId: idSchema,
      settlementId: idSchema,
      reason: reasonSchema,
      secondPerson: secondPersonSchema,
    }),
    output: fundClaimSchema,
    allowed: writers,
    answeredBy: 'service',
  }),
  /** The declaration list as a table; asks where to. */
  'fundClaims.saveList': request({
    input: z.strictObject({ claimId: idSchema, secondPerson: secondPersonSchema }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: readers,
    answeredBy: 'main',
  }),
  /** The list as a file that only the payer reads, signed by this window; asks where to. */
  'fundClaims.saveSigned': request({
    input: z.strictObject({ claimId: idSchema }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: writers,
    answeredBy: 'main',
  }),
  /** The payer's reply to such a list; the same one again changes nothing. */
  'fundClaims.importReply': request({
    input: z.strictObject({ fileToken: fileTokenSchema }),
    output: z.strictObject({ claim: fundClaimSchema, alreadyImported: z.boolean() }),
    allowed: writers,
    answeredBy: 'service',
  }),
  /** 质保金 that the payer gave back. */
  'fundClaims.release': request({
    input: z.strictObject({
      requestId: idSchema,
      payer: payerSchema,
      amountFen: aboveNothingSchema,
      movedOn: localDateSchema,
      reference: lineSchema(60).min(1),
    }),
    output: z.strictObject({}),
    allowed: writers,
    answeredBy: 'service',
  }),
  /** 质保金 that the payer will not give back: the hospital bears it. */
  'fundClaims.forfeit': request({
    input: z.strictObject({
      requestId: idSchema,
      payer: payerSchema,
      amountFen: aboveNothingSchema,
      /** Of the payer's notice. */
      movedOn: localDateSchema,
      /** The notice, and why. */
      reference: reasonSchema,
      secondPerson: secondPersonSchema,
    }),
    output: z.strictObject({}),
    allowed: writers,
    answeredBy: 'service',
  }),
};
