import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../platform/faults.ts';
import { uploadOfSettlement } from '../../../electron/service/outbox/settlement-upload.ts';
import { uploadSummary } from '../../../electron/service/outbox/summary.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { admit, admitAgain, type Patient, settle } from './facts.ts';
import { attempts, startTestSender, states, type TestSender } from './sending.ts';

let platform: ReferencePlatform;
let hospital: TestHospital;
let sender: TestSender | undefined;
let patient: Patient;
let admissionCount = 0;

const newAdmission = () => admit(hospital, `CY${Date.now()}-${(admissionCount += 1)}`);

beforeAll(async () => {
  platform = await ReferencePlatform.start();
});
afterAll(() => platform.stop());
beforeEach(() => {
  hospital = openTestHospital();
  patient = newAdmission();
});
afterEach(async () => {
  await platform.clear();
  await sender?.stop();
  sender = undefined;
  hospital.close();
});

const send = async () => {
  sender = startTestSender(hospital, platform.url);
  await sender.idle();
};
const held = async (ourSettlementId: string) => (await platform.holdings({ ourSettlementId })).settlements;

describe('an answer that means nothing leaves the settlement unknown, and it is found by asking', () => {
  const nonsense: Record<string, Fault['wrong']> = {
    'a page of HTML': { kind: 'body', body: '<html>维护中</html>', acted: true },
    'half of a message': { kind: 'body', body: '{"infcode": 0, "output": {"setlinfo"', acted: true },
    'another shape': { kind: 'body', body: '{"infcode": 0, "output": {"result": 1}}', acted: true },
    'no code': { kind: 'body', body: '{"output": {}}', acted: true },
    'an amount that is none': {
      kind: 'body',
      body: '{"infcode":0,"output":{"setlinfo":{"mdtrt_id":"M","setl_id":"S","medfee_sumamt":6e2}}}',
      acted: true,
    },
    'HTTP 500': { kind: 'status', status: 500, acted: true },
    'HTTP 503, which a gateway may say after the platform acted': {
      kind: 'status',
      status: 503,
      acted: true,
    },
    'a code that nobody knows': { kind: 'code', infcode: -9999, words: '内部错误', acted: true },
    'longer than allowed': { kind: 'body', body: `{"pad":"${'x'.repeat(300_000)}"}`, acted: true },
  };

  for (const [name, wrong] of Object.entries(nonsense)) {
    it(`${name}, and then done`, async () => {
      const settlement = settle(hospital, patient);
      await platform.fault('2304', wrong);
      await send();
      expect(states(hospital)[1]?.state).toBe('unknown');
      await sender?.passTime();
      expect(attempts(hospital).at(-1)).toBe('5203 accepted 0');
      expect(states(hospital)[1]?.state).toBe('done');
      expect(await held(settlement.settlementId)).toHaveLength(1);
    });
  }

  it('and a code that nobody knows, before anything arrived, leads to a resend under the same message id', async () => {
    const settlement = settle(hospital, patient);
    await platform.fault('2304', { kind: 'code', infcode: -777, words: '', acted: false });
    await send();
    expect(states(hospital)[1]).toMatchObject({ state: 'unknown', last_code: '-777' });
    await sender?.passTime();
    expect(attempts(hospital).slice(-2)).toEqual(['5203 accepted 0', '2304 accepted 0']);
    expect(await held(settlement.settlementId)).toHaveLength(1);
  });
});

describe('an answer in the words of other software is understood', () => {
  it('amounts as numbers without quotes', async () => {
    const settlement = settle(hospital, patient);
    await platform.fault('2304', { kind: 'numbers_without_quotes' });
    await send();
    const upload = uploadOfSettlement(hospital.context, settlement.settlementId);
    expect(upload).toMatchObject({ state: 'done', differences: [] });
  });

  it('an output that is a text which holds JSON', async () => {
    settle(hospital, patient);
    await platform.fault('any', { kind: 'output_as_text' }, 3);
    await send();
    expect(states(hospital).map(({ state }) => state)).toEqual(['done', 'done']);
  });
});

describe('an answer that says later', () => {
  it('busy: the record stays pending and nothing is asked', async () => {
    settle(hospital, patient);
    await platform.fault('2304', { kind: 'code', infcode: -2, words: '系统繁忙', acted: false });
    await send();
    expect(states(hospital)[1]).toMatchObject({ state: 'pending', last_code: '-2' });
    expect(uploadSummary(hospital.context).platform).toBe('refusing');
    await sender?.passTime();
    expect(attempts(hospital).slice(-2)).toEqual(['2304 retry -2', '2304 accepted 0']);
  });

  it('sign in again: the record goes out once more, and stays pending if that did not help', async () => {
    settle(hospital, patient);
    await platform.fault('2304', { kind: 'code', infcode: -3, words: '', acted: false }, 2);
    await send();
    expect(states(hospital)[1]).toMatchObject({ state: 'pending', last_code: '-3' });
  });

  it('HTTP 429 with Retry-After: no sooner than asked', async () => {
    settle(hospital, patient);
    await platform.fault('2304', { kind: 'status', status: 429, retryAfter: '17', acted: false });
    await send();
    expect(states(hospital)[1]?.state).toBe('pending');
    expect(sender?.sleeps).toEqual([17_000]);
  });

  it('HTTP 503 with Retry-After: asked about no sooner than that', async () => {
    settle(hospital, patient);
    await platform.fault('2304', { kind: 'status', status: 503, retryAfter: '20', acted: false });
    await send();
    expect(states(hospital)[1]?.state).toBe('unknown');
    expect(sender?.sleeps).toEqual([20_000]);
  });
});

describe('a refusal', () => {
  it('is believed after asking: the row is dead, with the reason and without personal data', async () => {
    const settlement = settle(hospital, patient);
    const words = `${patient.person.name}（${patient.person.idNumber}，13800138000）待遇已冻结`;
    await platform.fault('2304', { kind: 'code', infcode: -1, words, acted: false });
    await send();
    expect(attempts(hospital).slice(-2)).toEqual(['2304 rejected -1', '5203 accepted 0']);
    const [, row] = states(hospital);
    expect(row).toMatchObject({ state: 'dead', next_attempt_at: null });
    expect(row?.last_reason).toBe('医保中心审核没有通过。中心回复：＊（＊，＊）待遇已冻结');
    expect(uploadSummary(hospital.context)).toMatchObject({ deadCount: 1, platform: 'connected' });
    sender?.wake();
    await sender?.idle();
    expect(await held(settlement.settlementId)).toHaveLength(0);
    const kept = hospital.context.database.prepare('SELECT reason FROM outbox_attempt').all();
    expect(JSON.stringify(kept)).not.toContain(patient.person.idNumber);
    expect(JSON.stringify(kept)).not.toContain(patient.person.name);
  });

  it('in other words for "it exists already" ends as done when the platform holds it', async () => {
    const settlement = settle(hospital, patient);
    await platform.fault('2304', { kind: 'code', infcode: -1, words: '重复提交，请勿重复操作', acted: true });
    await send();
    expect(uploadOfSettlement(hospital.context, settlement.settlementId).state).toBe('done');
    expect(await held(settlement.settlementId)).toHaveLength(1);
  });

  it('as a duplicate ends as done when the platform holds it', async () => {
    const settlement = settle(hospital, patient);
    await platform.fault('2304', { kind: 'code', infcode: -4, words: '', acted: true });
    await send();
    expect(uploadOfSettlement(hospital.context, settlement.settlementId).state).toBe('done');
  });

  it('as a duplicate that the platform does not hold is tried again later', async () => {
    settle(hospital, patient);
    await platform.fault('2304', { kind: 'code', infcode: -4, words: '', acted: false });
    await send();
    expect(states(hospital)[1]).toMatchObject({ state: 'pending', last_code: '-4' });
    await sender?.passTime();
    expect(states(hospital)[1]?.state).toBe('done');
  });

  it('whose question is not answered leaves the row unknown', async () => {
    settle(hospital, patient);
    await platform.fault('2304', { kind: 'code', infcode: -1, words: '', acted: true });
    await platform.fault('5203', { kind: 'cut_before_acting' });
    await send();
    expect(states(hospital)[1]?.state).toBe('unknown');
    await sender?.passTime();
    expect(states(hospital)[1]?.state).toBe('done');
  });

  it('of the person is dead at once: nothing was sent that could be asked after', async () => {
    await platform.fault('1101', { kind: 'code', infcode: -1, words: '查无此人', acted: false });
    await send();
    expect(attempts(hospital)).toEqual(['1101 rejected -1']);
    expect(states(hospital)[0]?.state).toBe('dead');
  });

  it('blocks later rows of the same person and year, and no one else', async () => {
    settle(hospital, patient);
    admitAgain(hospital, patient, `${patient.admissionNumber}-2`, '2020-04-01');
    admitAgain(hospital, patient, `${patient.admissionNumber}-3`, '2021-01-05');
    const theirs = settle(hospital, newAdmission());
    await platform.fault('2304', { kind: 'code', infcode: -1, words: '', acted: false });
    await send();
    expect(states(hospital).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'admission done',
      'settlement dead',
      'admission pending',
      'admission done',
      'admission done',
      'settlement done',
    ]);
    expect(await held(theirs.settlementId)).toHaveLength(1);
  });

  it('of an admission leaves the settlement waiting for its number, also in the next year', async () => {
    await send();
    settle(hospital, admitAgain(hospital, patient, `${patient.admissionNumber}-2`, '2019-12-20'));
    await platform.fault('2401', { kind: 'code', infcode: -1, words: '', acted: false });
    sender?.wake();
    await sender?.idle();
    expect(states(hospital).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['done', 1],
      ['dead', 1],
      ['pending', 0],
    ]);
  });
});

describe('the centre answers other amounts', () => {
  it('and the row is done, ours stay, and each part that differs is kept with both amounts', async () => {
    const settlement = settle(hospital, patient);
    await platform.reckonOtherwise(patient.admissionNumber, 'hifp_pay', -150);
    await send();
    const upload = uploadOfSettlement(hospital.context, settlement.settlementId);
    expect(upload.state).toBe('done');
    expect(upload.differences).toEqual([
      { part: 'basic_insurance', title: '基本医疗保险', oursFen: 43_200, theirsFen: 43_050 },
      {
        part: 'personal',
        title: '个人负担',
        oursFen: settlement.personalFen,
        theirsFen: settlement.personalFen + 150,
      },
    ]);
    expect(upload.platformSettlementId).not.toBeNull();
  });

  it('of a further payer, by its name', async () => {
    const settlement = settle(hospital, patient);
    await platform.reckonOtherwise(patient.admissionNumber, 'oth_pay', 30);
    await send();
    const { differences } = uploadOfSettlement(hospital.context, settlement.settlementId);
    expect(differences.map(({ part, title }) => [part, title])).toEqual([
      ['supplementary', '大病补充医疗保险'],
      ['personal', '个人负担'],
    ]);
  });

  it('also when they are learnt by asking after a lost answer', async () => {
    const settlement = settle(hospital, patient);
    await platform.reckonOtherwise(patient.admissionNumber, 'hifmi_pay', 5);
    await platform.fault('2304', { kind: 'cut_after_acting' });
    await send();
    await sender?.passTime();
    const { differences } = uploadOfSettlement(hospital.context, settlement.settlementId);
    expect(differences.map(({ part }) => part)).toEqual(['critical_illness', 'personal']);
  });
});

describe('a record that is not what was put down', () => {
  it('is never sent: the row is dead and says so', async () => {
    hospital.context.database.exec('DROP TRIGGER outbox_record_never_changes');
    hospital.context.database.exec("UPDATE outbox SET record = replace(record, '脑梗死', '感冒')");
    const { length: before } = await platform.seen();
    await send();
    expect(states(hospital)[0]).toMatchObject({ state: 'dead', last_code: 'record_damaged' });
    expect(await platform.seen(before)).toEqual([]);
  });
});

describe('a fault with one row', () => {
  it('puts that row off, and the others go out', async () => {
    const other = newAdmission();
    hospital.context.database.exec(`CREATE TEMP TRIGGER no_number BEFORE INSERT ON platform_identifier
      WHEN NEW.our_id = '${patient.stayId}' BEGIN SELECT RAISE(ABORT, 'a fault'); END`);
    await send();
    expect(states(hospital).map(({ state, last_code }) => [state, last_code])).toEqual([
      ['unknown', 'fault'],
      ['done', '0'],
    ]);
    expect(other.stayId).not.toBe(patient.stayId);
  });
});
