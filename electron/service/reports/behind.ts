import {
  type Figure,
  type ListedSettlement,
  reportDimensions,
  type ReportPeriod,
} from '../../../shared/contract/reports.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { localDate } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readPerson } from '../people/person.ts';
import { aboveCapQuestion, yearOfEach } from './control.ts';
import { countSettlements } from './count.ts';
import { spanOf } from './period.ts';
import { lastDayOf, targetsOn } from './targets.ts';

const mostListed = 500;

type Listed = Omit<ListedSettlement, 'personName' | 'isReversed'> & { readonly isReversed: 0 | 1 };
type Question = Record<string, string | number | null>;

/**
 * The settlements, reversals and top-ups that a figure is the sum of, the newest first, at most 500. Refuses
 * `report_figure_unknown`.
 */
export async function settlementsBehind(
  context: ServiceContext,
  { period, figure }: { readonly period: ReportPeriod; readonly figure: Figure },
): Promise<{ rows: ListedSettlement[]; isCut: boolean }> {
  await countSettlements(context);
  const { condition, question } = meant(context, period, figure);
  const found = statement<[Question], Listed>(
    context.database,
    `SELECT made.id AS settlementId, coalesce(more.number, slip_number) AS slipNumber, member.business_day AS businessDay,
       settled_on AS settledOn, coalesce(more.kind, made.kind) AS kind, made.person_id AS personId,
       iif(more.id IS NULL, total_fen, 0) AS totalFen, coalesce(more.amount_fen, total_fen - personal_fen) AS paidFen,
       coalesce(-more.amount_fen, personal_fen) AS personalFen,
       iif(more.id IS NULL, EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = made.id),
         EXISTS (SELECT 1 FROM top_up AS taker WHERE taker.withdraws_id = more.id)) AS isReversed
     FROM report_member AS member JOIN settlement AS made ON made.id = member.settlement_id
     LEFT JOIN top_up AS more ON more.id = member.top_up_id
     WHERE member.business_day >= @from AND member.business_day < @until AND ${condition}
     ORDER BY member.business_day DESC, member.sequence DESC LIMIT 0 + @most`,
  ).all({ ...question, most: mostListed + 1 });
  const rows = found.slice(0, mostListed).map((row) => ({
    ...row,
    isReversed: row.isReversed === 1,
    personName: readPerson(context, row.personId).name,
  }));
  return { rows, isCut: found.length > mostListed };
}

interface Meant {
  /** SQL about `member`. */
  readonly condition: string;
  readonly question: Question;
}

function meant(context: ServiceContext, period: ReportPeriod, figure: Figure): Meant {
  const { from, until } = spanOf(period);
  if (figure.of === 'above_cap') {
    const target = targetsOn(context, lastDayOf({ from, until })).above_yearly_cap;
    const yearBegins = localDate(period.year, 1, 1) ?? from;
    const condition = `insured_year_id IN (SELECT insuredYearId FROM (${yearOfEach}) WHERE ownFen > @capFen)`;
    return { condition, question: { from: yearBegins, until, ...aboveCapQuestion({ from, until }, target) } };
  }
  // The patient of the payers' table, in every settlement.
  if (figure.of === 'all' || figure.keyId === 0) return { condition: '1', question: { from, until } };
  const { keyId } = figure;
  const key = statement<[number], { dimension: string }>(
    context.database,
    'SELECT dimension FROM report_key WHERE id = ?',
  ).get(keyId);
  const question = { from, until, keyId };
  if (key?.dimension === 'payer') return { condition: paidBy, question };
  const column = reportDimensions.find((dimension) => dimension === key?.dimension);
  if (column === undefined) {
    throw new Refusal('report_figure_unknown', '这个数字已经重新统计过，请返回报表，刷新后再点开。');
  }
  return { condition: `${column} = @keyId`, question };
}

const paidBy = `payers IN (SELECT together.id FROM report_key AS together JOIN json_each(together.value) AS one
  WHERE together.dimension = 'payers' AND one.value = @keyId)`;
