import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { monthsLater } from '../../../shared/calendar/months.ts';
import { daysLater } from '../../../shared/calendar/local-date.ts';
import { type Fen, formatYuan } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isLive } from '../settlements/live.ts';
import { foundOf, type FoundIrregularity } from './finding.ts';
import type { Years } from '../nightly-search/order.ts';
import { limitsOn } from './limits.ts';

/** What no single person shows: accounts and departments, month by month. */
export function wholePatterns(context: ServiceContext, years: Years): FoundIrregularity[] {
  return [...manyReversals(context, years), ...departmentShares(context, years)];
}

interface ReversalRow {
  readonly accountId: string;
  readonly name: string;
  readonly month: string;
  readonly actCount: number;
  readonly settlementIds: string;
}

/** Reversals of an account in a month; a chain that is reversed and settled again in one act, by two people, counts once. */
function manyReversals(context: ServiceContext, years: Years): FoundIrregularity[] {
  const rows = statement<object, ReversalRow>(
    context.database,
    `SELECT reversal.recorded_by AS accountId, display_name AS name, substr(business_day, 1, 7) AS month,
       count(DISTINCT coalesce(step.correction_id, reversal.id)) AS actCount,
       json_group_array(reversal.id ORDER BY reversal.rowid) AS settlementIds
     FROM settlement AS reversal JOIN staff_account ON staff_account.id = reversal.recorded_by
     LEFT JOIN correction_step AS step ON step.reversal_id = reversal.id
     WHERE kind = 'reversal' AND business_day BETWEEN @from AND @to
     GROUP BY accountId, month ORDER BY month, accountId`,
  ).all(daysOf(years));
  return rows.flatMap(({ accountId, name, month, actCount, settlementIds }) => {
    if (actCount < limitsOn(context, lastDayOf(month)).reversalsPerMonth) return [];
    const sentence = `账号 ${name} 在 ${month} 撤销结算 ${actCount} 次（连续更正算一次）。`;
    const ids = JSON.parse(settlementIds) as string[];
    const found = { insuredYearId: null, accountId, settlementIds: ids, sentence };
    return [foundOf({ kind: 'reversals', year: Number(month.slice(0, 4)), ...found })];
  });
}

interface DepartmentRow {
  readonly department: string;
  readonly month: string;
  readonly count: number;
  readonly totalFen: Fen;
  readonly outsideFen: Fen;
}

/**
 * What lies outside the catalogue (own expense and what is over a price's limit, as in the control figure of the reports)
 * against all cost of inpatient care by department and month of settlement. The department is the one
 * of the stay as it was last known: fee lines do not name one, so a transfer counts where it ended.
 */
function departmentShares(context: ServiceContext, years: Years): FoundIrregularity[] {
  const rows = statement<object, DepartmentRow>(
    context.database,
    `SELECT department, substr(settled_on, 1, 7) AS month, count(*) AS count, sum(total_fen) AS totalFen,
       sum(own_expense_fen + over_limit_fen) AS outsideFen
     FROM settlement AS original JOIN stay ON stay.id = original.stay_id AND qualification_id IS NULL
     JOIN stay_detail AS detail ON detail.rowid = (SELECT max(rowid) FROM stay_detail WHERE stay_id = stay.id)
     WHERE business_day BETWEEN @from AND @to AND ${isLive('original')}
     GROUP BY department, month ORDER BY month, department`,
  ).all(daysOf(years));
  return rows.flatMap(({ department, month, count, totalFen, outsideFen }) => {
    const { outOfCataloguePercent } = limitsOn(context, lastDayOf(month));
    if (outsideFen * 100 <= totalFen * outOfCataloguePercent) return [];
    const sentence =
      `${department} ${month} 结算住院 ${count} 笔，总费用 ${formatYuan(totalFen)} 元，其中目录外 ` +
      `${formatYuan(outsideFen)} 元，超过 ${outOfCataloguePercent}%。`;
    const found = { insuredYearId: null, accountId: null, settlementIds: [], sentence };
    return [foundOf({ kind: 'out_of_catalogue', year: Number(month.slice(0, 4)), ...found })];
  });
}

function daysOf({ firstYear, lastYear }: Years): { readonly from: string; readonly to: string } {
  return { from: `${firstYear}-01-01`, to: `${lastYear}-12-31` };
}

function lastDayOf(month: string): LocalDate {
  return daysLater(monthsLater(`${month}-01` as LocalDate, 1), -1);
}
