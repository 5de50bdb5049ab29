import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { canonicalJson } from '../hashing/canonical.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { anewAfter } from '../outbox/of-stay.ts';
import type { RecordOf } from '../outbox/record.ts';
import { isToBeUndone, type ToldRow, toldRows } from '../outbox/told.ts';
import { partsOfFees } from '../platform/messages/fees.ts';
import { isUnidentified } from '../emergency/unknown.ts';
import { isKept } from '../fees/fee-lists.ts';
import { referralOfStay } from '../referrals/received.ts';
import { receivedUpload } from '../referrals/upload.ts';
import { readStayRow } from './stay.ts';
import {
  admissionUndoneUpload,
  admissionUpload,
  dischargeUndoneUpload,
  dischargeUpload,
  feesUpload,
  feesWithdrawalUpload,
  itemsToTell,
  stayToTell,
} from './uploads.ts';

/*
 * What the platform has to learn of a stay, put down in the transaction of each fact. What no longer holds is undone
 * there only if it can be there (outbox/told.ts).
 */

/** The platform knows people by their numbers: of one who has none yet it learns once it is known who it is. */
function tellsNobody(context: ServiceContext, stayId: string): boolean {
  return isUnidentified(context, readStayRow(context, stayId).personId);
}

/** 2501 goes before 2401, where the stay was opened with a referral. */
export function tellReferral(context: ServiceContext, stayId: string): void {
  const recorded = referralOfStay(context, stayId);
  if (recorded === undefined) return;
  enqueue(context, receivedUpload(stayToTell(context, stayId), recorded), recorded.referralId);
}

export function tellAdmission(context: ServiceContext, stayId: string): void {
  if (tellsNobody(context, stayId)) return;
  const anew = anewAfter(context, { kind: 'admission', factId: stayId, part: 0 });
  enqueue(context, admissionUpload(stayToTell(context, stayId)), stayId, anew);
}

/**
 * Every fee list of the stay that was not told yet, also those that were loaded before lists were told at all and those
 * that were to be told of somebody the patient was not.
 */
export function tellFees(context: ServiceContext, stayId: string): void {
  if (!tellsNobody(context, stayId)) tellUntoldFees(context, stayId);
}

function tellUntoldFees(context: ServiceContext, stayId: string): void {
  const untold = statement<[string], { feeListId: string }>(
    context.database,
    `SELECT id AS feeListId FROM fee_list AS list WHERE stay_id = ? AND ${isKept('list')}
       AND NOT EXISTS (SELECT 1 FROM outbox AS told WHERE kind = 'fees' AND fact_id = list.id
         AND NOT EXISTS (SELECT 1 FROM outbox AS newer WHERE newer.replaces_id = told.id)
         AND NOT EXISTS (SELECT 1 FROM outbox_resolution WHERE outbox_id = told.id AND act = 'undone')) ORDER BY id`,
  ).all(stayId);
  if (untold.length === 0) return;
  const told = stayToTell(context, stayId);
  for (const { feeListId } of untold) {
    const list = { feeListId, department: told.stay.department };
    for (const [part, items] of partsOfFees(list, itemsToTell(context, feeListId)).entries()) {
      const anew = anewAfter(context, { kind: 'fees', factId: feeListId, part });
      enqueue(context, feesUpload(told, feeListId, items), feeListId, { part, ...anew });
    }
  }
}

/** A list that was withdrawn: each of its messages is undone, or does not go out at all. */
export function tellFeesWithdrawn(
  context: ServiceContext,
  actor: Actor,
  withdrawn: { readonly stayId: string; readonly feeListId: string; readonly reason: string },
): void {
  const { stayId, feeListId, reason } = withdrawn;
  for (const row of toldRows(context, 'fees', feeListId)) {
    if (!isToBeUndone(context, actor, row, { act: 'undone', reason })) continue;
    const { items } = JSON.parse(row.record) as RecordOf<'fees'>;
    const lines = items.map(({ line }) => line);
    const record = feesWithdrawalUpload(stayToTell(context, stayId), feeListId, lines);
    enqueue(context, record, feeListId, { part: row.part });
  }
}

/** The stay's discharge as it is known now: told, told anew where it changed, undone where there is none any more. */
export function tellDischarge(context: ServiceContext, actor: Actor, stayId: string): void {
  if (!tellsNobody(context, stayId)) tellUntoldDischarge(context, actor, stayId);
}

/**
 * What a settlement of the stay stands on, as far as it was not told yet: fees, and the discharge before a final one.
 * Nobody whose identity is unknown is settled.
 */
export function tellGroundOfSettlement(
  context: ServiceContext,
  actor: Actor,
  { stayId, isFinal }: { readonly stayId: string; readonly isFinal: boolean },
): void {
  tellUntoldFees(context, stayId);
  if (isFinal) tellUntoldDischarge(context, actor, stayId);
}

function tellUntoldDischarge(context: ServiceContext, actor: Actor, stayId: string): void {
  if (newestDetailIsTold(context, stayId)) return;
  const now = stayToTell(context, stayId);
  const { dischargedOn, detailId } = now.stay;
  const record = dischargedOn === null ? undefined : dischargeUpload(now, dischargedOn);
  const before = dischargeTold(context, stayId);
  if (before !== undefined && record !== undefined && sameDischarge(recordOf(before), record)) return;
  if (before !== undefined) undoDischarge(context, actor, stayId, before, '出院登记有变化');
  if (record === undefined) return;
  enqueue(context, record, detailId, anewAfter(context, { kind: 'discharge', factId: detailId, part: 0 }));
}

interface ToldDischarge extends ToldRow {
  readonly factId: string;
}

/** The usual case where a stay is settled: a detail never changes, so what it told is told. */
function newestDetailIsTold(context: ServiceContext, stayId: string): boolean {
  const row = statement<[string], { isTold: 0 | 1 }>(
    context.database,
    `SELECT EXISTS (SELECT 1 FROM outbox AS told WHERE kind = 'discharge' AND ${stands('told')}
       AND fact_id = (SELECT id FROM stay_detail WHERE stay_id = ? ORDER BY rowid DESC LIMIT 1)) AS isTold`,
  ).get(stayId);
  return row?.isTold === 1;
}

/** SQL: a discharge that was told was neither undone since nor closed without being told. */
function stands(told: string): string {
  return `NOT EXISTS (SELECT 1 FROM outbox AS undone
      WHERE undone.kind = 'discharge_undone' AND undone.fact_id = ${told}.fact_id)
    AND NOT EXISTS (SELECT 1 FROM outbox_resolution WHERE outbox_id = ${told}.id)`;
}

/** The discharge that the platform was told last and that was not undone since. */
function dischargeTold(context: ServiceContext, stayId: string): ToldDischarge | undefined {
  const row = statement<[string], { factId: string }>(
    context.database,
    `SELECT fact_id AS factId FROM outbox AS told WHERE stay_id = ? AND kind = 'discharge' AND ${stands('told')}
     ORDER BY sequence DESC LIMIT 1`,
  ).get(stayId);
  if (row === undefined) return undefined;
  const [told] = toldRows(context, 'discharge', row.factId);
  return told === undefined ? undefined : { ...told, factId: row.factId };
}

function recordOf({ record }: ToldRow): RecordOf<'discharge'> {
  return JSON.parse(record) as RecordOf<'discharge'>;
}

/** Who the patient is does not matter here: a corrected name is no other discharge. */
function sameDischarge(before: RecordOf<'discharge'>, now: RecordOf<'discharge'>): boolean {
  const content = ({ dischargedOn, department, bed, diagnoses }: RecordOf<'discharge'>): string =>
    canonicalJson({ dischargedOn, department, bed, diagnoses });
  return content(before) === content(now);
}

function undoDischarge(
  context: ServiceContext,
  actor: Actor,
  stayId: string,
  told: ToldDischarge,
  reason: string,
): void {
  if (!isToBeUndone(context, actor, told, { act: 'undone', reason })) return;
  // What was told of a visit goes with its registration (2202).
  if (recordOf(told).outpatient === true) return;
  const day: LocalDate = recordOf(told).dischargedOn;
  enqueue(context, dischargeUndoneUpload(stayToTell(context, stayId), day), told.factId);
}

/** A stay that was opened by mistake: its discharge is undone, then its admission. A referral to us stays filed. */
export function tellCancelled(
  context: ServiceContext,
  actor: Actor,
  cancelled: { readonly stayId: string; readonly reason: string },
): void {
  const { stayId, reason } = cancelled;
  const discharge = dischargeTold(context, stayId);
  if (discharge !== undefined) undoDischarge(context, actor, stayId, discharge, reason);
  for (const row of toldRows(context, 'admission', stayId)) {
    if (!isToBeUndone(context, actor, row, { act: 'undone', reason })) continue;
    enqueue(context, admissionUndoneUpload(stayToTell(context, stayId)), stayId);
  }
  const referral = referralOfStay(context, stayId);
  if (referral === undefined) return;
  for (const row of toldRows(context, 'referral', referral.referralId)) {
    isToBeUndone(context, actor, row, { act: 'undone', reason });
  }
}
