import {
  type ControlFigure,
  controlFigures,
  type ControlRow,
  type ReportSums,
  type SpanOfDays,
} from '../../../shared/contract/reports.ts';
import { yearOf } from '../../../shared/calendar/local-date.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { monthOf } from './period.ts';
import { lastDayOf, type Target, targetsOn } from './targets.ts';

interface Counted {
  readonly span: SpanOfDays;
  readonly total: ReportSums;
  readonly rows: readonly {
    readonly dimension: string;
    readonly value: string;
    readonly count: number;
  }[];
}

/** The control figures of a span beside their targets, which are those of its last day. */
export function controlRows(context: ServiceContext, counted: Counted): ControlRow[] {
  const targets = targetsOn(context, lastDayOf(counted.span));
  return controlFigures.map((figure) => {
    const target = targets[figure];
    const { part, whole } =
      figure === 'above_yearly_cap' ? aboveCap(context, counted.span, target) : shareParts[figure](counted);
    const millionths = millionthsOf(part, whole);
    return {
      figure,
      part: part as Fen,
      whole: whole as Fen,
      millionths,
      target,
      isMet: isMet(figure, { part, millionths }, target),
    };
  });
}

interface Parts {
  readonly part: number;
  readonly whole: number;
}

const shareParts: Record<Exclude<ControlFigure, 'above_yearly_cap'>, (counted: Counted) => Parts> = {
  // As on screen and slip: own expense and what lies above limits.
  out_of_catalogue_share: ({ total }) => ({
    part: total.ownExpenseFen + total.overLimitFen,
    whole: total.totalFen,
  }),
  actual_share: ({ total }) => ({ part: total.paidFen, whole: total.totalFen }),
  in_scope_share: ({ total }) => ({ part: total.inScopePaidFen, whole: total.inScopeFen }),
  treated_in_county: ({ total, rows }) => ({
    part: rows.find(({ dimension, value }) => dimension === 'place' && value === 'county')?.count ?? 0,
    whole: total.count,
  }),
};

function isMet(
  figure: ControlFigure,
  { part, millionths }: { readonly part: number; readonly millionths: number | null },
  target: Target | null,
): boolean | null {
  if (target === null) return null;
  // Nobody is to be above the cap.
  if (figure === 'above_yearly_cap') return part === 0;
  if (millionths === null) return null;
  return target.isAtMost ? millionths <= target.value : millionths >= target.value;
}

/** Half up; exact for any sum that an integer holds. Null where there is nothing to take a share of. */
export function millionthsOf(part: number, whole: number): number | null {
  if (whole === 0) return null;
  const [above, below] = [BigInt(part) * 2_000_000n, BigInt(whole)];
  const doubled = above / below;
  return Number((doubled + (doubled < 0n ? -1n : 1n)) / 2n);
}

/** Patients whose own part of the year, up to the end of the span, is above the cap; and all patients of that year. */
function aboveCap({ database }: ServiceContext, span: SpanOfDays, target: Target | null): Parts {
  const row = statement<[AboveCapQuestion], Parts>(
    database,
    `SELECT count(*) FILTER (WHERE @capFen IS NOT NULL AND ownFen > @capFen) AS part, count(*) AS whole
     FROM (${yearOfEach})`,
  ).get({ ...aboveCapQuestion(span, target) });
  return row ?? { part: 0, whole: 0 };
}

interface AboveCapQuestion {
  readonly year: number;
  readonly untilMonth: string;
  readonly capFen: number | null;
  readonly ofInScope: 0 | 1;
}

export function aboveCapQuestion(span: SpanOfDays, target: Target | null): AboveCapQuestion {
  return {
    year: yearOf(span.from),
    untilMonth: monthOf(span.until),
    capFen: target?.value ?? null,
    ofInScope: target?.ofInScope === true ? 1 : 0,
  };
}

/** SQL: each person's own part of a year up to a month. */
export const yearOfEach = `SELECT insured_year_id AS insuredYearId,
    sum(CASE @ofInScope WHEN 1 THEN personal_in_scope_fen ELSE personal_fen END) AS ownFen
  FROM report_person WHERE year = @year AND month < @untilMonth GROUP BY insured_year_id`;
