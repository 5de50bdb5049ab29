import { z } from 'zod';
import { request } from './request.ts';
import { fenSchema, idSchema, lineSchema, localDateSchema, secondPersonSchema } from './values.ts';

export const reminderWays = ['telephone', 'visit', 'letter', 'message'] as const;
export const reminderWayTitles: Record<(typeof reminderWays)[number], string> = {
  telephone: '电话',
  visit: '上门',
  letter: '信函',
  message: '短信',
};
/** Waived: the hospital gives it up as help. Written off: nobody will pay it. */
export const reliefKinds = ['waiver', 'write_off'] as const;
export const reliefTitles: Record<(typeof reliefKinds)[number], string> = {
  waiver: '减免',
  write_off: '核销',
};

/**
 * When somebody may be put on the list of malicious default (恶意拖欠). No policy document says it; these are practice, and
 * the agreement of treating first names the month. The file knows of all but the last, for which two people stand.
 */
export const defaultConditions = [
  '欠费有先诊疗后付费协议，或缓交、分期协议',
  '最早一期（没有另约日期的，按结算日）过了满一个月还没有交清',
  '到期以后至少催缴过一次',
  '经核实有能力付而不付；确有困难的办救助、减免或分期，不列入',
] as const;
/** What being on it means, and when it ends. */
export const defaultEffect = '名单只在办理先诊疗后付费时提醒，不影响救治；交清（含减免、核销）以后不再提醒。';

/** What was done about what a person owes, each the newest first. */
export const debtCareSchema = z.strictObject({
  personId: idSchema,
  reminders: z
    .array(
      z.strictObject({
        remindedOn: localDateSchema,
        way: z.enum(reminderWays),
        words: z.string(),
        byName: z.string(),
      }),
    )
    .max(200),
  reliefs: z
    .array(
      z.strictObject({
        kind: z.enum(reliefKinds),
        slipNumber: z.string(),
        amountFen: fenSchema,
        reason: z.string(),
        businessDay: localDateSchema,
        byName: z.string(),
      }),
    )
    .max(200),
  /** On the list of malicious default (恶意拖欠) since then; null: not on it. */
  listed: z.strictObject({ since: localDateSchema, reason: z.string() }).nullable(),
  /** Why the person cannot be put on the list now; null: it is possible. */
  whyNotListed: z.string().nullable(),
});
export type DebtCare = z.output<typeof debtCareSchema>;

const reasonSchema = lineSchema(200).min(1);
const personSchema = z.strictObject({ personId: idSchema });
const collectors = ['cashier_lead', 'finance'] as const;

export const debtCollectionRequests = {
  'debts.care': request({
    input: personSchema,
    output: debtCareSchema,
    allowed: ['clerk', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** Somebody was asked to pay. */
  'debts.remind': request({
    input: z.strictObject({
      personId: idSchema,
      remindedOn: localDateSchema,
      way: z.enum(reminderWays),
      words: reasonSchema,
    }),
    output: debtCareSchema,
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /** A part of what is owed for a settlement is waived or written off, by two people. */
  'debts.relieve': request({
    input: z.strictObject({
      requestId: idSchema,
      settlementId: idSchema,
      kind: z.enum(reliefKinds),
      amountFen: fenSchema.refine((amountFen) => amountFen > 0),
      reason: reasonSchema,
      secondPerson: secondPersonSchema,
    }),
    output: debtCareSchema,
    allowed: collectors,
    answeredBy: 'service',
  }),
  /** On the list of malicious default, or off it, by two people. */
  'debts.listDefault': request({
    input: z.strictObject({
      personId: idSchema,
      isListed: z.boolean(),
      reason: reasonSchema,
      secondPerson: secondPersonSchema,
    }),
    output: debtCareSchema,
    allowed: collectors,
    answeredBy: 'service',
  }),
  /** Who is on the list of malicious default, with its conditions; asks where to and is written down. */
  'debts.saveDefaultList': request({
    input: z.strictObject({ secondPerson: secondPersonSchema }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: [...collectors, 'auditor'],
    answeredBy: 'main',
  }),
  /** Whom to call, since when and how much, with telephone numbers; asks where to and is written down. */
  'debts.saveReminders': request({
    input: z.strictObject({ onlyOverdue: z.boolean(), secondPerson: secondPersonSchema }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: collectors,
    answeredBy: 'main',
  }),
};
