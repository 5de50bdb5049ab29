import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { keepDraft, readDrafts } from '../../../electron/service/drafts/drafts.ts';
import { giveWindow, handoverOutlook } from '../../../electron/service/handover/give.ts';
import { signIn } from '../../../electron/service/staff/sign-in.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(async () => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  await signIn(hospital.context, clerk().windowId, { login: 'clerk', password: testPassword });
});
afterEach(() => hospital.close());

const clerk = () => hospital.actor('clerk');
const countedCashFen = 499_900 as Fen;
const give = (login: string, password = testPassword) =>
  giveWindow(hospital.context, clerk(), { next: { login, password }, countedCashFen, note: '差 1 元在找' });
const rows = () => hospital.context.database.prepare('SELECT * FROM shift_handover').all();
const sitting = () => hospital.context.sessions.get(clerk().windowId)?.login;

describe('a handover', () => {
  it('says what is open at the window: forms, cash since the last close, what waits for the centre', () => {
    settle(hospital, addPatient(hospital).stayId);
    keepDraft(hospital.context, clerk().windowId, 'stay:new', '{}');
    expect(handoverOutlook(hospital.context, clerk())).toMatchObject({
      begun: ['stay'],
      expectedCashFen: 500_000,
      hasOpenShift: true,
      ownApprovalCount: 0,
      last: [],
    });
    expect(handoverOutlook(hospital.context, clerk()).unsentCount).toBeGreaterThan(0);
  });

  it('is recorded with both accounts, ends the session of the first with what it had begun, and begins the next', async () => {
    settle(hospital, addPatient(hospital).stayId);
    const { context } = hospital;
    keepDraft(context, clerk().windowId, 'stay:new', '{}');
    const session = await give('cashier_lead');
    expect(session).toMatchObject({ login: 'cashier_lead', passwordDue: null });
    expect(sitting()).toBe('cashier_lead');
    expect([...readDrafts(context, clerk().windowId)]).toEqual([]);
    const recorded = {
      from_account_id: clerk().accountId,
      to_account_id: hospital.actor('cashier_lead').accountId,
      expected_cash_fen: 500_000,
      counted_cash_fen: countedCashFen,
      begun_count: 1,
      note: '差 1 元在找',
    };
    expect(rows()).toMatchObject([recorded]);
    expect(handoverOutlook(context, hospital.actor('cashier_lead')).last).toMatchObject([
      { toName: hospital.actor('cashier_lead').displayName, countedCashFen },
    ]);
    const acts = context.database
      .prepare('SELECT act FROM audit ORDER BY sequence DESC LIMIT 3')
      .pluck()
      .all();
    expect(acts).toEqual(['staff.signed_in', 'staff.signed_out', 'handover.given']);
    expect(verifyAudit(context.database).ok).toBe(true);
  });

  it('that is refused leaves who was there, and nothing is written', async () => {
    expect(await refusalCode(() => give('clerk'))).toBe('handover_to_oneself');
    expect(await refusalCode(() => give('finance'))).toBe('handover_not_a_clerk');
    expect(await refusalCode(() => give('cashier_lead', 'wrong'))).toBe('handover_password_wrong');
    expect(sitting()).toBe('clerk');
    expect(rows()).toEqual([]);
  });
});
