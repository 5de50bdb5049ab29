import { z } from 'zod';
import { request } from './request.ts';
import { diagnosisSchema, staySchema } from './stays.ts';
import { fileTokenSchema, idSchema, lineSchema, localDateSchema } from './values.ts';

/** What a designated hospital asks before it takes a patient. */
export const hospitalNeeds = ['city_consultation', 'referral_certificate'] as const;
export const hospitalNeedTitles: Record<(typeof hospitalNeeds)[number], string> = {
  city_consultation: '市级专家会诊',
  referral_certificate: '转诊证明',
};
export const hospitalRankTitles = { county: '县级', city: '市级' } as const;

export const designatedHospitalSchema = z.strictObject({
  /** Null for one that the policy in force names; it is changed there. */
  hospitalId: idSchema.nullable(),
  name: z.string(),
  code: z.string().nullable(),
  rank: z.enum(['county', 'city']),
  since: localDateSchema,
  until: localDateSchema.nullable(),
  needs: z.array(z.enum(hospitalNeeds)).max(2),
  clause: z.string().nullable(),
  source: z.enum(['policy', 'hand', 'file']),
  countsToday: z.boolean(),
});
export type DesignatedHospital = z.infer<typeof designatedHospitalSchema>;

/** 市级专家会诊: when, by whom and with which opinion. */
export const consultationSchema = z.strictObject({
  heldOn: localDateSchema,
  experts: lineSchema(100).min(1),
  opinion: lineSchema(200).min(1),
});

const medicalCode = z.string().regex(/^[A-Za-z0-9]{1,30}$/);

/** A referral from here, with the certificate that the patient takes along. */
export const issuedReferralSchema = z.strictObject({
  referralId: idSchema,
  /** The certificate's own number. */
  number: z.string(),
  stayId: idSchema,
  personId: idSchema,
  toHospital: z.string(),
  toHospitalCode: z.string().nullable(),
  issuedOn: localDateSchema,
  validTo: localDateSchema,
  diagnosis: diagnosisSchema,
  reason: z.string(),
  opinion: z.string(),
  doctor: z.string(),
  consultation: consultationSchema.nullable(),
  /** The stay here ended with it. */
  isTransfer: z.boolean(),
  recordedByName: z.string(),
  withdrawn: z.strictObject({ reason: z.string(), isFiledAtPlatform: z.boolean() }).nullable(),
  /** What to look at; stops nobody. */
  notes: z.array(z.strictObject({ code: z.string(), sentence: z.string() })).max(10),
});
export type IssuedReferral = z.infer<typeof issuedReferralSchema>;

/** One line of the register, either way. */
export const registeredReferralSchema = z.strictObject({
  referralId: idSchema,
  direction: z.enum(['in', 'out']),
  /** Null for one that came without a certificate. */
  number: z.string().nullable(),
  personId: idSchema,
  stayId: idSchema,
  personName: z.string(),
  otherHospital: z.string(),
  day: localDateSchema,
  validTo: localDateSchema,
  diagnosis: diagnosisSchema,
  admissionNumber: z.string(),
  isWithdrawn: z.boolean(),
  /** The platform has it, or may have it: nothing undoes 2501 there, so a withdrawal is told to the centre by telephone. */
  isFiledAtPlatform: z.boolean(),
  upload: z.enum(['waiting', 'done', 'dead', 'none']),
});
export type RegisteredReferral = z.infer<typeof registeredReferralSchema>;

const designated = {
  name: lineSchema(60).min(1),
  code: medicalCode.nullable(),
  rank: z.enum(['county', 'city']),
  since: localDateSchema,
  until: localDateSchema.nullable(),
  needs: z.array(z.enum(hospitalNeeds)).max(2),
  clause: lineSchema(100).nullable(),
};

const desk = ['clerk', 'cashier_lead'] as const;

export const referralRequests = {
  /** A referral file: consultation where it is asked for, certificate with its number, 2501. */
  'referrals.issue': request({
    input: z.strictObject({
      requestId: idSchema,
      stayId: idSchema,
      toHospital: lineSchema(60).min(1),
      toHospitalCode: medicalCode.nullable(),
      issuedOn: localDateSchema,
      validTo: localDateSchema,
      reason: lineSchema(100).min(1),
      opinion: lineSchema(100).min(1),
      doctor: lineSchema(40).min(1),
      consultation: consultationSchema.nullable(),
      /** Ends the stay here on the day of the referral. */
      isTransfer: z.boolean(),
    }),
    output: issuedReferralSchema,
    allowed: desk,
    answeredBy: 'service',
  }),
  'referrals.withdraw': request({
    input: z.strictObject({ referralId: idSchema, reason: lineSchema(200).min(1) }),
    output: issuedReferralSchema,
    allowed: desk,
    answeredBy: 'service',
  }),
  /** Of one stay, the newest first. */
  'referrals.ofStay': request({
    input: z.strictObject({ stayId: idSchema }),
    output: z.strictObject({
      stay: staySchema,
      issued: z.array(issuedReferralSchema).max(50),
      hospitals: z.array(designatedHospitalSchema).max(1000),
    }),
    allowed: desk,
    answeredBy: 'service',
  }),
  /** Both directions, the newest first; searched by number, person, hospital and admission number. */
  'referrals.register': request({
    input: z.strictObject({
      direction: z.enum(['in', 'out']).nullable(),
      text: lineSchema(60),
      offset: z.int().min(0).max(1_000_000),
    }),
    output: z.strictObject({ rows: z.array(registeredReferralSchema).max(100), more: z.boolean() }),
    allowed: ['clerk', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  'designated.list': request({
    input: z.strictObject({}),
    output: z.array(designatedHospitalSchema).max(1000),
    allowed: ['clerk', 'cashier_lead', 'information_office', 'auditor'],
    answeredBy: 'service',
  }),
  'designated.add': request({
    input: z.strictObject(designated),
    output: z.array(designatedHospitalSchema).max(1000),
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  /** The last day that it counts. */
  'designated.end': request({
    input: z.strictObject({ hospitalId: idSchema, until: localDateSchema, reason: lineSchema(200).min(1) }),
    output: z.array(designatedHospitalSchema).max(1000),
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  /** A list as CSV or XLSX; the whole file or nothing. */
  'designated.import': request({
    input: z.strictObject({ fileToken: fileTokenSchema }),
    output: z.strictObject({
      addedCount: z.int(),
      /** Lines that are on the list already, word for word. */
      knownCount: z.int(),
      hospitals: z.array(designatedHospitalSchema).max(1000),
    }),
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
};
