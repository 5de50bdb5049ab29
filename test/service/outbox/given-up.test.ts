import { describe, expect, it } from 'vitest';
import { day } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { attempts } from './sending.ts';
import { CountyLine } from './county-line.ts';
import { StayAtDesk } from './stay-at-desk.ts';

const line = new CountyLine();

describe('a record that was given up in doubt', () => {
  it('and was reversed since, is not closed: the centre may hold it, and its reversal goes out once it is found', async () => {
    const stay = new StayAtDesk(line.hospital, { dischargedOn: day('2020-03-09') });
    await stay.fees();
    const settlementId = stay.settle();
    await line.platform.fault('2304', { kind: 'cut_after_acting' });
    await line.send();
    const reversalId = await stay.reverse(settlementId);
    line.hospital.context.database.exec(
      "UPDATE outbox SET state = 'dead', last_code = 'in_doubt_too_often' WHERE kind = 'settlement'",
    );
    const { outboxId, acts } = await line.rowOf('settlement');
    expect(acts).toEqual(['note', 'ask']);
    const close = () => line.ask('outbox.close', { outboxId, reason: '窗口已撤销' });
    expect(await refusalCode(close)).toBe('outbox_act_not_possible');
    await line.ask('outbox.ask', { outboxId, reason: '窗口已撤销' });
    await line.sender.passTime();
    const [reversal, settlement] = (await line.held(stay)).settlements;
    expect([reversal?.ourSettlementId, settlement?.ourSettlementId]).toEqual([reversalId, settlementId]);
    expect(stay.rows().slice(-3)).toEqual(['settlement done', 'settlement_list closed', 'reversal done']);
  });

  it('after its last message was corrected is certainly not there: it is closed with what undoes it', async () => {
    const stay = new StayAtDesk(line.hospital);
    const feeListId = await stay.fees();
    await line.platform.fault('2301', { kind: 'cut_after_acting' }, 99);
    await line.send();
    stay.withdraw(feeListId);
    for (let turn = 0; turn < 40 && !stay.rows().includes('fees dead'); turn += 1)
      await line.sender.passTime();
    const { outboxId, acts, lastReason } = await line.rowOf('fees');
    expect(lastReason).toContain('多次冲正');
    expect(acts).toEqual(['note', 'close']);
    await line.ask('outbox.close', { outboxId, reason: '清单已撤回' });
    expect(stay.rows().slice(-2)).toEqual(['fees closed', 'fees_withdrawal closed']);
    expect((await line.held(stay)).visits).toMatchObject([{ itemCount: 0 }]);
  });
});

it('a record under whose message id the centre holds another may be there: it is asked about, not sent anew', async () => {
  const stay = new StayAtDesk(line.hospital);
  await line.platform.fault('2401', { kind: 'code', infcode: -5, words: '报文号重复', acted: false });
  await line.send();
  const { outboxId, acts, lastReason } = await line.rowOf('admission');
  expect(acts).toEqual(['note', 'ask']);
  expect(lastReason).toContain('同号记录但内容不同');
  await line.ask('outbox.ask', { outboxId, reason: '中心已核对' });
  await line.send();
  expect(attempts(line.hospital).slice(-3)).toEqual([
    '2401 rejected -5',
    '2601 accepted 0',
    '2401 accepted 0',
  ]);
  expect(stay.rows()).toEqual(['referral done', 'admission done']);
});

describe('an admission in doubt whose correction (2601) the centre refuses', () => {
  const inDoubt = async (acted: boolean): Promise<StayAtDesk> => {
    const stay = new StayAtDesk(line.hospital);
    await line.platform.fault('2401', { kind: 'cut_after_acting' });
    await line.platform.fault('2601', { kind: 'code', infcode: -1, words: '不能冲正', acted });
    await line.send();
    return stay;
  };

  it('is sent once more under the same message id, and done under the number that it has', async () => {
    const stay = await inDoubt(false);
    const before = await line.held(stay);
    await line.sender.passTime();
    expect(attempts(line.hospital).slice(-2)).toEqual(['2601 rejected -1', '2401 accepted 0']);
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
    expect(await line.held(stay)).toEqual(before);
  });

  it('but carried out all the same, goes out under the next message id, and is there once', async () => {
    const stay = await inDoubt(true);
    await line.sender.passTime();
    expect(attempts(line.hospital).slice(-3)).toEqual([
      '2601 rejected -1',
      '2401 rejected -6',
      '2401 accepted 0',
    ]);
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
    expect((await line.held(stay)).visits).toHaveLength(1);
  });

  it.each([
    { infcode: -1, reason: '既不冲正' },
    { infcode: -5, reason: '同号记录但内容不同' },
  ])('and its message too ($infcode), is for a person, who asks again: it may be there', async (refusal) => {
    const stay = await inDoubt(false);
    await line.platform.fault('2401', {
      kind: 'code',
      words: '登记已关闭',
      acted: false,
      infcode: refusal.infcode,
    });
    await line.sender.passTime();
    const { outboxId, acts, lastReason } = await line.rowOf('admission');
    expect(acts).toEqual(['note', 'ask']);
    expect(lastReason).toContain(refusal.reason);
    await line.ask('outbox.ask', { outboxId, reason: '中心已放开' });
    await line.send();
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
    expect((await line.held(stay)).visits).toHaveLength(1);
  });

  it('and whose message is said to be there already, stays in doubt', async () => {
    const stay = await inDoubt(false);
    await line.platform.fault('2401', { kind: 'code', infcode: -4, words: '', acted: false });
    await line.sender.passTime();
    expect(stay.rows()).toEqual(['referral done', 'admission unknown']);
    await line.sender.passTime();
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
    expect((await line.held(stay)).visits).toHaveLength(1);
  });
});
