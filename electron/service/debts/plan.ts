import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Instalment, Plan } from '../../../shared/contract/payments.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type Fen, fen, formatYuan, sumFen } from '../../../shared/money/fen.ts';
import { nextPaperNumber } from '../admission/paper-number.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { Hospital } from '../hospital/settings.ts';
import { shownSignatoryOf } from '../payments/signatory.ts';
import type { MoneyRequest } from '../settlements/request.ts';

/** As many years ahead a date may lie: further is a slip of the hand. */
const mostYearsAhead = 10;

/**
 * Refuses `instalments_do_not_sum` unless the dates divide exactly what is owed, and `instalment_day_wrong` where a day
 * is past, further than ten years away, or not after the one before it.
 */
export function requireInstalments(
  instalments: readonly Instalment[],
  owedFen: Fen,
  businessDay: LocalDate,
): void {
  const sum = sumFen(instalments.map(({ amountFen }) => amountFen));
  if (sum !== owedFen || instalments.some(({ amountFen }) => amountFen <= 0)) {
    throw new Refusal(
      'instalments_do_not_sum',
      `各期合计 ${formatYuan(sum)} 元与欠费 ${formatYuan(owedFen)} 元不符，请核对每一期的金额。`,
    );
  }
  const last = `${Number(businessDay.slice(0, 4)) + mostYearsAhead}${businessDay.slice(4)}`;
  let before: string = businessDay;
  for (const [position, { dueOn }] of instalments.entries()) {
    const isInOrder = position === 0 ? dueOn >= before : dueOn > before;
    if (!isInOrder || dueOn > last) {
      throw new Refusal(
        'instalment_day_wrong',
        `第 ${position + 1} 期的日期 ${dueOn} 不对：要从今天（${businessDay}）起一期比一期晚，最远 ${mostYearsAhead} 年。请改日期。`,
      );
    }
    before = dueOn;
  }
}

export interface NewPlan extends MoneyRequest {
  readonly settlementId: string;
  readonly businessDay: LocalDate;
  readonly instalments: readonly Instalment[];
}

/** Writes the agreement inside the caller's transaction; the file refuses one that is not of what is owed. */
export function writePlan(
  context: ServiceContext,
  actor: Actor,
  hospital: Hospital,
  { requestId, requestHash, settlementId, businessDay, instalments }: NewPlan,
): string {
  const planId = context.newId();
  const insert = statement<[string, number, string, number]>(
    context.database,
    'INSERT INTO instalment (plan_id, position, due_on, amount_fen) VALUES (?, ?, ?, ?)',
  );
  for (const [position, { dueOn, amountFen }] of instalments.entries()) {
    insert.run(planId, position, dueOn, amountFen);
  }
  statement<Record<string, unknown>>(
    context.database,
    `INSERT INTO instalment_plan (id, number, request_id, request_hash, settlement_id, business_day, hospital, window,
       origin, recorded_at, recorded_by)
     VALUES (@planId, @number, @requestId, @requestHash, @settlementId, @businessDay, @hospitalId, @windowId, @origin,
       @recordedAt, @recordedBy)`,
  ).run({
    planId,
    number: nextPaperNumber(context, 'instalment_plan', hospital, businessDay),
    requestId,
    requestHash,
    settlementId,
    businessDay,
    hospitalId: hospital.hospitalId,
    windowId: hospital.windowId,
    origin: hospital.origin,
    recordedAt: context.clock.now().toISOString(),
    recordedBy: actor.accountId,
  });
  return planId;
}

/** The agreement that is part of a settlement's own request: its hash names the settlement. */
export function writePlanOfSettlement(
  context: ServiceContext,
  actor: Actor,
  hospital: Hospital,
  plan: Omit<NewPlan, keyof MoneyRequest>,
): string {
  const request = { requestId: context.newId(), requestHash: plan.settlementId };
  return writePlan(context, actor, hospital, { ...request, ...plan });
}

export interface PlanRow {
  readonly planId: string;
  readonly number: string;
  readonly settlementId: string;
  readonly agreedOn: LocalDate;
}

const selectPlan = `SELECT id AS planId, number, settlement_id AS settlementId, business_day AS agreedOn
  FROM instalment_plan`;

/** The newest agreement about a settlement, as it was agreed. */
export function newestPlan(context: ServiceContext, settlementId: string): PlanRow | undefined {
  return statement<[string], PlanRow>(
    context.database,
    `${selectPlan} WHERE settlement_id = ? ORDER BY rowid DESC LIMIT 1`,
  ).get(settlementId);
}

/** Refuses `instalment_plan_unknown`. */
export function readPlanRow(context: ServiceContext, planId: string): PlanRow {
  const row = statement<[string], PlanRow>(context.database, `${selectPlan} WHERE id = ?`).get(planId);
  if (row === undefined) throw new Refusal('instalment_plan_unknown', '没有这份缓交协议，请刷新后重试。');
  return row;
}

export function instalmentsOf(context: ServiceContext, planId: string): Instalment[] {
  return statement<[string], Instalment>(
    context.database,
    'SELECT due_on AS dueOn, amount_fen AS amountFen FROM instalment WHERE plan_id = ? ORDER BY position',
  ).all(planId);
}

/** The dates that were agreed in the very act of a settlement; none where nothing was deferred with a date. */
export function instalmentsAgreedWith(context: ServiceContext, settlementId: string): Instalment[] {
  const row = statement<[string, string], { planId: string }>(
    context.database,
    'SELECT id AS planId FROM instalment_plan WHERE settlement_id = ? AND request_hash = ?',
  ).get(settlementId, settlementId);
  return row === undefined ? [] : instalmentsOf(context, row.planId);
}

/** The agreement with what is open of each date: later payments went to the oldest first. */
export function shownPlan(
  context: ServiceContext,
  { planId, number, agreedOn }: PlanRow,
  owedFen: Fen,
  businessDay: LocalDate,
): Plan {
  const instalments = withOpenParts(instalmentsOf(context, planId), owedFen).map((instalment) => ({
    ...instalment,
    isOverdue: instalment.openFen > 0 && instalment.dueOn < businessDay,
  }));
  return { planId, number, agreedOn, instalments, signatory: shownSignatoryOf(context, planId) };
}

/** What is owed lies on the last dates, since the first are paid first. */
export function withOpenParts(
  instalments: readonly Instalment[],
  owedFen: Fen,
): (Instalment & { readonly openFen: Fen })[] {
  let leftFen: number = owedFen;
  return instalments
    .toReversed()
    .map((instalment) => {
      const openFen = fen(Math.min(leftFen, instalment.amountFen));
      leftFen -= openFen;
      return { ...instalment, openFen };
    })
    .toReversed();
}
