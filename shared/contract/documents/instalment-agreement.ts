import { z } from 'zod';
import { instalmentSchema, mostInstalments } from '../payments.ts';
import { fenSchema, localDateSchema } from '../values.ts';
import { documentKind } from './kind.ts';

const partySchema = z.strictObject({
  name: z.string(),
  /** Whole: who signs is bound by it. */
  idNumber: z.string(),
  phone: z.string(),
  /** Of the guarantor to the patient; the patient's own is 本人. */
  relation: z.string(),
});

/** Everything that stands on the second agreement: what is owed, and when it is paid. */
export const instalmentAgreementSchema = z.strictObject({
  hospitalName: z.string(),
  patient: partySchema,
  /** Null: the patient signs alone. */
  guarantor: partySchema.nullable(),
  admissionNumber: z.string(),
  slipNumber: z.string(),
  settledOn: localDateSchema,
  agreedOn: localDateSchema,
  owedFen: fenSchema,
  owedCapital: z.string(),
  instalments: z.array(instalmentSchema).min(1).max(mostInstalments),
});

/** 缓交（分期）付款协议; its subject is the plan. */
export const instalmentAgreementKind = documentKind({
  title: '缓交分期协议',
  papers: ['A4'],
  isDaily: false,
  content: instalmentAgreementSchema,
});
