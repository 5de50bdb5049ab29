import type { SpecialTreatment } from '../../../shared/contract/special-treatment.ts';
import type { TreatmentGap } from '../../../shared/contract/treatment.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { newestTableBefore, sendingOf } from '../reports/made.ts';
import { monthBefore } from '../reports/period.ts';
import { isLive } from '../settlements/live.ts';
import { countStates } from './lines.ts';

/** What is still missing in the package of a month: what needs a reason first. */
export function gapsOf(context: ServiceContext, report: SpecialTreatment): TreatmentGap[] {
  const { counts, awaitingCount } = countStates(context);
  const gaps = [
    gap('to_verify', counts.to_verify, (n) => `${n} 例待核实，请到救治台账登记“已核实”或“已退出”。`),
    gap('outcome_missing', awaitingCount, (n) => `${n} 例已经出院，还没有登记救治结果。`),
    gap('not_settled', unsettled(context, report), (n) => `${n} 次住院已经出院，还没有结算，不在月报表里。`),
    gap(
      'not_in_ledger',
      notInLedger(context, report),
      (n) => `${n} 人结算了专项救治病种，台账里没有。请在救治台账按 F6 核对住院记录。`,
    ),
    gap('without_codes', report.withoutCodes.length, (n) => `名单里 ${n} 种病没有确认编码，认不出来。`),
    ...beforeOf(context, report),
  ];
  return gaps.filter(({ count }) => count > 0);
}

/** Those that the people of the ledger can close themselves. */
const needReason: ReadonlySet<TreatmentGap['code']> = new Set([
  'to_verify',
  'outcome_missing',
  'not_settled',
  'not_in_ledger',
]);

function gap(code: TreatmentGap['code'], count: number, say: (count: number) => string): TreatmentGap {
  return { code, count, sentence: say(count), needsReason: needReason.has(code) };
}

/** Stays of those in the ledger that ended before the month's last day and have no final settlement that stands. */
function unsettled({ database }: ServiceContext, { span }: SpecialTreatment): number {
  const row = statement<[string], { count: number }>(
    database,
    `SELECT count(DISTINCT told.stay_id) AS count FROM treatment_step AS told
     WHERE told.cause = 'discharge' AND told.happened_on < ?
       AND told.rowid = (SELECT max(rowid) FROM treatment_step AS newer
         WHERE newer.line_id = told.line_id AND newer.stay_id = told.stay_id)
       AND (SELECT state FROM treatment_step AS newest WHERE newest.line_id = told.line_id
         ORDER BY newest.rowid DESC LIMIT 1) <> 'left'
       AND NOT EXISTS (SELECT 1 FROM settlement AS made
         WHERE made.stay_id = told.stay_id AND made.kind = 'final' AND ${isLive('made')})`,
  ).get(span.until);
  return row?.count ?? 0;
}

function notInLedger({ database }: ServiceContext, { register }: SpecialTreatment): number {
  const sql = 'SELECT 1 AS found FROM treatment_line WHERE person_id = ? AND disease = ?';
  const find = statement<[string, string]>(database, sql);
  const missing = register.filter(
    ({ isReversal, personId, disease }) => !isReversal && find.get(personId, disease) === undefined,
  );
  return new Set(missing.map(({ personId }) => personId)).size;
}

function beforeOf(context: ServiceContext, { month, dueOn }: SpecialTreatment): TreatmentGap[] {
  if (dueOn === null) return [];
  const before = newestTableBefore(context, month);
  // The first package of all follows none.
  if (before === null) return [];
  if (before.period !== monthBefore(month)) {
    const say = () => `${before.period} 以后没有做过上报包，其间的救治作为补报列出。`;
    return [gap('previous_missing', 1, say)];
  }
  const isSent = sendingOf(context, before.reportId) !== null;
  return [
    gap('previous_not_sent', isSent ? 0 : 1, () => `${before.number}（${before.period}）还没有登记上报。`),
  ];
}
