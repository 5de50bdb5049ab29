import { z } from 'zod';
import { request } from './request.ts';
import { fileTokenSchema, idSchema } from './values.ts';
import { statementColumnSchema } from './statement.ts';
import { staySchema } from './stays.ts';

/** A place in an answer: names parted by dots, `data.rows`; empty is the answer itself. */
const placeSchema = z.string().regex(/^([\w$-]{1,60}(\.[\w$-]{1,60}){0,9})?$/u);
const fieldSchema = z.string().min(1).max(60);

/** How the hospital's own system is asked: an adapter that is data. */
const query = {
  address: z.url({ protocol: /^https?$/ }).max(300),
  /** Behind the address; `{admissionNumber}`, `{from}`, `{to}`, `{page}` and `{pageSize}` are filled in. */
  path: z.string().max(500).startsWith('/'),
  /** How the token is sent; null: none is needed. The token itself is kept apart. */
  token: z
    .strictObject({ header: z.string().regex(/^[A-Za-z0-9-]{1,60}$/), prefix: z.string().max(20) })
    .nullable(),
  /** Where the lines are. */
  items: placeSchema,
  /** Where an answer says that it is good, and by which values; null: the HTTP state alone says so. */
  good: z.strictObject({ at: placeSchema, values: z.array(z.string().max(40)).min(1).max(10) }).nullable(),
  /** Null: everything comes at once. */
  paging: z.strictObject({ firstPage: z.int().min(0).max(1), pageSize: z.int().min(1).max(5000) }).nullable(),
  timeoutMs: z.int().min(1000).max(60_000),
};

/** For the fees of a stay. */
export const feeQuerySchema = z.strictObject({
  ...query,
  /** What the system calls each column of a fee list. */
  fields: z.strictObject({
    code: fieldSchema,
    name: fieldSchema,
    costClass: fieldSchema,
    catalogueClass: fieldSchema,
    preSelfPayRatio: fieldSchema,
    limitPrice: fieldSchema,
    price: fieldSchema,
    quantity: fieldSchema,
    amount: fieldSchema,
    chargedOn: fieldSchema,
    unit: fieldSchema.optional(),
    serial: fieldSchema.optional(),
    admissionNumber: fieldSchema.optional(),
  }),
});
export type FeeQuery = z.infer<typeof feeQuerySchema>;

/** For what was charged on the days of a span, to be reconciled; it is asked day by day. */
export const chargeQuerySchema = z.strictObject({
  ...query,
  /** In what amounts are written. */
  unit: z.enum(['yuan', 'fen']),
  /** What the system calls each column of a statement; the day, the total and one number have to be there. */
  fields: z
    .partialRecord(statementColumnSchema, fieldSchema)
    .refine(
      (fields) =>
        fields.day !== undefined &&
        fields.total !== undefined &&
        [fields.slipNumber, fields.admissionNumber, fields.number, fields.stayNumber].some(
          (field) => field !== undefined,
        ),
    ),
});
export type ChargeQuery = z.infer<typeof chargeQuerySchema>;
/** What both have. */
export type HospitalQuery = Omit<FeeQuery, 'fields'>;

export const hospitalSystemStateSchema = z.strictObject({
  /** The folder that fee files are taken from; null: none. */
  folder: z.string().nullable(),
  /** `away`: the folder is not there now; it is looked for until it is. */
  watch: z.enum(['off', 'watching', 'away']),
  query: feeQuerySchema.nullable(),
  chargeQuery: chargeQuerySchema.nullable(),
  hasToken: z.boolean(),
  takenCount: z.int().min(0),
  /** What was not taken, the newest first. */
  refused: z
    .array(
      z.strictObject({
        fileName: z.string(),
        code: z.string(),
        sentence: z.string(),
        recordedAt: z.string(),
      }),
    )
    .max(200),
});
export type HospitalSystemState = z.infer<typeof hospitalSystemStateSchema>;

export const hospitalSystemRequests = {
  'hospitalSystem.state': request({
    input: z.strictObject({}),
    output: hospitalSystemStateSchema,
    allowed: ['information_office', 'cashier_lead', 'auditor'],
    answeredBy: 'service',
  }),
  /** The token is of a folder that was picked in the system's dialog. */
  'hospitalSystem.watchFolder': request({
    input: z.strictObject({ fileToken: fileTokenSchema }),
    output: hospitalSystemStateSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  'hospitalSystem.stopWatching': request({
    input: z.strictObject({}),
    output: hospitalSystemStateSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  /** Looks at every file of the folder again that was not taken. */
  'hospitalSystem.lookAgain': request({
    input: z.strictObject({}),
    output: z.strictObject({}),
    allowed: ['information_office', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** `token`: left out, it stays as it is; null takes it back. */
  'hospitalSystem.setQuery': request({
    input: z.strictObject({
      query: feeQuerySchema.nullable(),
      token: z.string().min(1).max(2000).nullable().optional(),
    }),
    output: hospitalSystemStateSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  /** The same for what was charged; the token is the same one. */
  'hospitalSystem.setChargeQuery': request({
    input: z.strictObject({
      query: chargeQuerySchema.nullable(),
      token: z.string().min(1).max(2000).nullable().optional(),
    }),
    output: hospitalSystemStateSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  /** Asks the hospital's own system for the fees of the stay up to today and adds what is new. */
  'fees.query': request({
    input: z.strictObject({ stayId: idSchema }),
    output: staySchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
};
