import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from '../../../electron/service/database/connection.ts';
import { readHospital, today } from '../../../electron/service/hospital/settings.ts';
import { nationalPlatform, type Platform } from '../../../electron/service/platform/platform.ts';
import { startPracticePlatform } from '../../../electron/service/practice/platform/server.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { admit, settle } from '../outbox/facts.ts';
import { attempts, startTestSender, states } from '../outbox/sending.ts';
import { platformAt, setting, somebody } from './line.ts';

let reference: ReferencePlatform;
let hospital: TestHospital;
let platform: Platform;
let from = 0;

beforeAll(async () => {
  reference = await ReferencePlatform.start();
});
afterAll(() => reference.stop());
beforeEach(async () => {
  hospital = openTestHospital();
  platform = platformAt(hospital, reference.url);
  ({ length: from } = await reference.seen());
});
afterEach(async () => {
  platform.close();
  await reference.clear();
  hospital.close();
});

/** What reached the platform, in order. */
const received = async () =>
  (await reference.seen(from)).filter(({ stage }) => stage === 'received').map(({ infno }) => infno);
const identify = () => platform.identify(somebody(hospital));

describe('the sign-in (9001)', () => {
  it('comes before the first message, and once', async () => {
    expect(await identify()).toMatchObject({ outcome: 'accepted' });
    expect(await identify()).toMatchObject({ outcome: 'accepted' });
    expect(await received()).toEqual(['9001', '1101', '1101']);
  });

  it('is one for many messages that start together', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, identify));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 8 }, () => 'accepted'));
    expect((await received()).filter((infno) => infno === '9001')).toHaveLength(1);
  });

  it('is left out where the settings say that the platform wants none', async () => {
    setting(hospital, 'platformSignIn', false);
    platform = platformAt(hospital, reference.url);
    expect(await identify()).toMatchObject({ outcome: 'sign_in', code: '-3' });
    expect(await received()).toEqual(['1101']);
  });

  it('names the operator that the platform gave', async () => {
    setting(hospital, 'platformOperator', 'OP7');
    platform = platformAt(hospital, reference.url);
    await reference.fault('9001', { kind: 'code', infcode: -1, words: '操作员未登记', acted: false });
    expect(await identify()).toMatchObject({
      outcome: 'sign_in',
      transactionCode: '9001',
      code: 'sign_in_refused',
      reason: expect.stringMatching(/请信息科核对操作员编号.*操作员未登记/),
    });
    expect(await identify()).toMatchObject({ outcome: 'accepted' });
  });
});

describe('a sign-in that ran out', () => {
  it('is renewed, and the same message goes out once more under the same number', async () => {
    await identify();
    await reference.fault('1101', { kind: 'code', infcode: -3, words: '签到已失效', acted: false });
    expect(await identify()).toMatchObject({ outcome: 'accepted' });
    expect(await received()).toEqual(['9001', '1101', '1101', '9001', '1101']);
    const [, refused, again] = (await reference.seen(from)).filter(
      ({ infno, stage }) => infno === '1101' && stage === 'received',
    );
    expect(again?.msgid).toBe(refused?.msgid);
  });

  it('is told by HTTP 401 as well', async () => {
    await identify();
    await reference.fault('1101', { kind: 'status', status: 401, acted: false });
    expect(await identify()).toMatchObject({ outcome: 'accepted' });
    expect(await received()).toEqual(['9001', '1101', '1101', '9001', '1101']);
  });

  it('is renewed once for a message; a second refusal is left to the pauses of the sender', async () => {
    await reference.fault('1101', { kind: 'code', infcode: -3, words: '', acted: false }, 2);
    expect(await identify()).toMatchObject({ outcome: 'sign_in', code: '-3' });
    expect(await received()).toEqual(['9001', '1101', '9001', '1101']);
  });

  it('for many messages at once is renewed once', async () => {
    await identify();
    await reference.endSessions();
    const outcomes = await Promise.all(Array.from({ length: 6 }, identify));
    expect(outcomes.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect((await received()).filter((infno) => infno === '9001')).toHaveLength(2);
  });

  it('that another message renewed meanwhile is not renewed again', async () => {
    const answers = { signIns: 0, late: (): void => {} };
    const lateAnswer = new Promise<void>((resolve) => (answers.late = resolve));
    const people = [somebody(hospital), somebody(hospital)];
    const accept = (output: object) => ({ infcode: 0, output });
    const transport = {
      post: async (body: string) => {
        const { infno, sign_no, input } = JSON.parse(body) as Record<string, string> & { input: never };
        const said = async (): Promise<object> => {
          if (infno === '9001') return accept({ signinoutb: { sign_no: `Q${(answers.signIns += 1)}` } });
          const { certno } = (input as { data: { certno: string } }).data;
          // The first one's refusal comes when the second one has long signed in anew.
          if (sign_no === 'Q1' && certno === people[0]!.record.person.idNumber) await lateAnswer;
          return sign_no === 'Q1'
            ? { infcode: -3, output: '' }
            : accept({ baseinfo: { psn_no: 'P1', certno } });
        };
        return {
          kind: 'answer',
          status: 200,
          body: JSON.stringify(await said()),
          retryAfterMs: undefined,
        } as const;
      },
      close: () => {},
    };
    const { context } = hospital;
    const stubbed = nationalPlatform({
      hospital: readHospital(context, today(context)),
      transport,
      clock: context.clock,
      newId: () => context.newId(),
    });
    const first = stubbed.identify(people[0]!);
    expect(await stubbed.identify(people[1]!)).toMatchObject({ outcome: 'accepted' });
    answers.late();
    expect(await first).toMatchObject({ outcome: 'accepted' });
    expect(answers.signIns).toBe(2);
  });

  it('counts for a day', async () => {
    const dataFolder = mkdtempSync(path.join(tmpdir(), 'onestop-session-'));
    const { clock } = hospital;
    const centre = await startPracticePlatform({
      dataFolder,
      keyHex: '22'.repeat(32),
      nativeBinding: null,
      clock,
      port: 0,
    });
    platform.close();
    platform = platformAt(hospital, `http://127.0.0.1:${centre.port}/`);
    try {
      const signIns = () => {
        const book = connect({
          file: path.join(dataFolder, 'practice-platform.db'),
          keyHex: '22'.repeat(32),
          nativeBinding: null,
          busyTimeoutMs: 5000,
        });
        const count: unknown = book.prepare('SELECT count(*) FROM session').pluck().get();
        book.close();
        return count;
      };
      await identify();
      clock.advanceMs(24 * 60 * 60_000);
      await identify();
      expect(signIns()).toBe(1);
      clock.advanceMs(1);
      expect(await identify()).toMatchObject({ outcome: 'accepted' });
      expect(signIns()).toBe(2);
    } finally {
      await centre.close();
      rmSync(dataFolder, { recursive: true, force: true });
    }
  });

  it('is not taken for the sign-in of another hospital', async () => {
    const post = async (message: object): Promise<{ infcode: number; output: never }> => {
      const response = await fetch(reference.url, { method: 'POST', body: JSON.stringify(message) });
      return (await response.json()) as { infcode: number; output: never };
    };
    const signIn = { signIn: { opter_no: 'OP1', mac: '00-00-00-00-00-01', ip: '127.0.0.1' } };
    const { output } = await post(raw('9001', signIn));
    const { sign_no } = (output as { signinoutb: { sign_no: string } }).signinoutb;
    const question = raw('5203', { data: { psn_no: 'P', mdtrt_id: 'M' } });
    expect(await post({ ...question, sign_no })).toMatchObject({ infcode: -1 });
    expect(await post({ ...question, sign_no, fixmedins_code: 'H1' })).toMatchObject({ infcode: -3 });
    expect(await post({ ...question, sign_no: 'another' })).toMatchObject({ infcode: -3 });
    expect(await post(question)).toMatchObject({ infcode: -3 });
  });
});

describe('a stay and its settlement', () => {
  it('are delivered exactly once while every sign-in is good for two messages', async () => {
    await reference.expireSessionsAfter(2);
    settle(hospital, admit(hospital, `QD${Date.now()}`));
    const sender = startTestSender(hospital, reference.url);
    await sender.idle();
    await sender.stop();
    expect(states(hospital).map(({ state }) => state)).toEqual(['done', 'done']);
    expect(attempts(hospital)).toEqual(['1101 accepted 0', '2401 accepted 0', '2304 accepted 0']);
    expect(await received()).toEqual(['9001', '1101', '2401', '2304', '9001', '2304']);
  });

  it('wait, not in doubt, while the platform does not answer the sign-in or refuses it', async () => {
    settle(hospital, admit(hospital, `QD${Date.now()}`));
    await reference.fault('9001', { kind: 'cut_after_acting' });
    await reference.fault('9001', { kind: 'code', infcode: -1, words: '', acted: false });
    const sender = startTestSender(hospital, reference.url);
    await sender.idle();
    expect(states(hospital)[0]).toMatchObject({ state: 'pending', last_code: 'sign_in_unanswered' });
    await sender.passTime();
    expect(states(hospital)[0]).toMatchObject({ state: 'pending', last_code: 'sign_in_refused' });
    expect(await received()).toEqual(['9001', '9001']);
    await sender.passTime();
    expect(states(hospital).map(({ state }) => state)).toEqual(['done', 'done']);
    await sender.stop();
  });
});

function raw(infno: string, input: object): object {
  return {
    infno,
    msgid: hospital.context.newId().slice(0, 30),
    mdtrtarea_admvs: '429913',
    insuplc_admdvs: '429913',
    infver: 'V1.0',
    opter: 'window',
    opter_name: '1号窗',
    inf_time: '2020-03-10 10:00:00',
    fixmedins_code: 'H42991300001',
    fixmedins_name: '测试县人民医院',
    input,
  };
}
