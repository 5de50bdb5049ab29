import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../../electron/service/context.ts';
import { outboxHandlers } from '../../../electron/service/outbox/handlers.ts';
import { uploadSummary } from '../../../electron/service/outbox/summary.ts';
import { nationalPlatform } from '../../../electron/service/platform/platform.ts';
import { readHospital, today } from '../../../electron/service/hospital/settings.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { admit } from './facts.ts';
import { startTestSender, states, type TestSender } from './sending.ts';
import { StubPlatform } from './stub-platform.ts';

let hospital: TestHospital;
let platform: StubPlatform;
let sender: TestSender;

beforeEach(() => {
  hospital = openTestHospital();
  platform = new StubPlatform(hospital.context);
});
afterEach(async () => {
  await sender.stop();
  hospital.close();
});

const start = (parts: Parameters<typeof startTestSender>[2] = {}) => {
  sender = startTestSender(hospital, 'http://127.0.0.1:1/', { platform: () => platform, ...parts });
};
const inTrouble = async () => {
  admit(hospital, 'ZY1');
  start();
  await platform.reached(1);
  platform.answerAll('not_reached');
  await sender.idle();
};

describe('a sender that can do nothing about what is due', () => {
  const longestSleepMs = 60_000;

  it('sleeps while no platform is set, whatever is past its time', async () => {
    await inTrouble();
    await sender.stop();
    hospital.clock.advanceMs(3_600_000);
    start({ platform: () => undefined });
    await sender.idle();
    expect(sender.sleeps).toEqual([longestSleepMs]);
  });

  it('sleeps while what is past its time waits for an earlier record that needs a person', async () => {
    admit(hospital, 'ZY1');
    const { database } = hospital.context;
    const columns = 'kind, part, stay_id, person_id, year, amount_fen, record, record_hash, recorded_at';
    database.exec(`UPDATE outbox SET state = 'dead';
      INSERT INTO outbox (id, fact_id, next_attempt_at, ${columns})
      SELECT 'later', 'another', '2020-03-10T01:00:00.000Z', ${columns} FROM outbox`);
    start();
    await sender.idle();
    expect(states(hospital)).toMatchObject([{ state: 'dead' }, { state: 'pending', attempts: 0 }]);
    expect(sender.sleeps).toEqual([longestSleepMs]);
  });
});

describe('the circuit to the platform', () => {
  it('opens at trouble, and says when the next probe is', async () => {
    start();
    expect(uploadSummary(hospital.context)).toMatchObject({ circuit: 'closed', nextProbeAt: null });
    await sender.stop();
    await inTrouble();
    expect(uploadSummary(hospital.context)).toMatchObject({
      circuit: 'open',
      nextProbeAt: '2020-03-10T02:00:00.750Z',
    });
  });

  it('stays open for what is put in meanwhile: nothing goes out before its time', async () => {
    await inTrouble();
    admit(hospital, 'ZY2');
    sender.wake();
    await sender.idle();
    expect(platform.delivered).toHaveLength(1);
    expect(states(hospital)[1]).toMatchObject({ state: 'pending', attempts: 0 });
  });

  it('lets one probe out when its time has come, and everything once that is answered', async () => {
    for (const number of ['ZY2', 'ZY3', 'ZY4']) admit(hospital, number);
    await inTrouble();
    const before = platform.delivered.length;
    const passing = sender.passTime();
    await platform.reached(1);
    expect(uploadSummary(hospital.context).circuit).toBe('half_open');
    expect(states(hospital).filter(({ state }) => state === 'sending')).toHaveLength(1);
    platform.answerNext('accepted');
    await platform.reached(3);
    expect(platform.delivered.length - before).toBe(4);
    expect(uploadSummary(hospital.context).circuit).toBe('closed');
    platform.answerAll('accepted');
    await passing;
  });

  it('gives one probe at once to a person who asks for it, and waits longer when that fails', async () => {
    await inTrouble();
    admit(hospital, 'ZY2');
    const call = { input: {}, actor: hospital.actor('clerk'), windowId: 1 } as Call<'outbox.sendNow'>;
    await outboxHandlers['outbox.sendNow'](hospital.context, call);
    expect(hospital.wakes.byPerson).toBe(1);
    sender.probe();
    await platform.reached(1);
    expect(platform.delivered).toHaveLength(2);
    platform.answerAll('not_reached');
    await sender.idle();
    expect(platform.delivered).toHaveLength(2);
    expect(sender.sleeps).toEqual([750, 1_500]);
  });
});

describe('a record that fails again and again', () => {
  const transport = (body: () => string) => ({
    post: () =>
      Promise.resolve({ kind: 'answer', status: 200, body: body(), retryAfterMs: undefined } as const),
    close: () => undefined,
  });
  const answering = (body: () => string) => {
    const { context } = hospital;
    const at = { clock: context.clock, newId: () => context.newId() };
    const ours = { ...readHospital(context, today(context)), platformSignIn: false };
    return nationalPlatform({ hospital: ours, transport: transport(body), ...at });
  };

  it('while the platform is well becomes work for a person, with a sentence', async () => {
    admit(hospital, 'ZY1');
    const odd = answering(() => '{"infcode": "-7777", "err_msg": "", "output": ""}');
    start({ platform: () => odd, mostSetbacks: 3 });
    await sender.idle();
    for (let time = 0; time < 4; time += 1) await sender.passTime();
    expect(states(hospital)[0]).toMatchObject({ state: 'dead', attempts: 3, next_attempt_at: null });
    expect(states(hospital)[0]?.last_reason).toContain('已停止自动上传');
    expect(uploadSummary(hospital.context)).toMatchObject({ deadCount: 1, unsentCount: 0 });
  });

  it('because of a fault of the program with it becomes work for a person as well', async () => {
    const { stayId } = admit(hospital, 'ZY1');
    hospital.context.database.exec(`UPDATE outbox SET setbacks = 29;
      CREATE TEMP TRIGGER no_number BEFORE INSERT ON platform_identifier
      WHEN NEW.our_id = '${stayId}' BEGIN SELECT RAISE(ABORT, 'a fault'); END`);
    start();
    await platform.reached(1);
    platform.answerAll('accepted');
    await sender.idle();
    expect(states(hospital)[0]).toMatchObject({ state: 'dead', last_code: 'in_doubt_too_often' });
  });

  it('because the platform is in trouble never does', async () => {
    admit(hospital, 'ZY1');
    const busy = answering(() => '{"infcode": "-2", "err_msg": "", "output": ""}');
    start({ platform: () => busy, mostSetbacks: 3 });
    await sender.idle();
    for (let time = 0; time < 8; time += 1) await sender.passTime();
    const [row] = states(hospital);
    expect(row?.state).toBe('pending');
    expect(row?.attempts).toBeGreaterThan(3);
  });
});
