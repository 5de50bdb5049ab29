import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { uploadOfSettlement } from '../../../electron/service/outbox/settlement-upload.ts';
import { uploadSummary } from '../../../electron/service/outbox/summary.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { admit, reverse, settle } from './facts.ts';
import { attempts, startTestSender, states, type TestSender } from './sending.ts';

let platform: ReferencePlatform;
let hospital: TestHospital;
let sender: TestSender | undefined;
let admissionCount = 0;

beforeAll(async () => {
  platform = await ReferencePlatform.start();
});
afterAll(() => platform.stop());
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(async () => {
  await platform.clear();
  await sender?.stop();
  sender = undefined;
  hospital.close();
});

const newAdmission = () => admit(hospital, `ZY${Date.now()}-${(admissionCount += 1)}`);
const send = async (parts: Parameters<typeof startTestSender>[2] = {}) => {
  sender = startTestSender(hospital, platform.url, parts);
  await sender.idle();
};

describe('a stay with its settlement and reversal', () => {
  it('reaches the platform in order, exactly once each, with equal content', async () => {
    const patient = newAdmission();
    const settlement = settle(hospital, patient);
    const reversal = reverse(hospital, settlement);
    await send();
    expect(attempts(hospital)).toEqual([
      '1101 accepted 0',
      '2401 accepted 0',
      '2304 accepted 0',
      '2305 accepted 0',
    ]);
    expect(states(hospital).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    const held = await platform.holdings({ admissionNumber: patient.admissionNumber });
    expect(held.settlements.map((one) => [one.ourSettlementId, one.totalFen, one.personalFen])).toEqual([
      [reversal.settlementId, -60_000, reversal.personalFen],
      [settlement.settlementId, 60_000, settlement.personalFen],
    ]);
    expect(held.settlements[1]?.layers).toEqual(
      settlement.layers.map(({ layer, kind, payFen }) => ({ layer, kind, payFen })),
    );
    expect(held.settlements[0]?.reversesNumber).toBe(held.settlements[1]?.settlementNumber);
  });

  it('keeps the order of the stay when it is settled again in the next year', async () => {
    const patient = newAdmission();
    const first = settle(hospital, patient);
    reverse(hospital, first);
    const again = settle(hospital, patient, 54_000, '2021-01-01');
    await send();
    expect(states(hospital).map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
    const held = await platform.holdings({ admissionNumber: patient.admissionNumber });
    expect(held.settlements.map(({ ourSettlementId }) => ourSettlementId)).toEqual([
      again.settlementId,
      expect.any(String),
      first.settlementId,
    ]);
  });

  it('is shown as sent under the number of the platform, and windows are told after the commit', async () => {
    const settlement = settle(hospital, newAdmission());
    expect(uploadSummary(hospital.context)).toMatchObject({
      unsentCount: 2,
      unsentFen: 60_000,
      platform: 'not_asked',
    });
    await send();
    const upload = uploadOfSettlement(hospital.context, settlement.settlementId);
    expect(upload).toMatchObject({ state: 'done', lastReason: null, differences: [] });
    expect(upload.platformSettlementId).toMatch(/^S\d{14}$/);
    expect(hospital.published).toContainEqual({
      name: 'settlement.changed',
      payload: { settlementId: settlement.settlementId },
    });
    expect(hospital.published.at(-1)?.payload).toMatchObject({ unsentCount: 0, platform: 'connected' });
  });

  it('asks who the person is only once', async () => {
    settle(hospital, newAdmission());
    await send();
    const patient = newAdmission();
    settle(hospital, patient);
    sender?.wake();
    await sender?.idle();
    const identified = attempts(hospital).filter((attempt) => attempt.startsWith('1101'));
    expect(identified).toHaveLength(2);
  });
});

describe('while the platform is down', () => {
  it('a record waits, and goes out once the platform is back', async () => {
    const settlement = settle(hospital, newAdmission());
    await platform.down();
    await send();
    expect(states(hospital)[0]).toMatchObject({ state: 'pending', last_code: 'not_reached' });
    expect(states(hospital)[0]?.last_reason).toContain('连不上医保平台');
    expect(uploadSummary(hospital.context).platform).toBe('unreachable');
    await platform.up();
    await sender?.passTime();
    expect(states(hospital).map(({ state }) => state)).toEqual(['done', 'done']);
    const held = await platform.holdings({ ourSettlementId: settlement.settlementId });
    expect(held.settlements).toHaveLength(1);
  });

  it('an appointment that stands far ahead because the clock was set back is not waited for', async () => {
    hospital.clock.set('2021-03-10T02:00:00.000Z');
    settle(hospital, newAdmission());
    await platform.down();
    await send();
    expect(states(hospital)[0]?.next_attempt_at).toContain('2021-');
    await platform.up();
    hospital.clock.set('2020-03-10T02:00:00.000Z');
    sender?.wake();
    await sender?.idle();
    expect(states(hospital).map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('the waits grow to the ceiling, and after the first turn only one record is tried each time', async () => {
    newAdmission();
    newAdmission();
    await platform.down();
    await send({ backoff: { firstMs: 1_000, ceilingMs: 8_000, longestAskedForMs: 60_000 } });
    for (let round = 0; round < 6; round += 1) await sender?.passTime();
    await platform.up();
    // Half of the doubled time, and half of the rest by the fixed random number.
    expect(sender?.sleeps).toEqual([750, 1_500, 3_000, 6_000, 6_000, 6_000, 6_000]);
    expect(attempts(hospital)).toHaveLength(8);
  });
});

describe('a lost answer', () => {
  it('to a settlement is asked about, found and not sent again', async () => {
    const settlement = settle(hospital, newAdmission());
    await platform.fault('2304', { kind: 'cut_after_acting' });
    await send();
    expect(states(hospital)[1]).toMatchObject({ state: 'unknown', last_code: 'no_answer' });
    await sender?.passTime();
    expect(attempts(hospital).slice(2)).toEqual(['2304 unknown no_answer', '5203 accepted 0']);
    expect(uploadOfSettlement(hospital.context, settlement.settlementId)).toMatchObject({ state: 'done' });
    const held = await platform.holdings({ ourSettlementId: settlement.settlementId });
    expect(held.settlements).toHaveLength(1);
  });

  it('of a platform that keeps no message ids is found by content', async () => {
    const settlement = settle(hospital, newAdmission());
    await platform.fault('2304', { kind: 'cut_after_acting' });
    await platform.fault('5203', { kind: 'without_field', field: 'medins_setl_id' });
    await send();
    await sender?.passTime();
    expect(uploadOfSettlement(hospital.context, settlement.settlementId).state).toBe('done');
  });

  it('to a message that never arrived is asked about, and the same message id goes out again', async () => {
    settle(hospital, newAdmission());
    await platform.fault('2304', { kind: 'cut_before_acting' });
    await send();
    await sender?.passTime();
    expect(attempts(hospital).slice(2)).toEqual([
      '2304 unknown no_answer',
      '5203 accepted 0',
      '2304 accepted 0',
    ]);
    const sent = (await platform.seen())
      .filter(({ infno, stage }) => infno === '2304' && stage === 'received')
      .slice(-2);
    expect(sent[0]?.msgid).toBe(sent[1]?.msgid);
    expect(sent[0]?.msgid).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}00$/);
  });

  it('to a reversal is found by its negative amounts', async () => {
    const settlement = settle(hospital, newAdmission());
    const reversal = reverse(hospital, settlement);
    await platform.fault('2305', { kind: 'cut_after_acting' });
    await platform.fault('5203', { kind: 'without_field', field: 'medins_setl_id' });
    await send();
    await sender?.passTime();
    const [first, second] = [settlement, reversal].map(({ settlementId }) =>
      uploadOfSettlement(hospital.context, settlementId),
    );
    expect(second?.state).toBe('done');
    expect(second?.platformSettlementId).not.toBe(first?.platformSettlementId);
  });

  it('to an admission, which cannot be asked after, is corrected before it goes out under a new message id', async () => {
    const patient = newAdmission();
    const settlement = settle(hospital, patient);
    await platform.fault('2401', { kind: 'cut_after_acting' });
    await send();
    expect(states(hospital)[0]?.state).toBe('unknown');
    await sender?.passTime();
    expect(attempts(hospital)).toEqual([
      '1101 accepted 0',
      '2401 unknown no_answer',
      '2601 accepted 0',
      '2401 accepted 0',
      '2304 accepted 0',
    ]);
    const sent = (await platform.seen())
      .filter(({ infno, stage }) => infno === '2401' && stage === 'received')
      .slice(-2);
    expect(sent.map(({ msgid }) => msgid.slice(-2))).toEqual(['00', '01']);
    expect(sent[0]?.msgid.slice(0, 26)).toBe(sent[1]?.msgid.slice(0, 26));
    const held = await platform.holdings({ admissionNumber: patient.admissionNumber });
    expect(held.settlements.map(({ ourSettlementId }) => ourSettlementId)).toEqual([settlement.settlementId]);
  });

  it('of a platform that is slow beyond the time limit does not make a second settlement when it acts late', async () => {
    const settlement = settle(hospital, newAdmission());
    await platform.fault('2304', { kind: 'hold_before_acting' });
    await send({ answerTimeoutMs: 300 });
    expect(states(hospital)[1]).toMatchObject({ state: 'unknown', last_code: 'no_answer' });
    await sender?.passTime();
    await platform.release();
    expect(states(hospital)[1]?.state).toBe('done');
    const held = await platform.holdings({ ourSettlementId: settlement.settlementId });
    expect(held.settlements).toHaveLength(1);
  });
});

describe('what was being sent when the program stopped', () => {
  it('is unknown at the next start, and asked about first', async () => {
    const patient = newAdmission();
    await send();
    await sender?.stop();
    const settlement = settle(hospital, patient);
    hospital.context.database.exec("UPDATE outbox SET state = 'sending' WHERE kind = 'settlement'");
    hospital.reopen();
    await send();
    expect(attempts(hospital).slice(2)).toEqual([
      '2304 interrupted interrupted',
      '5203 accepted 0',
      '2304 accepted 0',
    ]);
    expect((await platform.holdings({ ourSettlementId: settlement.settlementId })).settlements).toHaveLength(
      1,
    );
  });

  it('is cut and written down as unknown when the sender is stopped in the middle', async () => {
    settle(hospital, newAdmission());
    const { length: from } = await platform.seen();
    await platform.fault('2304', { kind: 'hold_after_acting' });
    sender = startTestSender(hospital, platform.url);
    await platform.next('2304', 'acted', from);
    await sender.stop();
    expect(states(hospital)[1]).toMatchObject({ state: 'unknown', last_code: 'no_answer' });
  });
});
