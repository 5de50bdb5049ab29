import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { previewResend, resend } from '../../../electron/service/outbox/resend.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, day, putSuixianIntoForce } from '../harness/patient.ts';
import { startTestSender, type TestSender } from './sending.ts';
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
const refuse = (infno: string) =>
  platform.fault(infno, { kind: 'code', infcode: -1, words: '校验不通过', acted: false });

/** Finance sends the refused record of that kind anew. */
function sendAnew(kind: string): void {
  const { context, actor } = hospital;
  const outboxId = context.database
    .prepare("SELECT id FROM outbox WHERE kind = ? AND state = 'dead' AND closed_at IS NULL")
    .pluck()
    .get(kind) as string;
  const { previewHash } = previewResend(context, outboxId);
  resend(context, actor('finance'), { outboxId, previewHash, reason: '中心已更正' });
}

describe('a record that was sent anew stands where the refused one stood', () => {
  it('so that what a waiting settlement stands on is told first, even if it was cancelled since', async () => {
    const stay = new StayAtDesk(hospital, { dischargedOn: day('2020-03-09') });
    const feeListId = await stay.fees();
    const settlementId = stay.settle();
    await refuse('2401');
    await send();
    sendAnew('admission');
    const reversalId = await stay.reverse(settlementId);
    stay.withdraw(feeListId);
    stay.cancel();
    await send();
    const { visits, settlements } = await platform.holdings({ admissionNumber: stay.admissionNumber });
    expect(visits).toEqual([]);
    expect(settlements.map(({ ourSettlementId }) => ourSettlementId)).toEqual([reversalId, settlementId]);
  });

  it('so that the number of a cancelled stay is used again only after its cancellation was heard', async () => {
    const mistaken = new StayAtDesk(hospital);
    await send();
    await refuse('2404');
    mistaken.cancel();
    const { admissionNumber } = mistaken;
    const stay = new StayAtDesk(hospital, { admissionNumber, personId: addPerson(hospital) });
    await send();
    sendAnew('admission_undone');
    await send();
    expect(mistaken.rows().at(-1)).toBe('admission_undone done');
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
  });
});
