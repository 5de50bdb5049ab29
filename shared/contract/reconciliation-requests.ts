import { z } from 'zod';
import {
  differenceHistorySchema,
  differenceKinds,
  reconciliationProgressSchema,
  runRowSchema,
  runSchema,
  spanSchema,
  statementSchema,
} from './reconciliation.ts';
import { request } from './request.ts';
import { statementColumnSchema, statementMappingSchema, statementSideSchema } from './statement.ts';
import { fenSchema, fileTokenSchema, idSchema, lineSchema, secondPersonSchema } from './values.ts';

const readers = ['finance', 'auditor'] as const;
/** The lead looks at what finance found, and takes back at the desk what has to be taken back. */
const readersAndLead = ['cashier_lead', ...readers] as const;
const aDifference = { runId: idSchema, position: z.int().min(1) };

export const reconciliationRequests = {
  'reconciliation.list': request({
    input: z.strictObject({}),
    output: z.strictObject({
      runs: z.array(runRowSchema).max(200),
      running: reconciliationProgressSchema.nullable(),
    }),
    allowed: readersAndLead,
    answeredBy: 'service',
  }),
  'reconciliation.read': request({
    input: z.strictObject({
      runId: idSchema,
      side: statementSideSchema.nullable(),
      kind: z.enum(differenceKinds).nullable(),
    }),
    output: runSchema,
    allowed: readersAndLead,
    answeredBy: 'service',
  }),
  /** Every mapping that was laid down, by source. */
  'reconciliation.mappings': request({
    input: z.strictObject({}),
    output: z.array(
      z.strictObject({
        side: statementSideSchema,
        sourceName: z.string(),
        mapping: statementMappingSchema,
        recordedAt: z.string(),
      }),
    ),
    allowed: readers,
    answeredBy: 'service',
  }),
  'reconciliation.setMapping': request({
    input: z.strictObject({
      side: statementSideSchema,
      sourceName: lineSchema(60).min(1),
      mapping: statementMappingSchema,
    }),
    output: z.strictObject({}),
    allowed: ['finance'],
    answeredBy: 'service',
  }),
  /** The newest statements of both sides. */
  'reconciliation.statements': request({
    input: z.strictObject({}),
    output: z.array(statementSchema).max(100),
    allowed: readers,
    answeredBy: 'service',
  }),
  /** Takes a file in, by the mapping of its source: all of it or nothing. Nothing is compared yet. */
  'reconciliation.takeIn': request({
    input: z.strictObject({
      side: statementSideSchema,
      sourceName: lineSchema(60).min(1),
      fileToken: fileTokenSchema,
    }),
    output: statementSchema,
    allowed: ['finance'],
    answeredBy: 'service',
  }),
  /** The same from the platform (3202 and 9102), or from the hospital's own system, day by day. */
  'reconciliation.fetch': request({
    input: z.strictObject({ side: statementSideSchema, ...spanSchema }),
    output: statementSchema,
    allowed: ['finance'],
    answeredBy: 'service',
  }),
  /** The first rows of a file, for laying down a mapping. */
  'reconciliation.peek': request({
    input: z.strictObject({ fileToken: fileTokenSchema }),
    output: z.strictObject({
      rows: z.array(z.array(z.string().max(60)).max(60)).max(12),
      /** What would be read out of it as it is. */
      found: z.partialRecord(statementColumnSchema, z.string()),
    }),
    allowed: ['finance'],
    answeredBy: 'service',
  }),
  'reconciliation.run': request({
    input: z.strictObject({
      requestId: idSchema,
      ...spanSchema,
      centreStatementId: idSchema.nullable(),
      hospitalStatementId: idSchema.nullable(),
      /** Somebody looked: sums a hundred times apart are no mistaken unit. */
      isUnitConfirmed: z.boolean(),
    }),
    output: z.strictObject({ runId: idSchema }),
    allowed: ['finance'],
    answeredBy: 'service',
  }),
  'reconciliation.cancel': request({
    input: z.strictObject({}),
    output: z.strictObject({}),
    allowed: ['finance'],
    answeredBy: 'service',
  }),
  /** The same again from what is stored; whether it says the same. */
  'reconciliation.repeat': request({
    input: z.strictObject({ runId: idSchema }),
    output: z.strictObject({ isSame: z.boolean(), resultHash: z.string() }),
    allowed: readers,
    answeredBy: 'service',
  }),
  'reconciliation.sign': request({
    input: z.strictObject({ runId: idSchema, secondPerson: secondPersonSchema }),
    output: z.strictObject({}),
    allowed: ['finance'],
    answeredBy: 'service',
  }),
  'reconciliation.history': request({
    input: z.strictObject(aDifference),
    output: differenceHistorySchema,
    allowed: readersAndLead,
    answeredBy: 'service',
  }),
  /** What the centre holds of the stay now (5203), put down beside the difference. */
  'reconciliation.ask': request({
    input: z.strictObject({ requestId: idSchema, ...aDifference }),
    output: differenceHistorySchema,
    allowed: ['finance'],
    answeredBy: 'service',
  }),
  'reconciliation.note': request({
    input: z.strictObject({ requestId: idSchema, ...aDifference, text: lineSchema(200).min(1) }),
    output: differenceHistorySchema,
    allowed: ['finance'],
    answeredBy: 'service',
  }),
  /** What a payer does not acknowledge goes to the hospital's own account, or comes from it. */
  'reconciliation.book': request({
    input: z.strictObject({
      requestId: idSchema,
      ...aDifference,
      payer: z.string().min(1).max(60),
      /** Above nothing: less is owed by the payer. */
      amountFen: fenSchema.refine((amountFen) => amountFen !== 0),
      /** Whoever books has seen that the difference was booked before. */
      isAgain: z.boolean(),
      reason: lineSchema(200).min(1),
      secondPerson: secondPersonSchema,
    }),
    output: differenceHistorySchema,
    allowed: ['finance'],
    answeredBy: 'service',
  }),
  /** The run as a file for a spreadsheet; null if the person thought better of it. */
  'reconciliation.save': request({
    input: z.strictObject({ runId: idSchema, secondPerson: secondPersonSchema }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: readers,
    answeredBy: 'main',
  }),
};
