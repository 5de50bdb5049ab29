import { describe, expect, it } from 'vitest';
import { previewResend, resend } from '../../../electron/service/outbox/resend.ts';
import { addPerson, day } from '../harness/patient.ts';
import { CountyLine } from './county-line.ts';
import { StayAtDesk } from './stay-at-desk.ts';

const line = new CountyLine();

/** Finance sends the refused record of that kind anew. */
function sendAnew(kind: string): void {
  const { context, actor } = line.hospital;
  const outboxId = context.database
    .prepare("SELECT id FROM outbox WHERE kind = ? AND state = 'dead' AND closed_at IS NULL")
    .pluck()
    .get(kind) as string;
  const { previewHash } = previewResend(context, outboxId);
  resend(context, actor('finance'), { outboxId, previewHash, reason: '中心已更正' });
}

describe('a record that was sent anew stands where the refused one stood', () => {
  it('so that what a waiting settlement stands on is told first, even if it was cancelled since', async () => {
    const stay = new StayAtDesk(line.hospital, { dischargedOn: day('2020-03-09') });
    const feeListId = await stay.fees();
    const settlementId = stay.settle();
    await line.refuse('2401');
    await line.send();
    sendAnew('admission');
    const reversalId = await stay.reverse(settlementId);
    stay.withdraw(feeListId);
    stay.cancel();
    await line.send();
    const { visits, settlements } = await line.platform.holdings({ admissionNumber: stay.admissionNumber });
    expect(visits).toEqual([]);
    expect(settlements.map(({ ourSettlementId }) => ourSettlementId)).toEqual([reversalId, settlementId]);
  });

  it('so that the number of a cancelled stay is used again only after its cancellation was heard', async () => {
    const mistaken = new StayAtDesk(line.hospital);
    await line.send();
    await line.refuse('2404');
    mistaken.cancel();
    const { admissionNumber } = mistaken;
    const stay = new StayAtDesk(line.hospital, { admissionNumber, personId: addPerson(line.hospital) });
    await line.send();
    sendAnew('admission_undone');
    await line.send();
    expect(mistaken.rows().at(-1)).toBe('admission_undone done');
    expect(stay.rows()).toEqual(['referral done', 'admission done']);
  });
});
