import { z } from 'zod';
import { type AuditSubject, auditSubjectTitles } from '../audit/act-titles.ts';
import { request } from './request.ts';
import { lineSchema, localDateSchema } from './values.ts';

const subjects = Object.keys(auditSubjectTitles) as [AuditSubject, ...AuditSubject[]];

export const auditQuestionSchema = z.strictObject({
  fromDay: localDateSchema,
  toDay: localDateSchema,
  subject: z.enum(subjects).nullable(),
  /** Part of a name or login; empty: anybody. */
  account: lineSchema(40),
  /** Part of what the row says: a slip's number, an id; empty: anything. */
  text: lineSchema(80),
});
export type AuditQuestion = z.output<typeof auditQuestionSchema>;

/** As many rows as a person looks through; more, and the question is too wide. */
export const mostAuditRows = 500;

export const auditRowSchema = z.strictObject({
  sequence: z.int().min(1),
  at: z.string(),
  /** Null: the program itself, or somebody who was not signed in. */
  accountName: z.string().nullable(),
  act: z.string(),
  subjectId: z.string().nullable(),
  /** JSON; no ID number, phone or password ever stands in it. */
  detail: z.string(),
  /** It lies in the archive. */
  isArchived: z.boolean(),
});
export type AuditLogRow = z.output<typeof auditRowSchema>;

export const auditFoundSchema = z.strictObject({
  rows: z.array(auditRowSchema).max(mostAuditRows),
  more: z.boolean(),
});
export type AuditFound = z.output<typeof auditFoundSchema>;

/** Whether every row is as it was written, in its place. `head` is to be compared with what was noted outside. */
export const auditVerdictSchema = z.union([
  z.strictObject({ ok: z.literal(true), rowCount: z.int().min(0), head: z.string() }),
  /** The first row that does not fit: changed, out of order, or after a row that is missing. */
  z.strictObject({
    ok: z.literal(false),
    sequence: z.int(),
    problem: z.enum(['missing', 'not_chained', 'changed']),
  }),
  /** The log is whole in itself, but is not the one whose head was noted. */
  z.strictObject({ ok: z.literal(false), problem: z.literal('head_missing') }),
  /** The archive of older rows is not there, or does not reach to where the log goes on. */
  z.strictObject({ ok: z.literal(false), problem: z.literal('archive_missing') }),
]);
export type AuditVerdict = z.output<typeof auditVerdictSchema>;

/** A head that was noted outside; of its hash the beginning is enough. */
export const auditHeadSchema = z.strictObject({
  sequence: z.int().min(1).nullable(),
  hash: z.string().regex(/^[0-9a-f]{16,64}$/),
});
export type NotedHead = z.output<typeof auditHeadSchema>;

const readers = ['information_office', 'finance', 'auditor'] as const;

export const auditRequests = {
  /** The newest first. */
  'audit.search': request({
    input: auditQuestionSchema,
    output: auditFoundSchema,
    allowed: readers,
    answeredBy: 'service',
  }),
  /** Walks through the whole log. `head`: what was noted elsewhere; null where nothing was. */
  'audit.verify': request({
    input: z.strictObject({
      head: auditHeadSchema.nullable(),
    }),
    output: auditVerdictSchema,
    allowed: readers,
    answeredBy: 'service',
  }),
};
