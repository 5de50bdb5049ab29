import { z } from 'zod';
import { problemSchema } from './refusal-schema.ts';
import { kindsOfCare } from '../engine/claim.ts';
import { request } from './request.ts';
import {
  eligibilityCategorySchema,
  fenSchema,
  fileTokenSchema,
  idSchema,
  lineSchema,
  localDateSchema,
  secondPersonSchema,
} from './values.ts';

/** One hit of a search: enough to tell two people of one name apart, and no full number. */
export const personHitSchema = z.strictObject({
  personId: idSchema,
  name: z.string(),
  maskedIdNumber: z.string(),
  sex: z.enum(['male', 'female']),
  ageYears: z.int(),
  householdNumber: z.string().nullable(),
  township: z.string().nullable(),
  village: z.string().nullable(),
  eligibilities: z.array(eligibilityCategorySchema),
  /** What of the typed text led to this person. `pinyin` is pinyin in full or by initials. */
  foundBy: z.enum(['number', 'name', 'pinyin', 'household', 'place']),
});
export type PersonHit = z.infer<typeof personHitSchema>;

export const datedEligibilitySchema = z.strictObject({
  category: eligibilityCategorySchema,
  beginsOn: localDateSchema,
  endsOn: localDateSchema.nullable(),
  source: z.string(),
  region: z.string(),
  validToday: z.boolean(),
});
export type DatedEligibility = z.infer<typeof datedEligibilitySchema>;

export const yearStateSchema = z.strictObject({
  criticalIllnessBurdenFen: fenSchema,
  personalFen: fenSchema,
  personalInScopeFen: fenSchema,
  deductibleFen: fenSchema,
  stays: z.int(),
  paidFen: z.record(z.string(), fenSchema),
});

/** Everything the desk shows of a person. Numbers are masked; `people.reveal` shows one and is audited. */
export const personCardSchema = z.strictObject({
  personId: idSchema,
  name: z.string(),
  maskedIdNumber: z.string(),
  sex: z.enum(['male', 'female']),
  birthDate: localDateSchema,
  ageYears: z.int(),
  maskedPhone: z.string().nullable(),
  householdNumber: z.string().nullable(),
  relation: z.string().nullable(),
  region: z.string(),
  township: z.string().nullable(),
  village: z.string().nullable(),
  insuranceState: z.enum(['normal', 'suspended', 'none']),
  /**
   * Where this knowledge comes from: the newest roster that names the person, or typed in at the window.
   * `absentSince` is the day of the first roster after it that is silent; nothing ends by that.
   */
  knownFrom: z.strictObject({
    source: z.enum(['roster', 'window']),
    asOfDay: localDateSchema,
    absentSince: localDateSchema.nullable(),
  }),
  eligibilities: z.array(datedEligibilitySchema).max(50),
  /** Layers for this person that end soon, a sentence each. */
  endingLayers: z.array(z.string()).max(40),
  year: yearStateSchema,
  stays: z
    .array(
      z.strictObject({
        stayId: idSchema,
        admissionNumber: z.string(),
        /** `outpatient`: a visit, not a stay. */
        visitType: z.enum(kindsOfCare),
        department: z.string(),
        admittedOn: localDateSchema,
        dischargedOn: localDateSchema.nullable(),
        state: z.enum(['open', 'settled', 'cancelled']),
        totalFen: fenSchema,
        settlementId: idSchema.nullable(),
      }),
    )
    .max(200),
  /** Settlements made here, the newest first, reversals beside what they reverse. */
  settlements: z
    .array(
      z.strictObject({
        settlementId: idSchema,
        slipNumber: z.string(),
        settledOn: localDateSchema,
        visitType: z.enum(kindsOfCare),
        kind: z.enum(['final', 'interim', 'reversal']),
        isReversed: z.boolean(),
        totalFen: fenSchema,
        personalFen: fenSchema,
      }),
    )
    .max(50),
  /** Who else has the household number, as known now. */
  household: z
    .array(
      z.strictObject({
        personId: idSchema,
        name: z.string(),
        relation: z.string().nullable(),
        sex: z.enum(['male', 'female']),
        ageYears: z.int(),
        eligibilities: z.array(eligibilityCategorySchema),
      }),
    )
    .max(20),
});
export type PersonCard = z.infer<typeof personCardSchema>;

export const rosterImportSchema = z.strictObject({
  /** Null: nothing was imported, because rows were refused and nobody chose to leave them out. */
  importId: idSchema.nullable(),
  fileName: z.string(),
  asOfDay: localDateSchema,
  rowCount: z.int(),
  personCount: z.int(),
  newPersonCount: z.int(),
  /** In the roster before, not in this file. Listed; nothing ends by itself. */
  absentPersonCount: z.int(),
  refusedCount: z.int(),
  /** The first 500 refused rows. */
  refused: z.array(problemSchema).max(500),
});
export type RosterImportReport = z.infer<typeof rosterImportSchema>;

/** How far an import is. `withdrawing` takes back what a cancelled one has written. */
export const rosterProgressSchema = z.strictObject({
  step: z.enum(['reading', 'comparing', 'writing', 'withdrawing']),
  done: z.int().min(0),
  /** 0 while nobody knows. */
  total: z.int().min(0),
});
export type RosterProgress = z.infer<typeof rosterProgressSchema>;

export const peopleRequests = {
  /**
   * By ID number (15 or 18 digits); by name, its beginning or a part of it; by pinyin in full (`wangxiuying`), by
   * initials (`wxy`) or the surname in full and the rest by initials (`wangxy`); by household number; by township or
   * village, alone or as a word beside a name (`桃园村 王秀英`). Blanks, full width, letter case and · make no
   * difference. A number that is wrong is refused with the code of `readIdNumber`, a sound one that nobody here has with
   * `person_not_in_roster`; any other text that finds nobody is no error. At most 50 hits, the best first.
   */
  'people.search': request({
    input: z.strictObject({ text: lineSchema(60).min(1) }),
    output: z.strictObject({ hits: z.array(personHitSchema).max(50), more: z.boolean() }),
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  'people.card': request({
    input: z.strictObject({ personId: idSchema }),
    output: personCardSchema,
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /** The second person only where `reveals_need_second_person` asked for one. */
  'people.reveal': request({
    input: z.strictObject({ personId: idSchema, secondPerson: secondPersonSchema.optional() }),
    output: z.strictObject({ idNumber: z.string(), phone: z.string().nullable() }),
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /** A patient whom no roster names, taken in as an ordinary resident by the clerk's explicit choice. */
  'people.registerOrdinary': request({
    input: z.strictObject({
      idNumber: lineSchema(40).min(1),
      name: lineSchema(60).min(1),
      region: z.string().regex(/^\d{6}$/),
      insuranceState: z.enum(['normal', 'suspended', 'none']),
      phone: lineSchema(30).nullable(),
    }),
    output: z.strictObject({ personId: idSchema }),
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /**
   * All or nothing, unless `leaveOutRefused` says that the refused rows are left out knowingly. Answers at the end;
   * `roster.progress` says how far it is, and settling goes on meanwhile.
   */
  'roster.import': request({
    input: z.strictObject({
      fileToken: fileTokenSchema,
      asOfDay: localDateSchema,
      leaveOutRefused: z.boolean(),
    }),
    output: rosterImportSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  /** The import that is under way; null when none is. */
  'roster.running': request({
    input: z.strictObject({}),
    output: rosterProgressSchema.nullable(),
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  /** The import under way is refused with `roster_import_cancelled`, and the roster stays as it was. */
  'roster.cancelImport': request({
    input: z.strictObject({}),
    output: z.strictObject({}),
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  'roster.imports': request({
    input: z.strictObject({}),
    output: z
      .array(
        z.strictObject({
          importId: idSchema,
          fileName: z.string(),
          asOfDay: localDateSchema,
          personCount: z.int(),
          refusedCount: z.int(),
          recordedAt: z.string(),
          recordedBy: z.string().nullable(),
        }),
      )
      .max(200),
    allowed: ['information_office', 'auditor'],
    answeredBy: 'service',
  }),
};
