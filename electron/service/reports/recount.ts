import { setImmediate } from 'node:timers/promises';
import { monthsLater } from '../../../shared/calendar/months.ts';
import type { ReportPeriod, SpanOfDays } from '../../../shared/contract/reports.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { countAnew, countSettlements } from './count.ts';
import { monthOf, spanOf } from './period.ts';

/**
 * Proves what was counted of a period: month by month the same sums once more over settlements, over their layers and
 * over the ledger. Where one differs, everything is counted anew.
 */
export async function recount(
  context: ServiceContext,
  period: ReportPeriod,
): Promise<{ isSame: boolean; settlements: number }> {
  await countSettlements(context);
  const { from, until } = spanOf(period);
  let [isSame, settlements] = [true, 0];
  for (let first = from; first < until; first = monthsLater(first, 1)) {
    const span = { from: first, until: monthsLater(first, 1) };
    const facts = sumsOfFacts(context, span);
    settlements += facts.rows;
    isSame &&= JSON.stringify(facts) === JSON.stringify(sumsCounted(context, span));
    await setImmediate();
  }
  if (!isSame) await countAnew(context);
  return { isSame, settlements };
}

/** Names in the same order on both sides, since they are compared as text. */
interface Proof {
  /** Settlements, reversals and top-ups. */
  readonly rows: number;
  readonly count: number;
  readonly totalFen: number;
  readonly ownExpenseFen: number;
  readonly overLimitFen: number;
  readonly preSelfPayFen: number;
  readonly inScopeFen: number;
  readonly personalFen: number;
  readonly paidFen: number;
  /** What the ledger holds of it: the hospital's revenue, the payers' receivables. */
  readonly revenueFen: number;
  readonly receivableFen: number;
}

function sumsOfFacts({ database }: ServiceContext, span: SpanOfDays): Proof {
  const made = statement<[SpanOfDays], Omit<Proof, 'paidFen' | 'revenueFen' | 'receivableFen'>>(
    database,
    `SELECT count(*) AS rows, total(1 - 2 * (kind = 'reversal')) AS count, total(total_fen) AS totalFen,
       total(own_expense_fen) AS ownExpenseFen, total(over_limit_fen) AS overLimitFen,
       total(pre_self_pay_fen) AS preSelfPayFen, total(in_scope_fen) AS inScopeFen, total(personal_fen) AS personalFen
     FROM settlement WHERE business_day >= @from AND business_day < @until`,
  ).get(span);
  const more = statement<[SpanOfDays], { rows: number; paidFen: number }>(
    database,
    `SELECT count(*) AS rows, total(amount_fen) AS paidFen FROM top_up
     WHERE business_day >= @from AND business_day < @until`,
  ).get(span);
  const paid = statement<[SpanOfDays], { paidFen: number }>(
    database,
    `SELECT total(pay_fen) AS paidFen FROM settlement JOIN settlement_layer ON settlement_id = settlement.id
     WHERE business_day >= @from AND business_day < @until`,
  ).get(span);
  const posted = statement<[SpanOfDays], { revenueFen: number; receivableFen: number }>(
    database,
    `SELECT -total(amount_fen) FILTER (WHERE account = 'hospital_revenue') AS revenueFen,
       total(amount_fen) FILTER (WHERE account = 'receivable') AS receivableFen
     FROM ledger_posting AS posting JOIN ledger_entry ON posting_id = posting.id
     WHERE kind IN ('settlement', 'reversal', 'top_up') AND business_day >= @from AND business_day < @until`,
  ).get(span);
  if (made === undefined || more === undefined || paid === undefined || posted === undefined) {
    throw new Error('a sum is a row');
  }
  return {
    ...made,
    rows: made.rows + more.rows,
    personalFen: made.personalFen - more.paidFen,
    paidFen: paid.paidFen + more.paidFen,
    ...posted,
  };
}

function sumsCounted({ database }: ServiceContext, span: SpanOfDays): Proof {
  const row = statement<[SpanOfDays & { month: string }], Proof>(
    database,
    `SELECT (SELECT count(*) FROM report_member WHERE business_day >= @from AND business_day < @until) AS rows,
       total(count) AS count, total(total_fen) AS totalFen, total(own_expense_fen) AS ownExpenseFen,
       total(over_limit_fen) AS overLimitFen, total(pre_self_pay_fen) AS preSelfPayFen,
       total(in_scope_fen) AS inScopeFen, total(personal_fen) AS personalFen, total(paid_fen) AS paidFen,
       total(total_fen) AS revenueFen, total(paid_fen) AS receivableFen
     FROM report_sum WHERE month = @month
       AND key_id = (SELECT id FROM report_key WHERE dimension = 'all')`,
  ).get({ ...span, month: monthOf(span.from) });
  if (row === undefined) throw new Error('a sum is a row');
  return row;
}
