import { z } from 'zod';
import { amountParts, statementLineSchema, statementSideSchema } from './statement.ts';
import { fenSchema, idSchema, localDateSchema } from './values.ts';

/** What a line and a settlement can be to each other, besides the same. */
export const differenceKinds = [
  'amount',
  'only_here',
  'only_there',
  'twice',
  'reversed',
  'unconfirmed',
  'unknown',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];
export const differenceTitles: Readonly<Record<DifferenceKind, string>> = {
  amount: '金额不同',
  only_here: '窗口有、对方无',
  only_there: '对方有、窗口无',
  twice: '对方重复',
  reversed: '只有一方撤销',
  unconfirmed: '没有收到回执',
  unknown: '查不到来历',
};

/** Why, probably, in words that say what to look at first. */
export const differenceCauses = {
  rounding: '各自四舍五入，每项相差不超过 5 分。',
  reckoned_otherwise: '双方计算不同，请看是哪一项。',
  answer_lost: '对方已经受理，回执没有到窗口。',
  not_arrived: '发出后没有收到回执，对账单里也没有，可能没有送到。',
  other_day: '同一笔记在不同的日子，两期合起来一致。',
  perhaps_other_day: '在对账期的第一天或最后一天，可能记在前一期或后一期。',
  day_missing: '对账单里这一天一笔也没有，可能漏导。',
  not_sent: '窗口还没有上传。',
  refused: '中心没有接收，需要更正重传。',
  not_listed: '已经上传，对账单里没有列出。',
  cancelled_at_centre: '可能在中心程序里撤销了，没有告诉医院。',
  submitted_twice: '同一次住院提交了两次。',
  repeated_line: '对账单里同一笔列了两次。',
  not_charged: '收费系统没有这笔收费。',
  refund_not_charged: '窗口已撤销，收费系统没有退费。',
  refunded_there: '收费系统已退费，窗口没有撤销。',
  not_settled_here: '收费系统收了费，窗口没有结算。',
  not_ours: '住院号、结算号本院都没有，可能是别的医院的记录。',
} as const;
export type DifferenceCause = keyof typeof differenceCauses;
const causeSchema = z.enum(Object.keys(differenceCauses) as [DifferenceCause, ...DifferenceCause[]]);

/** Days, half-open: the second is the first day that is not of it. */
export const spanSchema = { from: localDateSchema, to: localDateSchema };

/** What of one insurance, visit type and clearing type stands on one side. Null: that side does not say which. */
const groupSumsSchema = z.strictObject({
  side: z.enum(['window', 'centre', 'hospital']),
  insurance: z.string().nullable(),
  visitType: z.string().nullable(),
  clearingType: z.string().nullable(),
  count: z.int().min(0),
  totalFen: fenSchema,
  fundFen: fenSchema.nullable(),
  accountFen: fenSchema.nullable(),
});
export type GroupSums = z.output<typeof groupSumsSchema>;

/** What came of one statement. */
export const sideResultSchema = z.strictObject({
  side: statementSideSchema,
  title: z.string(),
  lineCount: z.int().min(0),
  /** Rows of sums and lines of other hospitals, which were left out, and lines of other days. */
  sumCount: z.int().min(0),
  foreignCount: z.int().min(0),
  outsideCount: z.int().min(0),
  matchedCount: z.int().min(0),
  matchedFen: fenSchema,
  /** Settled and taken back before the other side heard of either, or the other way round. */
  nettedCount: z.int().min(0),
  /** Days with settlements here and no line there. */
  missingDays: z.array(localDateSchema).max(400),
  /** What 3201 said of our sums; null where it was not asked. */
  centreSays: z.string().nullable(),
});
export type SideResult = z.output<typeof sideResultSchema>;

/** A difference: what stands on each side of it. */
export const differenceSchema = z.strictObject({
  position: z.int().min(1),
  side: statementSideSchema,
  kind: z.enum(differenceKinds),
  cause: causeSchema,
  identity: z.string().max(200),
  settlementId: idSchema.nullable(),
  hereFen: fenSchema,
  thereFen: fenSchema,
  /** The parts that differ. */
  parts: z.array(z.enum(amountParts)),
  here: statementLineSchema.nullable(),
  there: statementLineSchema.nullable(),
  /** What the other statement has of it. */
  third: z.array(statementLineSchema).max(5),
  /** Since the run before of the same days and that side. */
  isNew: z.boolean(),
  /** How many acts there are about it. */
  actCount: z.int().min(0),
});
export type Difference = z.output<typeof differenceSchema>;

export const runRowSchema = z.strictObject({
  runId: idSchema,
  number: z.string(),
  ...spanSchema,
  recordedAt: z.string(),
  recordedByName: z.string(),
  signature: z.strictObject({ at: z.string(), byName: z.string(), secondName: z.string() }).nullable(),
  differenceCount: z.int().min(0),
  /** Theirs less ours, over all differences of that side; null where that side was not there. */
  centreGapFen: fenSchema.nullable(),
  hospitalGapFen: fenSchema.nullable(),
});
export type RunRow = z.output<typeof runRowSchema>;

/** As many differences as one look brings; the counts go on. */
export const mostShownDifferences = 500;
export const runSchema = z.strictObject({
  ...runRowSchema.shape,
  resultHash: z.string().regex(/^[0-9a-f]{64}$/),
  groups: z.array(groupSumsSchema).max(200),
  sides: z.array(sideResultSchema).min(1).max(2),
  /** By side and kind. */
  counts: z.array(
    z.strictObject({
      side: statementSideSchema,
      kind: z.enum(differenceKinds),
      count: z.int().min(1),
      gapFen: fenSchema,
    }),
  ),
  differences: z.array(differenceSchema).max(mostShownDifferences),
  /** Of each side that a run of the same days had before: what that one said and this one no longer says. */
  since: z
    .array(
      z.strictObject({
        side: statementSideSchema,
        /** Of the run before. */
        number: z.string(),
        newCount: z.int().min(0),
        goneCount: z.int().min(0),
        gone: z.array(
          z.strictObject({
            kind: z.enum(differenceKinds),
            slipNumber: z.string().nullable(),
            hereFen: fenSchema,
            thereFen: fenSchema,
          }),
        ),
      }),
    )
    .max(2),
});
export type Run = z.output<typeof runSchema>;

/** What happened to one difference on every side, in words, the oldest first. */
export const differenceHistorySchema = z.strictObject({
  events: z
    .array(
      z.strictObject({
        at: z.string().nullable(),
        side: z.enum(['window', 'centre', 'hospital']),
        sentence: z.string(),
      }),
    )
    .max(300),
  /** Whether the centre can be asked about the stay: it is ours, and the centre gave it a number. */
  mayBeAsked: z.boolean(),
  /** The upload that it hangs on; null where there is none. */
  outboxId: idSchema.nullable(),
  /** A settlement of this window that stands and may be taken back at the desk. */
  reversibleId: idSchema.nullable(),
  /** Payers of the settlement while it stands, for booking. */
  payers: z.array(z.strictObject({ layer: z.string(), title: z.string(), payFen: fenSchema })),
  acts: z.array(
    z.strictObject({
      at: z.string(),
      byName: z.string(),
      act: z.enum(['note', 'book', 'ask']),
      text: z.string(),
    }),
  ),
});
export type DifferenceHistory = z.output<typeof differenceHistorySchema>;

export const reconciliationProgressSchema = z.strictObject({
  step: z.enum(['reading', 'asking', 'pairing', 'judging', 'storing']),
  done: z.int().min(0),
  total: z.int().min(0),
});
export type ReconciliationProgress = z.output<typeof reconciliationProgressSchema>;

/** A statement that was taken in: what it comes to as a whole. */
export const statementSchema = z.strictObject({
  statementId: idSchema,
  side: statementSideSchema,
  title: z.string(),
  lineCount: z.int().min(0),
  /** Rows of sums, and lines of other hospitals: left out. */
  sumCount: z.int().min(0),
  foreignCount: z.int().min(0),
  firstDay: localDateSchema.nullable(),
  lastDay: localDateSchema.nullable(),
  totalFen: fenSchema,
  recordedAt: z.string(),
  recordedByName: z.string(),
});
export type Statement = z.output<typeof statementSchema>;
