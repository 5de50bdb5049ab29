import { z } from 'zod';
import { request } from './request.ts';
import { idSchema, lineSchema } from './values.ts';

const count = z.int().min(0);

/** How many acts of one person alone wait for a second one's word, and how many were objected to. */
const openApprovalsSchema = z.strictObject({
  waitingCount: count,
  objectedCount: count,
  /** Of those that wait, the own ones. */
  ownCount: count,
});

/** What may be done alone, as screens and paper call it. */
export const aloneActTitles: Readonly<Record<string, string>> = {
  'settlements.reverse': '撤销结算',
  'settlements.approveAmount': '按批准金额支付',
  'corrections.runChain': '撤销并重新结算',
};

/** What somebody did alone, whose second word is not given or was refused. */
const lateApprovalSchema = z.strictObject({
  approvalId: idSchema,
  act: z.string(),
  /** The slip or the admission that it was done to. */
  subject: z.string(),
  personName: z.string(),
  reason: z.string(),
  aloneReason: z.string(),
  byName: z.string(),
  /** Nobody answers for what they did themselves. */
  isOwn: z.boolean(),
  at: z.iso.datetime(),
  objection: z.strictObject({ note: z.string(), byName: z.string(), at: z.iso.datetime() }).nullable(),
});
export type LateApproval = z.output<typeof lateApprovalSchema>;

export const approvalRequests = {
  /** Whether a clerk may act alone now. */
  'approvals.isAloneHour': request({
    input: z.strictObject({}),
    output: z.strictObject({ isAloneHour: z.boolean() }),
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  'approvals.open': request({
    input: z.strictObject({}),
    output: openApprovalsSchema,
    allowed: ['clerk', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** The oldest first; at most two hundred. */
  'approvals.list': request({
    input: z.strictObject({}),
    output: z.strictObject({ rows: z.array(lateApprovalSchema).max(200), isCut: z.boolean() }),
    allowed: ['cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** By another account than the one that acted; an objection says why. */
  'approvals.answer': request({
    input: z.strictObject({
      approvalId: idSchema,
      verdict: z.enum(['approved', 'objected']),
      note: lineSchema(200),
    }),
    output: z.strictObject({}),
    allowed: ['cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
};
