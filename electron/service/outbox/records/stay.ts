import { z } from 'zod';
import { kindsOfCare } from '../../../../shared/engine/claim.ts';
import { diagnosisSchema } from '../../../../shared/contract/stays.ts';
import { idSchema, localDateSchema, placeSchema } from '../../../../shared/contract/values.ts';
import { head, stayHead } from './head.ts';

/** 转院备案: who sent the patient to whom, why, and how long it holds. */
export const referralUploadSchema = z.strictObject({
  kind: z.literal('referral'),
  ...stayHead,
  referralId: idSchema,
  phone: z.string().nullable(),
  fromHospital: z.string(),
  fromHospitalCode: z.string().nullable(),
  /** Only of a referral from here; one to us names no hospital but the one that sent. */
  toHospital: z.string().optional(),
  toHospitalCode: z.string().nullable().optional(),
  referredOn: localDateSchema,
  diagnosis: diagnosisSchema,
  reason: z.string(),
  opinion: z.string(),
  validFrom: localDateSchema,
  validTo: localDateSchema,
});

/** 入院办理. */
export const admissionUploadSchema = z.strictObject({
  kind: z.literal('admission'),
  ...head,
  admissionNumber: z.string(),
  visitType: z.enum(kindsOfCare),
  place: placeSchema,
  department: z.string(),
  bed: z.string().nullable(),
  admittedOn: localDateSchema,
  diagnoses: z.array(diagnosisSchema),
  phone: z.string().nullable(),
});

/** 出院办理. A changed discharge is undone and told anew, since the platform knows no change of one. */
export const dischargeUploadSchema = z.strictObject({
  kind: z.literal('discharge'),
  ...stayHead,
  dischargedOn: localDateSchema,
  department: z.string(),
  bed: z.string().nullable(),
  diagnoses: z.array(diagnosisSchema),
});

/** 出院撤销. */
export const dischargeUndoneUploadSchema = z.strictObject({
  kind: z.literal('discharge_undone'),
  ...stayHead,
  /** The day that no longer holds. */
  dischargedOn: localDateSchema,
});

/** 入院撤销, of a stay that was opened by mistake. */
export const admissionUndoneUploadSchema = z.strictObject({
  kind: z.literal('admission_undone'),
  ...stayHead,
  admissionNumber: z.string(),
});
