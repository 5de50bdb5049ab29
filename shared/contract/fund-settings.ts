import { z } from 'zod';
import { payerSchema } from './fund-claims.ts';
import { request } from './request.ts';
import { lineSchema, localDateSchema, secondPersonSchema } from './values.ts';

/** How a payer is claimed from, what share it keeps back, and its public SM2 key where it has one. */
export const payerTermsSchema = z.strictObject({
  payer: payerSchema,
  way: z.enum(['platform', 'file']),
  retentionMillionths: z.int().min(0).max(500_000),
  publicKey: z
    .string()
    .regex(/^04[0-9a-f]{128}$/)
    .nullable(),
});

/** Every account of the ledger, in the order of the vouchers. */
export const ledgerAccounts = [
  'cash_drawer',
  'bank',
  'mobile',
  'personal_account',
  'fund_received',
  'receivable',
  'retention',
  'patient_due',
  'patient_deferred',
  'refund_due',
  'hospital_revenue',
  'waiver',
  'write_off',
  'fund_refused',
  'cash_rounding',
  'variance',
] as const;
/** What the hospital's accounting calls one of our accounts. */
export const voucherAccountSchema = z.strictObject({
  account: z.enum(ledgerAccounts),
  code: z.string().regex(/^\d[\d.]{2,19}$/),
  title: lineSchema(40).min(1),
});
export type VoucherAccount = z.output<typeof voucherAccountSchema>;

export const fundSettingsSchema = z.strictObject({
  payers: z.array(z.strictObject({ ...payerTermsSchema.shape, title: z.string() })).max(40),
  accounts: z.array(voucherAccountSchema).max(ledgerAccounts.length),
});
export type FundSettings = z.output<typeof fundSettingsSchema>;

export const voucherSpanSchema = z.strictObject({ from: localDateSchema, to: localDateSchema });

const readers = ['finance', 'auditor'] as const;

export const fundSettingsRequests = {
  /** What the ledger of these days means in the hospital's accounting; asks where to. */
  'fundClaims.saveVouchers': request({
    input: voucherSpanSchema,
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: readers,
    answeredBy: 'main',
  }),
  'fundClaims.settings': request({
    input: z.strictObject({}),
    output: fundSettingsSchema,
    allowed: readers,
    answeredBy: 'service',
  }),
  /** Counts from that day on; what is left out stays as it is. */
  'fundClaims.changeSettings': request({
    input: z.strictObject({
      fromDay: localDateSchema,
      payers: z.array(payerTermsSchema).max(30),
      accounts: z.array(voucherAccountSchema).max(30),
      secondPerson: secondPersonSchema,
    }),
    output: fundSettingsSchema,
    allowed: ['finance'],
    answeredBy: 'service',
  }),
};
