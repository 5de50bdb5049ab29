import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../electron/service/database/transaction.ts';
import { approve, recordApproval } from '../../../electron/service/staff/approve.ts';
import type { Actor } from '../../../electron/service/context.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
let lead: Actor;

beforeEach(() => {
  hospital = openTestHospital();
  lead = hospital.actor('cashier_lead');
});
afterEach(() => hospital.close());

const act = { act: 'test.act', subjectId: 'subject', reason: '录错病案号' };
const tryAs = (login: string, typed = testPassword) =>
  refusalCode(() => approve(hospital.context, lead, { login, password: typed }, act));

describe('the second person', () => {
  it('is another account, with its own password and a role that may approve', async () => {
    expect(await tryAs('cashier_lead')).toBe('second_person_is_same');
    expect(await tryAs('CASHIER_LEAD')).toBe('second_person_is_same');
    expect(await tryAs('finance', 'wrong')).toBe('second_person_wrong');
    expect(await tryAs('nobody')).toBe('second_person_wrong');
    expect(await tryAs('clerk')).toBe('second_person_not_allowed');
    expect(await tryAs('finance')).toBe('not refused');
  });

  it('is recorded with both accounts, together with the act or not at all', async () => {
    const { context } = hospital;
    const approval = await approve(context, lead, { login: 'finance', password: testPassword }, act);
    expect(() =>
      inTransaction(context.database, () => {
        recordApproval(context, approval);
        throw new Error('the act failed');
      }),
    ).toThrow('the act failed');
    const rows = context.database.prepare('SELECT * FROM approval');
    expect(rows.all()).toEqual([]);
    const approvalId = inTransaction(context.database, () => recordApproval(context, approval));
    expect(rows.all()).toEqual([
      {
        id: approvalId,
        act: 'test.act',
        subject_id: 'subject',
        reason: '录错病案号',
        account_id: lead.accountId,
        second_account_id: approval.secondAccountId,
        recorded_at: '2020-03-10T02:00:00.000Z',
        alone_reason: null,
      },
    ]);
  });

  it('is never the same account, by the file itself', () => {
    const { context } = hospital;
    const insert = context.database.prepare(
      "INSERT INTO approval VALUES ('a', 'act', 's', 'r', @who, @who, 'x', NULL)",
    );
    expect(() => insert.run({ who: lead.accountId })).toThrow('CHECK constraint failed');
  });
});
