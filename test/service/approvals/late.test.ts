import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  answerApproval,
  listLateApprovals,
  openApprovals,
} from '../../../electron/service/approvals/late.ts';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { changeParameters } from '../../../electron/service/hospital/parameters.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { readOverview } from '../../../electron/service/overview/read.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const atNight = '2020-03-10T15:30:00.000Z';
const alone = { aloneReason: '夜间只有我一人，患者等着转院' };

function setHours(fromHour: number | null, untilHour: number | null): void {
  const from = '2020-01-01' as LocalDate;
  writeSetting(hospital.context, undefined, 'aloneHours', { fromHour, untilHour }, from);
}

function order() {
  const { settlementId } = settle(hospital, addPatient(hospital).stayId);
  return { requestId: hospital.context.newId(), settlementId, reason: '录错费用清单', secondPerson: alone };
}

const reverse = (input: ReturnType<typeof order>) =>
  reverseSettlement(hospital.context, hospital.actor('clerk'), input);

/** The clerk reverses alone at half past eleven at night. */
async function reversedAlone(): Promise<string> {
  setHours(18, 8);
  hospital.clock.set(atNight);
  await reverse(order());
  const { rows } = listLateApprovals(hospital.context, hospital.actor('finance'));
  return rows[0]!.approvalId;
}

const answer = (role: 'clerk' | 'finance' | 'cashier_lead', approvalId: string, note = '') =>
  answerApproval(hospital.context, hospital.actor(role), { approvalId, verdict: 'approved', note });
const object = (approvalId: string, note: string) =>
  answerApproval(hospital.context, hospital.actor('finance'), { approvalId, verdict: 'objected', note });
const approvals = () => hospital.context.database.prepare('SELECT count(*) FROM approval').pluck().get();

describe('a clerk alone', () => {
  it('does nothing alone where no hours are set, nor outside of them, and nothing is written', async () => {
    hospital.clock.set(atNight);
    const input = order();
    expect(await refusalCode(() => reverse(input))).toBe('alone_not_now');
    setHours(18, 8);
    for (const time of ['2020-03-11T00:00:00.000Z', '2020-03-11T09:59:59.000Z']) {
      hospital.clock.set(time);
      expect(await refusalCode(() => reverse(input))).toBe('alone_not_now');
    }
    expect(approvals()).toBe(0);
    hospital.clock.set('2020-03-11T10:00:00.000Z');
    expect(await refusalCode(() => reverse(input))).toBe('not refused');
  });

  it('acts in those hours with a reason; it is listed and counted until another account approves', async () => {
    const approvalId = await reversedAlone();
    const { context } = hospital;
    expect(listLateApprovals(context, hospital.actor('clerk')).rows).toMatchObject([
      {
        approvalId,
        act: 'settlements.reverse',
        subject: '20200310-0001',
        reason: '录错费用清单',
        ...alone,
        isOwn: true,
        at: atNight,
        objection: null,
      },
    ]);
    const clerkId = hospital.actor('clerk').accountId;
    expect(openApprovals(context, clerkId)).toEqual({ waitingCount: 1, objectedCount: 0, ownCount: 1 });
    expect(readOverview(context).drawers).toMatchObject({ waitingApprovalCount: 1, objectionCount: 0 });
    expect(await refusalCode(() => answer('clerk', approvalId))).toBe('approval_own');
    answer('cashier_lead', approvalId);
    expect(listLateApprovals(context, hospital.actor('finance')).rows).toEqual([]);
    expect(openApprovals(context, clerkId)).toEqual({ waitingCount: 0, objectedCount: 0, ownCount: 0 });
    expect(await refusalCode(() => answer('finance', approvalId))).toBe('approval_answered');
    expect(await refusalCode(() => answer('finance', context.newId()))).toBe('approval_unknown');
    const acts = context.database
      .prepare("SELECT act, account_id FROM audit WHERE act LIKE 'approvals.%'")
      .all();
    expect(acts).toEqual([
      { act: 'approvals.acted_alone', account_id: clerkId },
      { act: 'approvals.approved', account_id: hospital.actor('cashier_lead').accountId },
    ]);
    expect(verifyAudit(context.database).ok).toBe(true);
  });

  it('is objected to with a sentence, which takes nothing back and stays listed', async () => {
    const approvalId = await reversedAlone();
    const { context } = hospital;
    expect(await refusalCode(() => object(approvalId, ''))).toBe('objection_without_note');
    object(approvalId, '患者没有转院');
    expect(listLateApprovals(context, hospital.actor('finance')).rows).toMatchObject([
      { approvalId, objection: { note: '患者没有转院', at: atNight } },
    ]);
    expect(openApprovals(context, null)).toMatchObject({ waitingCount: 0, objectedCount: 1 });
    expect(readOverview(context).drawers).toMatchObject({ waitingApprovalCount: 0, objectionCount: 1 });
    const reversals = context.database.prepare("SELECT count(*) FROM settlement WHERE kind = 'reversal'");
    expect(reversals.pluck().get()).toBe(1);
  });

  it('sends the same request again and acts once, also when the morning has come', async () => {
    setHours(18, 8);
    hospital.clock.set(atNight);
    const input = order();
    const first = await reverse(input);
    hospital.clock.set('2020-03-11T02:00:00.000Z');
    expect((await reverse(input)).settlementId).toBe(first.settlementId);
    expect(approvals()).toBe(1);
  });

  it('does not answer for the own act by the file itself, nor for one that two people did', async () => {
    const approvalId = await reversedAlone();
    const { database } = hospital.context;
    const insert = database.prepare("INSERT INTO approval_answer VALUES (?, 'approved', '', ?, 'x')");
    expect(() => insert.run(approvalId, hospital.actor('clerk').accountId)).toThrow('is_anothers');
    const { settlementId } = settle(hospital, addPatient(hospital).stayId);
    const secondPerson = { login: 'finance', password: testPassword };
    const requestId = hospital.context.newId();
    await reverseSettlement(hospital.context, hospital.actor('clerk'), {
      requestId,
      settlementId,
      reason: '重录',
      secondPerson,
    });
    const two = database.prepare('SELECT id FROM approval WHERE second_account_id IS NOT NULL').pluck().get();
    expect(() => insert.run(two, hospital.actor('cashier_lead').accountId)).toThrow('is_anothers');
  });
});

it('the two hours are set together or not at all', async () => {
  const secondPerson = { login: 'finance', password: testPassword };
  const change = (values: object) =>
    refusalCode(() =>
      changeParameters(hospital.context, hospital.actor('information_office'), {
        fromDay: '2020-03-10' as LocalDate,
        values,
        secondPerson,
      }),
    );
  expect(await change({ 'alone.fromHour': 18 })).toBe('parameter_alone_hours_wrong');
  expect(await change({ 'alone.fromHour': 18, 'alone.untilHour': 18 })).toBe('parameter_alone_hours_wrong');
  expect(await change({ 'alone.fromHour': 18, 'alone.untilHour': 8 })).toBe('not refused');
});
