import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { type Fen, formatYuan } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isLive } from '../settlements/live.ts';
import { limitsOn } from './limits.ts';
import type { Pattern } from './pattern.ts';

interface WaiverRow {
  readonly settlementId: string;
  readonly day: LocalDate;
  readonly amountFen: Fen;
  readonly byName: string;
}

/** What the hospital waived for one person in a year, act by act; what a reversal took back does not count. */
export function manyWaivers(
  context: ServiceContext,
  of: { readonly personId: string; readonly insurance: string; readonly year: number },
): Pattern[] {
  const rows = statement<object, WaiverRow>(
    context.database,
    `SELECT original.id AS settlementId, posting.business_day AS day, display_name AS byName,
       (SELECT sum(amount_fen) FROM ledger_entry WHERE posting_id = posting.id AND account = 'waiver') AS amountFen
     FROM settlement AS original JOIN debt_relief AS relief ON relief.settlement_id = original.id
     JOIN ledger_posting AS posting ON posting.id = relief.posting_id AND posting.kind = 'waiver'
     JOIN staff_account ON staff_account.id = posting.recorded_by
     WHERE person_id = @personId AND insurance = @insurance AND year = @year AND ${isLive('original')}
     ORDER BY posting.rowid LIMIT 500`,
  ).all(of);
  const last = rows.at(-1);
  if (last === undefined || rows.length < limitsOn(context, last.day).waiversPerYear) return [];
  const sumFen = rows.reduce((sum, { amountFen }) => sum + amountFen, 0) as Fen;
  const names = [...new Set(rows.map(({ byName }) => byName))].join('、');
  const sentence = `${of.year} 年减免 ${rows.length} 次，共 ${formatYuan(sumFen)} 元，经办：${names}。`;
  return [{ kind: 'waivers', settlementIds: [...new Set(rows.map((row) => row.settlementId))], sentence }];
}
