import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { type ReportPeriod, type Statistics } from '../../../shared/contract/reports.ts';
import {
  type MadeTable,
  type SpecialTreatment,
  specialTreatmentSchema,
} from '../../../shared/contract/special-treatment.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { nextPaperNumber } from '../admission/paper-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { sha256 } from '../hashing/canonical.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { signedPackage } from '../treatment/signed-package.ts';
import { readStatistics } from './statistics.ts';

type Made = { readonly reportId: string; readonly number: string };

/** Keeps the statistics of a period as they are now, to be printed. */
export async function makeStatistics(
  context: ServiceContext,
  actor: Actor,
  period: ReportPeriod,
): Promise<Made> {
  const content = await readStatistics(context, period);
  return keepReport(context, actor, { kind: 'statistics', period: periodCode(period), content });
}

/** 2020, 2020-Q1, 2020-03. */
function periodCode({ kind, year, number }: ReportPeriod): string {
  if (kind === 'year') return `${year}`;
  return kind === 'quarter' ? `${year}-Q${number}` : `${year}-${String(number).padStart(2, '0')}`;
}

interface Kept {
  readonly kind: 'statistics' | 'special_treatment';
  readonly period: string;
  readonly content: Statistics | SpecialTreatment;
}

/** Keeps a report word for word under the day's next number; joins the caller's transaction. */
export function keepReport(context: ServiceContext, actor: Actor, { kind, period, content }: Kept): Made {
  const day = today(context);
  const hospital = readHospital(context, day);
  return inTransaction(context.database, () => {
    const made = {
      reportId: context.newId(),
      number: nextPaperNumber(context, 'report_made', hospital, day),
    };
    const text = JSON.stringify(content);
    insertRow(context.database, 'report_made', {
      id: made.reportId,
      number: made.number,
      kind,
      period,
      content: text,
      hospital: hospital.hospitalId,
      window: hospital.windowId,
      origin: hospital.origin,
      recorded_at: context.clock.now().toISOString(),
      recorded_by: actor.accountId,
    });
    const detail = { kind, period, number: made.number, hash: sha256(text) };
    appendAudit(context, actor, 'reports.made', made.reportId, detail);
    return made;
  });
}

/** Writes down that a monthly table went out. Refuses `report_unknown`, `report_sent_already`, `report_sent_in_future`. */
export function recordSending(
  context: ServiceContext,
  actor: Actor,
  sent: { readonly reportId: string; readonly sentOn: LocalDate; readonly way: string },
): void {
  const { reportId, sentOn, way } = sent;
  if (sentOn > today(context)) {
    throw new Refusal('report_sent_in_future', '上报日期还没有到，请填实际上报的那一天。');
  }
  inTransaction(context.database, () => {
    const made = readMade(context, reportId);
    if (made.kind !== 'special_treatment') throw unknownReport();
    if (sendingOf(context, reportId) !== null) {
      throw new Refusal('report_sent_already', '这张月报表已经登记过上报。有更正的，请重新制表再登记。');
    }
    insertRow(context.database, 'report_sending', {
      report_id: reportId,
      sent_on: sentOn,
      way,
      recorded_at: context.clock.now().toISOString(),
      recorded_by: actor.accountId,
    });
    appendAudit(context, actor, 'reports.sent', reportId, { number: made.number, sentOn, way });
  });
}

export interface MadeRow {
  readonly reportId: string;
  readonly number: string;
  readonly kind: Kept['kind'];
  readonly period: string;
  readonly content: string;
  readonly madeAt: string;
  readonly madeByName: string;
}

const selectMade = `SELECT report_made.id AS reportId, number, kind, period, content,
    report_made.recorded_at AS madeAt, display_name AS madeByName
  FROM report_made JOIN staff_account ON staff_account.id = report_made.recorded_by`;

/** Refuses `report_unknown`. */
export function readMade(context: ServiceContext, reportId: string): MadeRow {
  const row = statement<[string], MadeRow>(context.database, `${selectMade} WHERE report_made.id = ?`).get(
    reportId,
  );
  if (row === undefined) throw unknownReport();
  return row;
}

export function unknownReport(): Refusal {
  return new Refusal('report_unknown', '没有这张报表，请刷新后重试。');
}

/** The newest table of a month; null where none was made. */
export function newestTable(context: ServiceContext, month: string): MadeRow | null {
  const sql = `${selectMade} WHERE kind = 'special_treatment' AND period = ? ORDER BY report_made.rowid DESC LIMIT 1`;
  return statement<[string], MadeRow>(context.database, sql).get(month) ?? null;
}

/** The newest table of the newest month before that one; null where none was made. */
export function newestTableBefore(context: ServiceContext, month: string): MadeRow | null {
  const sql = `${selectMade} WHERE kind = 'special_treatment' AND period < ?
    ORDER BY period DESC, report_made.rowid DESC LIMIT 1`;
  return statement<[string], MadeRow>(context.database, sql).get(month) ?? null;
}

/** The newest table of a month beside what it would say now. */
export function madeTable(context: ServiceContext, month: string, now: SpecialTreatment): MadeTable | null {
  const made = newestTable(context, month);
  if (made === null) return null;
  const { reportId, number, madeAt, madeByName } = made;
  const isSame = plain(JSON.parse(made.content)) === plain(now);
  const signed = signedPackage(context, made);
  return { reportId, number, madeAt, madeByName, isSame, ...signed, sending: sendingOf(context, reportId) };
}

/** In the order of the schema, so that the same is the same text. */
function plain(report: unknown): string {
  return JSON.stringify(specialTreatmentSchema.parse(report));
}

export function sendingOf({ database }: ServiceContext, reportId: string): MadeTable['sending'] {
  return (
    statement<[string], NonNullable<MadeTable['sending']>>(
      database,
      `SELECT sent_on AS sentOn, way, recorded_at AS at, display_name AS byName
       FROM report_sending JOIN staff_account ON staff_account.id = recorded_by WHERE report_id = ?`,
    ).get(reportId) ?? null
  );
}
