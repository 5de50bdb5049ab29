import { z } from 'zod';
import { consultationSchema } from '../referrals.ts';
import { localDateSchema } from '../values.ts';
import { documentKind } from './kind.ts';

/** 转诊证明: what the receiving hospital checks (number, hospitals, days, person) and needs to know. */
export const referralCertificateContentSchema = z.strictObject({
  toHospital: z.string(),
  fromHospitalCode: z.string(),
  patient: z.strictObject({
    name: z.string(),
    sex: z.string(),
    ageYears: z.int(),
    /** In full: the receiving side compares it with the card. */
    idNumber: z.string(),
    region: z.string(),
  }),
  stay: z.strictObject({
    admissionNumber: z.string(),
    department: z.string(),
    admittedOn: localDateSchema,
  }),
  diagnosis: z.string(),
  reason: z.string(),
  opinion: z.string(),
  doctor: z.string(),
  consultation: consultationSchema.nullable(),
  issuedOn: localDateSchema,
  validTo: localDateSchema,
  recordedByName: z.string(),
});

export const referralCertificateKind = documentKind({
  title: '转诊证明',
  papers: ['A4', 'A5'],
  isDaily: false,
  content: referralCertificateContentSchema,
});
