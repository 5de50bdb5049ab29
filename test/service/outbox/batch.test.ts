import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SenderParts } from '../../../electron/service/outbox/sender.ts';
import { startSender } from '../../../electron/service/outbox/sender.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { admit, admitAgain, settle } from './facts.ts';
import { attempts, states } from './sending.ts';
import { StubPlatform } from './stub-platform.ts';

let hospital: TestHospital;
let platform: StubPlatform;
let sender: ReturnType<typeof startSender>;

beforeEach(() => {
  hospital = openTestHospital();
  platform = new StubPlatform(hospital.context);
});
afterEach(async () => {
  await sender.stop();
  hospital.close();
});

const start = (parts: Partial<SenderParts> = {}) => {
  const still = { random: () => 0.5, later: () => () => undefined };
  sender = startSender(hospital.context, { platform: () => platform, ...still, ...parts });
};
const admitted = (count: number) =>
  Array.from({ length: count }, (_, index) => admit(hospital, `ZY${index + 1}`));
const inStates = () => states(hospital).map(({ state }) => state);
const answerUntilIdle = async () => {
  const end = sender.idle().then(() => 'idle');
  const more = () => platform.reached(1).then(() => 'more');
  while ((await Promise.race([more(), end])) === 'more') platform.answerAll('accepted');
};

describe('a batch', () => {
  it('is marked whole before its first message leaves, and goes out over a few connections at once', async () => {
    admitted(6);
    start();
    await platform.reached(4);
    expect(inStates()).toEqual(Array.from({ length: 6 }, () => 'sending'));
    expect(platform.delivered).toHaveLength(4);
    platform.answerNext('accepted');
    await platform.reached(4);
    expect(platform.delivered).toHaveLength(5);
    await answerUntilIdle();
    expect(inStates()).toEqual(Array.from({ length: 6 }, () => 'done'));
  });

  it('holds one record of each person, and what an answer unblocks goes out in the next turn', async () => {
    const [first, second] = admitted(2);
    settle(hospital, first!);
    admitAgain(hospital, first!, 'ZY1-2', '2021-02-01');
    settle(hospital, second!);
    start();
    await platform.reached(2);
    expect(platform.delivered.map(({ record }) => [record.kind, record.stayId])).toEqual([
      ['admission', first!.stayId],
      ['admission', second!.stayId],
    ]);
    await answerUntilIdle();
    const ofFirst = platform.delivered.filter(
      ({ record }) => record.person.personId === first!.person.personId,
    );
    expect(ofFirst.map(({ record }) => record.kind)).toEqual(['admission', 'settlement', 'admission']);
    expect(inStates()).toEqual(Array.from({ length: 5 }, () => 'done'));
  });

  it('is no larger than its limits of rows and bytes, but a long record goes alone', async () => {
    admitted(5);
    start({ perTurn: { rows: 3, bytes: 1_000_000 }, connections: 10 });
    await platform.reached(3);
    expect(inStates()).toEqual(['sending', 'sending', 'sending', 'pending', 'pending']);
    await answerUntilIdle();
    await sender.stop();
    admit(hospital, 'ZY6');
    admit(hospital, 'ZY7');
    start({ perTurn: { rows: 40, bytes: 10 } });
    await platform.reached(1);
    expect(inStates().slice(5)).toEqual(['sending', 'pending']);
  });

  it('whose platform is in trouble stops: what was not put on the network waits as if never marked', async () => {
    admitted(9);
    start();
    await platform.reached(4);
    platform.answerNext('not_reached');
    platform.answerNext('no_answer');
    platform.answerAll('accepted');
    await sender.idle();
    expect(inStates()).toEqual([
      'pending',
      'unknown',
      'done',
      'done',
      ...Array.from({ length: 5 }, () => 'pending'),
    ]);
    const untouched = states(hospital).slice(4);
    expect(
      untouched.map(({ attempts: tried, next_attempt_at, last_code }) => [tried, next_attempt_at, last_code]),
    ).toEqual(Array.from({ length: 5 }, () => [0, null, null]));
    expect(platform.delivered).toHaveLength(4);
  });

  it('that is cut by a stop leaves in doubt what is under way, and nothing else', async () => {
    admitted(7);
    start();
    await platform.reached(4);
    await sender.stop();
    expect(inStates()).toEqual([
      ...Array.from({ length: 4 }, () => 'unknown'),
      ...Array.from({ length: 3 }, () => 'pending'),
    ]);
  });
});

describe('a crash between the commit that marks a batch and the commit of what came of it', () => {
  it('leaves every marked record in doubt, and each is cleared up before it is sent again', async () => {
    admitted(3);
    start();
    await platform.reached(3);
    // The answers never come back to a program that is gone.
    hospital.reopen();
    const again = new StubPlatform(hospital.context);
    const dead = sender;
    sender = startSender(hospital.context, {
      platform: () => again,
      later: () => () => undefined,
    });
    await again.reached(3);
    expect(attempts(hospital).slice(3)).toEqual([
      ...Array.from({ length: 3 }, () => '2401 interrupted interrupted'),
      ...Array.from({ length: 3 }, () => '2601 accepted 0'),
    ]);
    expect(again.delivered.map(({ corrections }) => corrections)).toEqual([1, 1, 1]);
    expect(dead).not.toBe(sender);
    again.answerAll('accepted');
    await sender.idle();
    expect(inStates()).toEqual(['done', 'done', 'done']);
  });
});
