import { z } from 'zod';
import { problemSchema } from './refusal-schema.ts';
import { request } from './request.ts';
import { fileTokenSchema, idSchema, lineSchema, localDateSchema, secondPersonSchema } from './values.ts';

/** 甲, 乙, 丙. */
export const catalogueClassSchema = z.enum(['A', 'B', 'C']);

/** An item of the catalogue in force, with the limit for this hospital's level. */
export const catalogueEntrySchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  catalogueClass: catalogueClassSchema,
  preSelfPayMillionths: z.int().min(0).max(1_000_000),
  /** An exact decimal in yuan for one unit. */
  limitPrice: z.string().nullable(),
  unit: z.string().nullable(),
});
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;

export const catalogueInForceSchema = z.strictObject({
  fromDay: localDateSchema,
  /** It began in another year than today's: a newer one may be missing. */
  isOfAnotherYear: z.boolean(),
});
export type CatalogueInForce = z.infer<typeof catalogueInForceSchema>;

/** Where class, pre-self-pay ratio and limit of an item come from when a fee list is loaded. */
export const itemClassFromSchema = z.enum(['fee_list', 'catalogue']);

export const catalogueStateSchema = z.strictObject({
  inForce: catalogueInForceSchema.nullable(),
  itemsInForce: z.int().min(0),
  /** Codes of the hospital that nobody matched; null where there is no catalogue. */
  unmatchedCount: z.int().min(0).nullable(),
  /** Open stays that are still to be counted anew under the newest catalogue and decisions. */
  toRecountCount: z.int().min(0),
  itemClassFrom: itemClassFromSchema,
  imports: z
    .array(
      z.strictObject({
        importId: idSchema,
        fileName: z.string(),
        fromDay: localDateSchema,
        itemCount: z.int(),
        refusedCount: z.int(),
        recordedAt: z.string(),
        recordedBy: z.string().nullable(),
      }),
    )
    .max(200),
});
export type CatalogueState = z.infer<typeof catalogueStateSchema>;

export const catalogueImportReportSchema = z.strictObject({
  /** Null: rows were refused and nobody left them out; nothing is written. */
  importId: idSchema.nullable(),
  fileName: z.string(),
  fromDay: localDateSchema,
  rowCount: z.int(),
  itemCount: z.int(),
  /** Items of the file that are not valid on the day it counts from. */
  notInForceCount: z.int(),
  warnings: z.array(z.string()).max(10),
  refusedCount: z.int(),
  refused: z.array(problemSchema).max(500),
});
export type CatalogueImportReport = z.infer<typeof catalogueImportReportSchema>;

/** How far an import or the recount behind it is; `idle` when it ended, however it ended. */
export const catalogueProgressSchema = z.strictObject({
  phase: z.enum(['reading', 'storing', 'recounting', 'idle']),
  rowCount: z.int().min(0),
});

export const catalogueRequests = {
  'catalogue.state': request({
    input: z.strictObject({}),
    output: catalogueStateSchema,
    allowed: ['information_office', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** A CSV or XLSX of the county's catalogue as one dated snapshot; the whole file or nothing. */
  'catalogue.import': request({
    input: z.strictObject({
      fileToken: fileTokenSchema,
      fromDay: localDateSchema,
      leaveOutRefused: z.boolean(),
    }),
    output: catalogueImportReportSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  'catalogue.cancelImport': request({
    input: z.strictObject({}),
    output: z.strictObject({}),
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  'catalogue.unmatched': request({
    input: z.strictObject({}),
    output: z
      .array(
        z.strictObject({
          code: z.string(),
          name: z.string(),
          catalogueClass: catalogueClassSchema,
          firstSeenAt: z.string(),
        }),
      )
      .max(500),
    allowed: ['information_office', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** Items of the catalogue in force whose name is like the text, or whose code begins with it. */
  'catalogue.suggest': request({
    input: z.strictObject({ text: lineSchema(200).min(1) }),
    output: z.array(catalogueEntrySchema).max(9),
    allowed: ['information_office', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /**
   * Null: the code stands outside the catalogue. Lists that were loaded before and are not settled are counted anew;
   * `stayCount` of them changed.
   */
  'catalogue.map': request({
    input: z.strictObject({
      hospitalCode: z.string().min(1).max(60),
      catalogueCode: z.string().min(1).max(60).nullable(),
    }),
    output: z.strictObject({ stayCount: z.int().min(0) }),
    allowed: ['information_office', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** From today on, for lists that are loaded from now on. */
  'catalogue.setItemClassFrom': request({
    input: z.strictObject({ itemClassFrom: itemClassFromSchema, secondPerson: secondPersonSchema }),
    output: catalogueStateSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
};
