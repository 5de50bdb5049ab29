import { z } from 'zod';
import { uploadSummarySchema } from './hospital.ts';
import { request } from './request.ts';
import { uploadStateSchema } from './settlements.ts';
import { fenSchema, idSchema } from './values.ts';

export const outboxRowSchema = z.strictObject({
  outboxId: idSchema,
  kind: z.enum(['admission', 'settlement', 'reversal']),
  factId: idSchema,
  personName: z.string(),
  amountFen: fenSchema,
  state: uploadStateSchema,
  recordedAt: z.string(),
  doneAt: z.string().nullable(),
  attempts: z.int(),
  nextAttemptAt: z.string().nullable(),
  /** The last reason in plain Chinese, ready to show. */
  lastReason: z.string().nullable(),
  differenceCount: z.int(),
});
export type OutboxRow = z.infer<typeof outboxRowSchema>;

export const outboxRequests = {
  /** Unsent first, oldest first; then the newest done ones up to the limit. */
  'outbox.list': request({
    input: z.strictObject({ limit: z.int().min(1).max(500) }),
    output: z.strictObject({ summary: uploadSummarySchema, rows: z.array(outboxRowSchema).max(500) }),
    allowed: ['clerk', 'cashier_lead', 'finance', 'information_office', 'auditor'],
    answeredBy: 'service',
  }),
  /** Tries now instead of at the next appointed time. */
  'outbox.sendNow': request({
    input: z.strictObject({}),
    output: z.strictObject({}),
    allowed: ['clerk', 'cashier_lead', 'finance', 'information_office'],
    answeredBy: 'service',
  }),
};
