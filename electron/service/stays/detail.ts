import type { z } from 'zod';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Requests } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { today } from '../hospital/settings.ts';

/** What of a stay can change while it goes on; each change is a fact of its own and the last one counts. */
export type StayDetail = Omit<z.output<Requests['stays.change']['input']>, 'stayId' | 'referral'>;

/** @param recordedAt UTC, ISO 8601 */
export function insertDetail(
  context: ServiceContext,
  actor: Actor,
  stayId: string,
  detail: StayDetail,
  recordedAt: string,
): void {
  statement<unknown[]>(
    context.database,
    `INSERT INTO stay_detail (id, stay_id, place, department, bed, admitted_on, discharged_on, diagnoses,
       recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    context.newId(),
    stayId,
    detail.place,
    detail.department,
    detail.bed,
    detail.admittedOn,
    detail.dischargedOn,
    JSON.stringify(detail.diagnoses),
    recordedAt,
    actor.accountId,
  );
}

/** What was known of a stay at a moment: a paper of that moment says it however the stay changed since. */
export function detailAt(
  context: ServiceContext,
  stayId: string,
  recordedAt: string,
): Pick<StayDetail, 'department' | 'admittedOn' | 'diagnoses'> {
  const row = statement<object, { department: string; admittedOn: LocalDate; diagnoses: string }>(
    context.database,
    `SELECT department, admitted_on AS admittedOn, diagnoses FROM stay_detail WHERE rowid = coalesce(
       (SELECT max(rowid) FROM stay_detail WHERE stay_id = @stayId AND recorded_at <= @recordedAt),
       (SELECT min(rowid) FROM stay_detail WHERE stay_id = @stayId))`,
  ).get({ stayId, recordedAt });
  if (row === undefined) throw new Error('a stay without a detail');
  return { ...row, diagnoses: JSON.parse(row.diagnoses) as StayDetail['diagnoses'] };
}

/** Refuses `admitted_in_future`, `admitted_before_birth`, `discharged_before_admission`, `discharged_in_future`. */
export function refuseWrongDays(
  context: ServiceContext,
  { admittedOn, dischargedOn }: Pick<StayDetail, 'admittedOn' | 'dischargedOn'>,
  birthDate: LocalDate,
): void {
  const day = today(context);
  if (admittedOn > day) {
    throw new Refusal('admitted_in_future', `入院日期 ${admittedOn} 晚于今天，请核对。`);
  }
  if (admittedOn < birthDate) {
    throw new Refusal('admitted_before_birth', `入院日期 ${admittedOn} 早于此人的出生日期，请核对。`);
  }
  if (dischargedOn !== null && dischargedOn < admittedOn) {
    const sentence = `出院日期 ${dischargedOn} 早于入院日期 ${admittedOn}，请核对。`;
    throw new Refusal('discharged_before_admission', sentence);
  }
  if (dischargedOn !== null && dischargedOn > day) {
    throw new Refusal('discharged_in_future', `出院日期 ${dischargedOn} 晚于今天，请核对；还没出院就留空。`);
  }
}
