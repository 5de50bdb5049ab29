import { z } from 'zod';
import { kindsOfCare } from '../engine/claim.ts';
import { request } from './request.ts';
import {
  costPartsSchema,
  fenSchema,
  fileTokenSchema,
  idSchema,
  lineSchema,
  localDateSchema,
  placeSchema,
} from './values.ts';

export const diagnosisSchema = z.strictObject({
  /** ICD-10, e.g. I63.9. */
  code: z.string().regex(/^[A-Z]\d{2}(\.[0-9A-Za-z]{1,6})?$/),
  name: lineSchema(100).min(1),
});

/** The classes of cost on the slip, in its order. */
export const costClasses = [
  'bed',
  'examination',
  'inspection',
  'laboratory',
  'treatment',
  'surgery',
  'nursing',
  'material',
  'western_medicine',
  'chinese_patent_medicine',
  'chinese_herbal_medicine',
  'general_consultation',
  'other',
] as const;
export const costClassSchema = z.enum(costClasses);
export type CostClass = (typeof costClasses)[number];
export const costClassTitles: Record<CostClass, string> = {
  bed: '床位',
  examination: '诊察',
  inspection: '检查',
  laboratory: '化验',
  treatment: '治疗',
  surgery: '手术',
  nursing: '护理',
  material: '材料',
  western_medicine: '西药',
  chinese_patent_medicine: '中成药',
  chinese_herbal_medicine: '中药饮片',
  general_consultation: '一般诊疗',
  other: '其他',
};

/** One line of the slip's table: a class of cost by catalogue class. */
export const costOfClassSchema = z.strictObject({
  costClass: costClassSchema,
  totalFen: fenSchema,
  classAFen: fenSchema,
  classBFen: fenSchema,
  classCFen: fenSchema,
  inScopeFen: fenSchema,
});
export type CostOfClass = z.infer<typeof costOfClassSchema>;

export const feeListSchema = z.strictObject({
  feeListId: idSchema,
  fileName: z.string(),
  itemCount: z.int(),
  /** The file's own total where it states one; it equals ours, else the file was refused. */
  statedTotalFen: fenSchema.nullable(),
  cost: costPartsSchema,
  recordedAt: z.string(),
});

export const staySchema = z.strictObject({
  stayId: idSchema,
  personId: idSchema,
  admissionNumber: z.string(),
  /** `outpatient`: a visit of one day for a disease for which the person is qualified. */
  visitType: z.enum(kindsOfCare),
  place: placeSchema,
  department: z.string(),
  bed: z.string().nullable(),
  admittedOn: localDateSchema,
  dischargedOn: localDateSchema.nullable(),
  diagnoses: z.array(diagnosisSchema).max(20),
  feeLists: z.array(feeListSchema).max(500),
  cost: costPartsSchema,
  costByClass: z.array(costOfClassSchema).max(13),
  /** The live final settlement, if there is one. */
  settlementId: idSchema.nullable(),
  /** Opened by mistake: kept, but nothing can be done with it. */
  isCancelled: z.boolean(),
});
export type Stay = z.infer<typeof staySchema>;

const changeable = {
  place: placeSchema,
  department: lineSchema(40).min(1),
  bed: lineSchema(20).nullable(),
  admittedOn: localDateSchema,
  dischargedOn: localDateSchema.nullable(),
  diagnoses: z.array(diagnosisSchema).min(1).max(20),
};

/** Causes of an illness that treating first does not cover. */
export const notCoveredCauses = [
  'fight',
  'drunkenness',
  'drugs',
  'self_harm',
  'cosmetic',
  'third_party',
] as const;
export const notCoveredSchema = z.enum(notCoveredCauses);
export type NotCoveredCause = (typeof notCoveredCauses)[number];
export const notCoveredTitles: Record<NotCoveredCause, string> = {
  fight: '打架斗殴',
  drunkenness: '酗酒',
  drugs: '吸毒',
  self_harm: '自伤自残',
  cosmetic: '美容整形',
  third_party: '第三方责任',
};

/** Papers that a patient shows to be treated first. The hospital keeps copies, never the papers. */
export const shownPapers = ['medical_card', 'id_card', 'proof'] as const;
export const shownPaperSchema = z.enum(shownPapers);
export type ShownPaper = (typeof shownPapers)[number];
export const shownPaperTitles: Record<ShownPaper, string> = {
  medical_card: '医保卡',
  id_card: '身份证',
  proof: '身份证明',
};

/** What the desk checked at admission: which of the causes apply, and which papers were shown. */
export const admissionChecksSchema = z.strictObject({
  causes: z.array(notCoveredSchema).max(6),
  papers: z.array(shownPaperSchema).max(3),
});
export type AdmissionChecks = z.infer<typeof admissionChecksSchema>;

/** What stands on the certificate that the patient brought, for the receiving side to check. */
export const receivedCertificateSchema = z.strictObject({
  number: lineSchema(40).min(1),
  /** The hospital that the certificate names. */
  madeOutTo: lineSchema(60).min(1),
  patientName: lineSchema(60).min(1),
  patientIdNumber: lineSchema(40).min(1),
});
export type ReceivedCertificate = z.infer<typeof receivedCertificateSchema>;

/** Who sent the patient here, and how long it holds. Without it the platform learns of no referral. */
export const referralSchema = z.strictObject({
  fromHospital: lineSchema(60).min(1),
  /** 定点医药机构编号, where it is known. */
  fromHospitalCode: z
    .string()
    .regex(/^[A-Za-z0-9]{1,30}$/)
    .nullable(),
  referredOn: localDateSchema,
  diagnosis: diagnosisSchema,
  reason: lineSchema(100).min(1),
  opinion: lineSchema(100),
  validFrom: localDateSchema,
  validTo: localDateSchema,
  /** Null where the referral was told in another way than by a paper. */
  certificate: receivedCertificateSchema.nullable().optional(),
});
export type Referral = z.infer<typeof referralSchema>;

/**
 * Lines that a stay has already come again in another file: refuse the file, take the rest of it, or take them all,
 * since they were charged again.
 */
export const repeatedLinesSchema = z.enum(['refuse', 'leave_out', 'keep']);
export type RepeatedLines = z.infer<typeof repeatedLinesSchema>;

export const stayRequests = {
  'stays.open': request({
    input: z.strictObject({
      requestId: idSchema,
      personId: idSchema,
      admissionNumber: lineSchema(30).min(1),
      ...changeable,
      /** Of a patient who was sent here (`referred`). */
      referral: referralSchema.nullable().optional(),
      checks: admissionChecksSchema.nullable().optional(),
    }),
    output: staySchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** Discharge, another bed, a corrected diagnosis, a referral shown later: while the stay is not settled. */
  'stays.change': request({
    input: z.strictObject({
      stayId: idSchema,
      ...changeable,
      /** Only where none was taken in before. */
      referral: referralSchema.nullable().optional(),
    }),
    output: staySchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** Takes back a stay that was opened by mistake: not settled, without fee lists. */
  'stays.cancel': request({
    input: z.strictObject({ stayId: idSchema, reason: lineSchema(200).min(1) }),
    output: staySchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  'stays.get': request({
    input: z.strictObject({ stayId: idSchema }),
    output: staySchema,
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /** Adds the items of a CSV or XLSX to the stay; the whole file or nothing, unless some of its lines are there already. */
  'stays.importFees': request({
    input: z.strictObject({
      stayId: idSchema,
      fileToken: fileTokenSchema,
      repeatedLines: repeatedLinesSchema.default('refuse'),
    }),
    output: staySchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** Takes back a list that was loaded by mistake and is not settled. */
  'stays.withdrawFees': request({
    input: z.strictObject({ feeListId: idSchema, reason: lineSchema(200).min(1) }),
    output: staySchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  'stays.feeItems': request({
    input: z.strictObject({ stayId: idSchema, offset: z.int().min(0), limit: z.int().min(1).max(500) }),
    output: z.strictObject({
      itemCount: z.int(),
      items: z
        .array(
          z.strictObject({
            feeListId: idSchema,
            line: z.int(),
            code: z.string(),
            name: z.string(),
            costClass: costClassSchema,
            catalogueClass: z.enum(['A', 'B', 'C']),
            preSelfPayMillionths: z.int(),
            limitPrice: z.string().nullable(),
            unit: z.string().nullable(),
            price: z.string(),
            quantity: z.string(),
            amountFen: fenSchema,
            ownExpenseFen: fenSchema,
            overLimitFen: fenSchema,
            preSelfPayFen: fenSchema,
            inScopeFen: fenSchema,
            chargedOn: localDateSchema,
            /** 此项免费，不得收取: who pays it by which clause; null for what is charged. */
            freeOfCharge: z.string().nullable(),
          }),
        )
        .max(500),
    }),
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
};
