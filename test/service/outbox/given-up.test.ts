import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outboxRequests, type OutboxRow } from '../../../shared/contract/outbox.ts';
import type { Call } from '../../../electron/service/context.ts';
import { outboxHandlers } from '../../../electron/service/outbox/handlers.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { day, putSuixianIntoForce } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { attempts, startTestSender, type TestSender } from './sending.ts';
import { StayAtDesk } from './stay-at-desk.ts';

let platform: ReferencePlatform;
let hospital: TestHospital;
let sender: TestSender;

beforeAll(async () => {
  platform = await ReferencePlatform.start();
});
afterAll(() => platform.stop());
beforeEach(async () => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  sender = startTestSender(hospital, platform.url);
  // Its first look finds nothing; from here on it sends when a test says so.
  await sender.idle();
});
afterEach(async () => {
  await platform.clear();
  await sender.stop();
  hospital.close();
});

const send = async () => {
  sender.wake();
  await sender.idle();
};

/** An act of finance, through the contract. */
async function ask<Name extends keyof typeof outboxHandlers>(
  name: Name,
  input: Call<Name>['input'],
): Promise<ReturnType<(typeof outboxRequests)[Name]['output']['parse']>> {
  const call = {
    input: outboxRequests[name].input.parse(input),
    actor: hospital.actor('finance'),
    windowId: 1,
  };
  const answer: unknown = await outboxHandlers[name](hospital.context, call as never);
  return outboxRequests[name].output.parse(answer) as never;
}

const rowOf = async (kind: string): Promise<OutboxRow> => {
  const { rows } = await ask('outbox.list', { limit: 100 });
  return rows.find((row) => row.kind === kind && row.state !== 'done' && row.state !== 'closed')!;
};
const held = async ({ admissionNumber }: StayAtDesk) => platform.holdings({ admissionNumber });

describe('a record that was given up in doubt', () => {
  it('and was reversed since, is not closed: the centre may hold it, and its reversal goes out once it is found', async () => {
    const stay = new StayAtDesk(hospital, { dischargedOn: day('2020-03-09') });
    await stay.fees();
    const settlementId = stay.settle();
    await platform.fault('2304', { kind: 'cut_after_acting' });
    await send();
    const reversalId = await stay.reverse(settlementId);
    hospital.context.database.exec(
      "UPDATE outbox SET state = 'dead', last_code = 'in_doubt_too_often' WHERE kind = 'settlement'",
    );
    const { outboxId, acts } = await rowOf('settlement');
    expect(acts).toEqual(['note', 'ask']);
    const close = () => ask('outbox.close', { outboxId, reason: '窗口已撤销' });
    expect(await refusalCode(close)).toBe('outbox_act_not_possible');
    await ask('outbox.ask', { outboxId, reason: '窗口已撤销' });
    await sender.passTime();
    const [reversal, settlement] = (await held(stay)).settlements;
    expect([reversal?.ourSettlementId, settlement?.ourSettlementId]).toEqual([reversalId, settlementId]);
    expect(stay.rows().slice(-3)).toEqual(['settlement done', 'settlement_list closed', 'reversal done']);
  });

  it('after its last message was corrected is certainly not there: it is closed with what undoes it', async () => {
    const stay = new StayAtDesk(hospital);
    const feeListId = await stay.fees();
    await platform.fault('2301', { kind: 'cut_after_acting' }, 99);
    await send();
    stay.withdraw(feeListId);
    for (let turn = 0; turn < 40 && !stay.rows().includes('fees dead'); turn += 1) await sender.passTime();
    const { outboxId, acts, lastReason } = await rowOf('fees');
    expect(lastReason).toContain('多次冲正');
    expect(acts).toEqual(['note', 'close']);
    await ask('outbox.close', { outboxId, reason: '清单已撤回' });
    expect(stay.rows().slice(-2)).toEqual(['fees closed', 'fees_withdrawal closed']);
    expect((await held(stay)).visits).toMatchObject([{ itemCount: 0 }]);
  });
});

describe('an admission in doubt whose correction (2601) the centre refuses', () => {
  const inDoubt = async (acted: boolean): Promise<StayAtDesk> => {
    const stay = new StayAtDesk(hospital);
    await platform.fault('2401', { kind: 'cut_after_acting' });
    await platform.fault('2601', { kind: 'code', infcode: -1, words: '不能冲正', acted });
    await send();
    return stay;
  };

  it('is sent once more under the same message id, and done under the number that it has', async () => {
    const stay = await inDoubt(false);
    const before = await held(stay);
    await sender.passTime();
    expect(attempts(hospital).slice(-2)).toEqual(['2601 rejected -1', '2401 accepted 0']);
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
    expect(await held(stay)).toEqual(before);
  });

  it('but carried out all the same, goes out under the next message id, and is there once', async () => {
    const stay = await inDoubt(true);
    await sender.passTime();
    expect(attempts(hospital).slice(-3)).toEqual(['2601 rejected -1', '2401 rejected -6', '2401 accepted 0']);
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
    expect((await held(stay)).visits).toHaveLength(1);
  });

  it.each([
    { infcode: -1, reason: '既不冲正' },
    { infcode: -5, reason: '同号记录但内容不同' },
  ])('and its message too ($infcode), is for a person, who asks again: it may be there', async (refusal) => {
    const stay = await inDoubt(false);
    await platform.fault('2401', {
      kind: 'code',
      words: '登记已关闭',
      acted: false,
      infcode: refusal.infcode,
    });
    await sender.passTime();
    const { outboxId, acts, lastReason } = await rowOf('admission');
    expect(acts).toEqual(['note', 'ask']);
    expect(lastReason).toContain(refusal.reason);
    await ask('outbox.ask', { outboxId, reason: '中心已放开' });
    await send();
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
    expect((await held(stay)).visits).toHaveLength(1);
  });

  it('and whose message is said to be there already, stays in doubt', async () => {
    const stay = await inDoubt(false);
    await platform.fault('2401', { kind: 'code', infcode: -4, words: '', acted: false });
    await sender.passTime();
    expect(stay.rows()).toEqual(['referral done', 'admission unknown']);
    await sender.passTime();
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
    expect((await held(stay)).visits).toHaveLength(1);
  });
});
