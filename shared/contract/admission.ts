import { z } from 'zod';
import { admissionChecksSchema, diagnosisSchema, notCoveredSchema } from './stays.ts';
import { request } from './request.ts';
import { idSchema, lineSchema, localDateSchema, placeSchema } from './values.ts';

/** What is known of an admission before anything is signed: may the patient be treated first, and what stands out. */
export const admissionOutlookSchema = z.strictObject({
  /** 先诊疗后付费, with the clause that allows it or the sentence why not. */
  treatFirst: z.strictObject({
    isAllowed: z.boolean(),
    sentence: z.string(),
    clause: z.string().nullable(),
    document: z.string().nullable(),
  }),
  /** Diagnoses that stand in a list of the policy, such as special treatment. */
  diseases: z.array(z.strictObject({ list: z.string(), disease: z.string(), code: z.string() })).max(100),
  /** What to look at; stops nobody and is recorded with the admission. */
  notes: z.array(z.strictObject({ code: z.string(), sentence: z.string() })).max(50),
});
export type AdmissionOutlook = z.infer<typeof admissionOutlookSchema>;

export const recordedChecksSchema = z.strictObject({
  ...admissionChecksSchema.shape,
  recordedAt: z.string(),
  recordedByName: z.string(),
});

/** The second signature on an agreement: somebody else who answers for the patient. Numbers are masked. */
export const treatFirstAgreementSchema = z.strictObject({
  agreementId: idSchema,
  number: z.string(),
  clause: z.string(),
  guarantor: z.strictObject({
    name: z.string(),
    relation: z.string(),
    maskedIdNumber: z.string(),
    maskedPhone: z.string(),
  }),
  signer: z.strictObject({ name: z.string(), relation: z.string() }),
  signature: z.enum(['signature', 'fingerprint']),
  signedOn: localDateSchema,
  recordedByName: z.string(),
});
export type TreatFirstAgreement = z.infer<typeof treatFirstAgreementSchema>;

export const admissionOfStaySchema = z.strictObject({
  outlook: admissionOutlookSchema,
  /** The newest; null while nobody has checked. */
  checks: recordedChecksSchema.nullable(),
  /** The newest; null while none is signed. */
  agreement: treatFirstAgreementSchema.nullable(),
});
export type AdmissionOfStay = z.infer<typeof admissionOfStaySchema>;

/** The agreement takes the place of a deposit: once the patient was discharged there is nothing to sign. */
export function signedTooLate(dischargedOn: string): string {
  return `这次住院 ${dischargedOn} 已登记出院，先诊疗后付费协议要在住院期间签。请直接结算；付不起的，结算时办缓交或分期。`;
}

const agreementInput = z.strictObject({
  requestId: idSchema,
  stayId: idSchema,
  guarantor: z.strictObject({
    name: lineSchema(60).min(1),
    relation: lineSchema(20).min(1),
    idNumber: lineSchema(40).min(1),
    phone: lineSchema(30).min(1),
  }),
  /** The patient or who signs for the patient. */
  signer: z.strictObject({ name: lineSchema(60).min(1), relation: lineSchema(20).min(1) }),
  signature: z.enum(['signature', 'fingerprint']),
  /** Asked where an agreement of this stay is replaced. */
  reason: lineSchema(200).nullable(),
});

export const admissionRequests = {
  /** For the form, while it is filled in. Nothing is recorded. */
  'admission.outlook': request({
    input: z.strictObject({
      personId: idSchema,
      place: placeSchema,
      diagnoses: z.array(diagnosisSchema).max(20),
      causes: z.array(notCoveredSchema).max(6),
      /** Of the stay that is being filled in: is another of the person still open? `stayId` is null for a new one. */
      days: z
        .strictObject({
          stayId: idSchema.nullable(),
          admittedOn: localDateSchema,
          dischargedOn: localDateSchema.nullable(),
        })
        .optional(),
    }),
    output: admissionOutlookSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  'admission.ofStay': request({
    input: z.strictObject({ stayId: idSchema }),
    output: admissionOfStaySchema,
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /** The checks of an admission made after it, or made anew. */
  'admission.recordChecks': request({
    input: z.strictObject({ stayId: idSchema, checks: admissionChecksSchema }),
    output: admissionOfStaySchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** 先诊疗后付费协议: no deposit, the own part is paid at discharge. Printed in two copies. */
  'admission.signAgreement': request({
    input: agreementInput,
    output: admissionOfStaySchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
};
