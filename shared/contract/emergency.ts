import { z } from 'zod';
import { request } from './request.ts';
import { diagnosisSchema, staySchema } from './stays.ts';
import { idSchema, lineSchema, localDateSchema, secondPersonSchema } from './values.ts';

/** How it was found out who somebody is. */
export const identifiedBy = ['id_card', 'relative', 'police', 'other'] as const;
export const identifiedByTitles: Record<(typeof identifiedBy)[number], string> = {
  id_card: '本人证件',
  relative: '亲属指认',
  police: '公安机关证明',
  other: '其他',
};

/** Somebody who was admitted without identity, and what became of it. */
export const unknownPatientSchema = z.strictObject({
  unknownId: idSchema,
  /** Temporary, until the person is known. */
  number: z.string(),
  temporaryName: z.string(),
  sex: z.enum(['male', 'female']),
  ageYears: z.int(),
  description: z.string(),
  broughtBy: z.string(),
  seenOn: localDateSchema,
  stay: staySchema.nullable(),
  identified: z
    .strictObject({
      personId: idSchema,
      personName: z.string(),
      by: z.enum(identifiedBy),
      note: z.string(),
      recordedAt: z.string(),
      recordedByName: z.string(),
    })
    .nullable(),
  /** Identifications that were withdrawn, the newest first. */
  mistakenFor: z
    .array(
      z.strictObject({
        personName: z.string(),
        reason: z.string(),
        recordedAt: z.string(),
        recordedByName: z.string(),
      }),
    )
    .max(20),
});
export type UnknownPatient = z.infer<typeof unknownPatientSchema>;

const desk = ['clerk', 'cashier_lead'] as const;

export const emergencyRequests = {
  /** Admits somebody nobody knows, under a temporary name and number. */
  'emergency.admit': request({
    input: z.strictObject({
      requestId: idSchema,
      sex: z.enum(['male', 'female']),
      /** As it looks. */
      ageYears: z.int().min(0).max(120),
      /** What would let somebody recognise the patient. */
      description: lineSchema(200).min(1),
      broughtBy: lineSchema(100).min(1),
      admissionNumber: lineSchema(30).min(1),
      department: lineSchema(40).min(1),
      bed: lineSchema(20).nullable(),
      admittedOn: localDateSchema,
      diagnoses: z.array(diagnosisSchema).min(1).max(20),
    }),
    output: unknownPatientSchema,
    allowed: desk,
    answeredBy: 'service',
  }),
  /** Those nobody knows yet first, then the newest. */
  'emergency.list': request({
    input: z.strictObject({}),
    output: z.array(unknownPatientSchema).max(200),
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /** Null for a person who was never unknown. */
  'emergency.ofPerson': request({
    input: z.strictObject({ personId: idSchema }),
    output: unknownPatientSchema.nullable(),
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /** It was somebody else: by two people, while nothing stands on it that cannot be held back. */
  'emergency.withdrawIdentification': request({
    input: z.strictObject({
      unknownId: idSchema,
      reason: lineSchema(200).min(1),
      secondPerson: secondPersonSchema,
    }),
    output: unknownPatientSchema,
    allowed: desk,
    answeredBy: 'service',
  }),
  /** Says who it is: whatever was recorded stays and counts for that person from then on. */
  'emergency.identify': request({
    input: z.strictObject({
      unknownId: idSchema,
      personId: idSchema,
      by: z.enum(identifiedBy),
      note: lineSchema(200).min(1),
    }),
    output: unknownPatientSchema,
    allowed: desk,
    answeredBy: 'service',
  }),
};
