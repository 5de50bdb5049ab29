import { expect, it } from 'vitest';
import { listPackages } from '../../../electron/service/offline/packages.ts';
import { withdrawPackage } from '../../../electron/service/offline/withdraw.ts';
import { actsOf, readActable } from '../../../electron/service/outbox/which-acts.ts';
import { attempts } from '../outbox/sending.ts';
import { StayAtDesk } from '../outbox/stay-at-desk.ts';
import { exported, handIn, imported } from './stick.ts';
import { WithoutLine } from './without-line.ts';

const line = new WithoutLine();

const reason = 'U盘丢了';
const withdraw = (packageId: string) =>
  withdrawPackage(line.hospital.context, line.hospital.actor('finance'), { packageId, reason });
const refusing = { kind: 'code', infcode: -1, words: '诊断不对', acted: false } as const;

function actsOnAdmission({ stayId }: StayAtDesk): string[] {
  const outboxId = line.hospital.context.database
    .prepare("SELECT id FROM outbox WHERE kind = 'admission' AND stay_id = ?")
    .pluck()
    .get(stayId) as string;
  return actsOf(readActable(line.hospital.context, outboxId), true);
}

it('a record that is refused over the network is sent anew once its package is said not to be handed in', async () => {
  const stay = new StayAtDesk(line.hospital);
  const [lost, second] = [await exported(line.hospital), await exported(line.hospital)];
  await line.reference.fault('2401', refusing);
  await line.sendAll();
  expect(stay.rows()).toEqual(['referral done', 'admission dead']);
  withdraw(lost.packageId);
  expect(actsOnAdmission(stay)).toEqual(['note', 'ask']);
  withdraw(second.packageId);
  expect(actsOnAdmission(stay)).toEqual(['note', 'resend']);
});

it('a message that was corrected since it was packed does not hold back the record', async () => {
  const stay = new StayAtDesk(line.hospital);
  await exported(line.hospital);
  await line.reference.fault('2401', { kind: 'cut_after_acting' });
  await line.sendAll();
  expect(actsOnAdmission(stay)).toEqual(['note']);
  await line.reference.fault('2401', { kind: 'code', infcode: -6, words: '已冲正', acted: false });
  await line.reference.fault('2401', refusing);
  await line.sender?.passTime();
  expect(attempts(line.hospital).slice(-2)).toEqual(['2401 rejected -6', '2401 rejected -1']);
  expect(actsOnAdmission(stay)).toEqual(['note', 'resend']);
});

it('is shown with its reason and logged, and is said once, of a package that is still open', async () => {
  const stay = new StayAtDesk(line.hospital);
  const { packageId } = await exported(line.hospital);
  withdraw(packageId);
  expect(listPackages(line.hospital.context)).toMatchObject([
    { packageId, withdrawnReason: reason, withdrawnAt: expect.stringMatching(/^2020-03-10T/) },
  ]);
  const log = line.hospital.context.database
    .prepare("SELECT act, detail FROM audit WHERE act = 'offline.withdrawn' AND subject_id = ?")
    .all(packageId);
  expect(log).toEqual([{ act: 'offline.withdrawn', detail: JSON.stringify({ reason }) }]);
  expect(() => withdraw(packageId)).toThrow(expect.objectContaining({ code: 'package_withdrawn' }));
  expect(() => withdraw(stay.stayId)).toThrow(expect.objectContaining({ code: 'package_unknown' }));
  const other = await exported(line.hospital);
  await imported(line.hospital, await handIn(line.reference, other));
  expect(() => withdraw(other.packageId)).toThrow(expect.objectContaining({ code: 'package_answered' }));
});

it('a receipt that comes for a withdrawn package all the same is taken, and says so', async () => {
  const stay = new StayAtDesk(line.hospital);
  const sealed = await exported(line.hospital);
  withdraw(sealed.packageId);
  expect(await imported(line.hospital, await handIn(line.reference, sealed))).toMatchObject({
    wasWithdrawn: true,
    counts: { done: 2 },
  });
  expect(stay.rows()).toEqual(['referral done', 'admission done']);
});
