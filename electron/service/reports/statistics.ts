import { monthsLater } from '../../../shared/calendar/months.ts';
import {
  reportDimensions,
  type ReportPeriod,
  type ReportRow,
  type ReportSums,
  type ReportTable,
  type SpanOfDays,
  type Statistics,
  sumParts,
} from '../../../shared/contract/reports.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { controlRows } from './control.ts';
import { countSettlements, selectSums } from './count.ts';
import { monthOf, periodTitle, spanOf } from './period.ts';

interface SumRow extends ReportSums {
  readonly keyId: number;
  readonly dimension: ReportTable['dimension'] | 'all';
  readonly value: string;
  readonly title: string;
}

/**
 * The one-stop statistics of a month, quarter or year: sums over what was settled and reversed on its business days.
 * Every row of a table is a part of the total, and the rows of a table come to it. Refuses `policy_tampered`.
 */
export async function readStatistics(context: ServiceContext, period: ReportPeriod): Promise<Statistics> {
  await countSettlements(context);
  const span = spanOf(period);
  const rows = sumRows(context, span);
  const total = rows.find(({ dimension }) => dimension === 'all');
  const tables: ReportTable[] = reportDimensions.map((dimension) => ({
    dimension,
    rows: rows.filter((row) => row.dimension === dimension).map(shown),
  }));
  const sums = sumsOf(total ?? nothing);
  tables.push({ dimension: 'payer', rows: payerRows(rows, sums) });
  return {
    period,
    title: periodTitle(period),
    span,
    total: sums,
    tables,
    controls: controlRows(context, { span, total: sums, rows }),
    months: monthsUpTo(context, span),
  };
}

const nothing = Object.fromEntries(sumParts.map((part) => [part, 0])) as ReportSums;

/** The patient's own part is what no payer paid: the last row. */
function payerRows(rows: readonly SumRow[], total: ReportSums): ReportRow[] {
  const payers = rows.filter(({ dimension }) => dimension === 'payer').map(shown);
  const patient = { ...total, paidFen: total.personalFen };
  return [...payers, { keyId: 0, title: '患者个人', sums: patient }];
}

/** The largest first. A key whose settlements were all taken back in the same span has nothing to show. */
function sumRows({ database }: ServiceContext, span: SpanOfDays): SumRow[] {
  return statement<[string, string], SumRow>(
    database,
    `SELECT key_id AS keyId, dimension, value, title, ${selectSums}
     FROM report_sum JOIN report_key ON report_key.id = key_id
     WHERE month >= ? AND month < ? GROUP BY key_id
     ORDER BY abs(sum(total_fen)) DESC, title`,
  ).all(monthOf(span.from), monthOf(span.until));
}

function shown(row: SumRow): ReportRow {
  return { keyId: row.keyId, title: row.title, sums: sumsOf(row) };
}

function sumsOf(row: ReportSums): ReportSums {
  return Object.fromEntries(sumParts.map((part) => [part, row[part]])) as unknown as ReportSums;
}

function monthsUpTo({ database }: ServiceContext, { until }: SpanOfDays): Statistics['months'] {
  const first = monthsLater(until, -12);
  const found = statement<[string, string], ReportSums & { month: string }>(
    database,
    `SELECT month, ${selectSums} FROM report_sum
     WHERE key_id = (SELECT id FROM report_key WHERE dimension = 'all') AND month >= ? AND month < ? GROUP BY month`,
  ).all(monthOf(first), monthOf(until));
  return Array.from({ length: 12 }, (_, index) => {
    const month = monthOf(monthsLater(first, index));
    return { month, sums: sumsOf(found.find((one) => one.month === month) ?? nothing) };
  });
}
