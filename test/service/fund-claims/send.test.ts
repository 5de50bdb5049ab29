import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendFundClaim } from '../../../electron/service/fund-claims/send.ts';
import { withdrawFundClaim } from '../../../electron/service/fund-claims/steps.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { Claiming, second } from './claiming.ts';

let platform: ReferencePlatform;
beforeAll(async () => {
  platform = await ReferencePlatform.start();
});
afterAll(() => platform.stop());

/** Each test has a claim of its own. */
const claiming = new Claiming(() => platform.url, 'the file');
let claimId: string;
let heardBefore: number;

beforeEach(async () => {
  claiming.settle();
  ({ claimId } = claiming.submitted());
  ({ length: heardBefore } = await platform.seen());
});

const send = () => sendFundClaim(claiming.context, claiming.finance, claimId);
const withdraw = () =>
  withdrawFundClaim(claiming.context, claiming.finance, {
    claimId,
    reason: '申报错了',
    secondPerson: second,
  });

/** The messages that did something, without the sign-in. */
const acted = async (): Promise<string[]> =>
  (await platform.seen(heardBefore))
    .filter(({ stage, infno }) => stage === 'acted' && infno !== '9001')
    .map(({ infno }) => infno);

/** Under how many different message ids that transaction was sent. */
const idsOf = async (code: string): Promise<number> =>
  new Set(
    (await platform.seen(heardBefore))
      .filter(({ infno, stage }) => infno === code && stage === 'received')
      .map(({ msgid }) => msgid),
  ).size;

describe('an application to the platform (3203)', () => {
  it('goes out once, however often somebody presses', async () => {
    const sent = await send();
    expect(sent.delivery).toEqual({
      state: 'done',
      number: expect.stringMatching(/^Q\d+$/),
      reason: expect.any(String),
    });
    expect((await send()).delivery).toEqual(sent.delivery);
    expect(await acted()).toEqual(['3203']);
  });

  it('whose answer is lost is in doubt, is corrected (2601), and goes out under another message id', async () => {
    await platform.fault('3203', { kind: 'cut_after_acting' });
    expect((await send()).delivery).toMatchObject({ state: 'unknown', number: null });
    expect((await send()).delivery?.state).toBe('done');
    expect(await acted()).toEqual(['3203', '2601', '3203']);
    expect(await idsOf('3203')).toBe(2);
  });

  it('in doubt whose correction is refused is sent once more as it was, and has its first number', async () => {
    await platform.fault('3203', { kind: 'cut_after_acting' });
    await send();
    await platform.fault('2601', { kind: 'code', infcode: -1, words: '不能冲正', acted: false });
    expect((await send()).delivery?.state).toBe('done');
    expect(await idsOf('3203')).toBe(1);
  });

  it('stays in doubt while nothing answers the correction', async () => {
    await platform.fault('3203', { kind: 'cut_after_acting' });
    await send();
    await platform.fault('2601', { kind: 'cut_before_acting' });
    expect((await send()).delivery?.state).toBe('unknown');
    expect(await acted()).toEqual(['3203']);
    await expect(withdraw()).rejects.toMatchObject({ code: 'fund_claim_in_doubt' });
  });

  it('that began and whose end nobody wrote down is in doubt after a restart', async () => {
    const { database } = claiming.context;
    await send();
    database.exec('DROP TRIGGER fund_claim_attempt_is_never_deleted');
    database
      .prepare(
        `DELETE FROM fund_claim_attempt WHERE outcome <> 'started'
           AND message_id IN (SELECT id FROM fund_claim_message WHERE claim_id = ?)`,
      )
      .run(claimId);
    claiming.hospital.reopen();
    expect((await send()).delivery?.state).toBe('done');
    expect(await acted()).toEqual(['3203', '2601', '3203']);
  });

  it('that is refused says why, and may be sent again', async () => {
    await platform.fault('3203', { kind: 'code', infcode: -1, words: '清算年月不对', acted: false });
    const { delivery } = await send();
    expect(delivery?.state).toBe('refused');
    expect(delivery?.reason).toContain('清算年月不对');
    expect((await send()).delivery?.state).toBe('done');
  });
});

describe('a claim that is withdrawn', () => {
  it('is taken back at the platform first (3204)', async () => {
    await send();
    expect(await withdraw()).toMatchObject({ state: 'withdrawn', delivery: { state: 'undone' } });
    expect(await acted()).toEqual(['3203', '3204']);
  });

  it('stands where the platform does not take it back', async () => {
    await send();
    await platform.fault('3204', { kind: 'code', infcode: -1, words: '已审核', acted: false });
    await expect(withdraw()).rejects.toMatchObject({ code: 'fund_claim_undo_refused' });
    await expect(send()).resolves.toMatchObject({ state: 'submitted', delivery: { state: 'done' } });
  });
});
