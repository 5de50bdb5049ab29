import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { Hospital } from '../hospital/settings.ts';
import { numberPrefix } from '../settlements/slip-number.ts';

/** Facts whose papers carry a number of their own, and the letters it begins with. */
const letters = {
  /** 先诊疗后付费协议. */
  treat_first_agreement: 'XZ',
  /** 转诊证明. */
  issued_referral: 'ZZ',
  /** 急诊无名患者. */
  unknown_patient: 'JZ',
  /** 收据: a later payment, or a refund. */
  receipt: 'SK',
  /** 缓交、分期付款协议. */
  instalment_plan: 'FQ',
  /** 日结单. */
  day_close: 'RJ',
  /** 对账. */
  reconciliation_run: 'DZ',
  /** 拨付申请表. */
  fund_claim: 'BF',
  /** 困难救助申请. */
  hardship_application: 'SQ',
  /** 结算后补助, and taking one back. */
  top_up: 'BZ',
  /** 统计报表、专项救治月报表. */
  report_made: 'BB',
  /** 公示表. */
  public_board: 'GB',
} as const;

/**
 * XZ20200310-0003: the third of its business day, counted as slips are; facts never go, so none is given twice. After a
 * restoration the numbers of that day carry its time.
 */
export function nextPaperNumber(
  context: ServiceContext,
  table: keyof typeof letters,
  hospital: Hospital,
  day: LocalDate,
): string {
  const prefix = letters[table] + numberPrefix(context, hospital, day);
  const row = statement<[string, string], { count: number }>(
    context.database,
    `SELECT count(*) AS count FROM ${table} WHERE substr(number, 1, length(?)) = ?`,
  ).get(prefix, prefix);
  return prefix + String((row?.count ?? 0) + 1).padStart(4, '0');
}
