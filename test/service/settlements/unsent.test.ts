import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { startSender } from '../../../electron/service/outbox/sender.ts';
import { uploadSummary } from '../../../electron/service/outbox/summary.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { settleStay } from '../../../electron/service/settlements/settle.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import { openTestHospital, testPassword, type TestHospital } from '../harness/hospital.ts';
import { addPatient, day, putSuixianIntoForce, settle, settleRequest } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const never = { stopCount: null, stopFen: null, stopHours: null };
const wide = { warnCount: 1_000, warnFen: 1_000_000_000, warnHours: 1_000 };
const setLimits = (limits: Record<string, number | null>) =>
  writeSetting(
    hospital.context,
    undefined,
    'unsentLimits',
    { ...wide, ...never, ...limits },
    day('2020-03-10'),
  );
const limit = () => uploadSummary(hospital.context).limit;

describe('what waits for the platform', () => {
  it('is no word worth while it is little', () => {
    settle(hospital, addPatient(hospital).stayId);
    expect(limit()).toEqual({ level: 'none', sentence: '' });
  });

  it('is warned of by count, by sum and by age, with the number and the limit in the sentence', () => {
    for (let count = 0; count < 2; count += 1) settle(hospital, addPatient(hospital).stayId);
    const { unsentCount } = uploadSummary(hospital.context);
    setLimits({ warnCount: unsentCount + 1 });
    expect(limit().level).toBe('none');
    setLimits({ warnCount: unsentCount });
    expect(limit().level).toBe('warn');
    expect(limit().sentence).toContain(`${unsentCount} 笔（限 ${unsentCount} 笔）`);
    setLimits({ warnFen: 12_000_000 });
    expect(limit().sentence).toContain('120,000.00 元（限 120,000.00 元）');
    setLimits({ warnHours: 5 });
    expect(limit().level).toBe('none');
    hospital.clock.advanceMs(5 * 60 * 60_000);
    expect(limit().sentence).toContain('已等 5 小时（限 5 小时）');
  });

  it('counts what is dead as well: the platform does not know it either', () => {
    settle(hospital, addPatient(hospital).stayId);
    hospital.context.database.exec("UPDATE outbox SET state = 'dead'");
    setLimits({ warnCount: 1 });
    expect(limit().level).toBe('warn');
    expect(uploadSummary(hospital.context)).toMatchObject({ unsentCount: 0, unsentFen: 0 });
    expect(uploadSummary(hospital.context).deadCount).toBeGreaterThan(0);
  });

  it('counts apart what waits behind a dead record, of the same year or the same stay', () => {
    settle(hospital, addPatient(hospital).stayId);
    const { unsentCount: ofStay } = uploadSummary(hospital.context);
    hospital.context.database.exec("UPDATE outbox SET state = 'dead' WHERE kind = 'fees'");
    settle(hospital, addPatient(hospital).stayId);
    expect(uploadSummary(hospital.context)).toMatchObject({
      unsentCount: ofStay - 1 + ofStay,
      heldCount: ofStay - 1,
      deadCount: 1,
    });
  });

  it('is told to the windows at once, also while there is no platform', async () => {
    const sender = startSender(hospital.context, { platform: () => undefined, later: () => () => undefined });
    settle(hospital, addPatient(hospital).stayId);
    sender.wake();
    await sender.idle();
    expect(hospital.published.at(-1)).toMatchObject({
      name: 'outbox.changed',
      payload: { limit: { level: 'none' } },
    });
    expect(hospital.published.at(-1)?.payload).toMatchObject({
      unsentCount: uploadSummary(hospital.context).unsentCount,
    });
    const told = hospital.published.length;
    sender.wake();
    await sender.idle();
    expect(hospital.published).toHaveLength(told);
    await sender.stop();
  });
});

const reverse = (settlementId: string) =>
  reverseSettlement(hospital.context, hospital.actor('clerk'), {
    requestId: hospital.context.newId(),
    settlementId,
    reason: '录错',
    secondPerson: { login: 'finance', password: testPassword },
  });

describe('a hospital that stops at a limit', () => {
  it('settles nothing new beyond it, and says why', async () => {
    const settled = settleRequest(hospital, { stayId: addPatient(hospital).stayId, asOrdinary: false });
    const first = settleStay(hospital.context, hospital.actor('clerk'), settled);
    const { stayId } = addPatient(hospital);
    const waiting = settleRequest(hospital, { stayId, asOrdinary: false });
    setLimits({ stopCount: 1 });
    expect(limit()).toMatchObject({
      level: 'stop',
      sentence: expect.stringContaining('暂停新的结算') as string,
    });
    const refused = () => settleStay(hospital.context, hospital.actor('clerk'), waiting);
    expect(await refusalCode(refused)).toBe('too_much_unsent');
    expect(await refusalCode(() => trialForWindow(hospital.context, { stayId, asOrdinary: false }))).toBe(
      'too_much_unsent',
    );
    // The answer to what was done before comes all the same, and so does a reversal.
    expect(settleStay(hospital.context, hospital.actor('clerk'), settled)).toEqual(first);
    expect((await reverse(first.settlementId)).kind).toBe('reversal');
    setLimits({ stopCount: 1_000 });
    expect(refused().kind).toBe('final');
  });

  it('does so by sum and by age as well', async () => {
    settle(hospital, addPatient(hospital).stayId);
    const { stayId } = addPatient(hospital);
    const trial = () => trialForWindow(hospital.context, { stayId, asOrdinary: false });
    setLimits({ stopFen: 6_000_000 });
    expect(await refusalCode(trial)).toBe('too_much_unsent');
    setLimits({ stopHours: 2 });
    expect(trial().stayId).toBe(stayId);
    hospital.clock.advanceMs(2 * 60 * 60_000);
    expect(await refusalCode(trial)).toBe('too_much_unsent');
  });
});
