import { z } from 'zod';
import { localDateSchema } from '../values.ts';
import { documentKind } from './kind.ts';

/** Whoever signs: an agreement names its parties in full. */
const partySchema = z.strictObject({
  name: z.string(),
  relation: z.string(),
  idNumber: z.string(),
  phone: z.string(),
});

/** 先诊疗后付费协议: what the hospital, the patient and who answers for the patient have agreed. */
export const treatFirstAgreementContentSchema = z.strictObject({
  patient: partySchema.extend({ sex: z.string(), ageYears: z.int(), address: z.string() }),
  stay: z.strictObject({
    admissionNumber: z.string(),
    department: z.string(),
    admittedOn: localDateSchema,
    diagnoses: z.string(),
  }),
  guarantor: partySchema,
  signer: z.strictObject({ name: z.string(), relation: z.string() }),
  signature: z.enum(['signature', 'fingerprint']),
  signedOn: localDateSchema,
  /** Which papers were shown, as people call them. */
  papers: z.array(z.string()).max(3),
  document: z.string(),
  clause: z.string(),
  recordedByName: z.string(),
});

export const treatFirstAgreementKind = documentKind({
  title: '先诊疗后付费协议',
  papers: ['A4', 'A5'],
  isDaily: false,
  content: treatFirstAgreementContentSchema,
});
