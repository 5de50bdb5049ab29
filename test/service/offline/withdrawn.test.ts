import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { listPackages } from '../../../electron/service/offline/packages.ts';
import { withdrawPackage } from '../../../electron/service/offline/withdraw.ts';
import { actsOf, readActable } from '../../../electron/service/outbox/which-acts.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import type { TestHospital } from '../harness/hospital.ts';
import { attempts, startTestSender, type TestSender } from '../outbox/sending.ts';
import { StayAtDesk } from '../outbox/stay-at-desk.ts';
import { exported, handIn, imported, openHospital } from './stick.ts';

let reference: ReferencePlatform;
let hospital: TestHospital;
let sender: TestSender | undefined;

beforeAll(async () => {
  reference = await ReferencePlatform.start();
});
afterAll(() => reference.stop());
beforeEach(() => {
  hospital = openHospital();
});
afterEach(async () => {
  await reference.clear();
  await sender?.stop();
  sender = undefined;
  hospital.close();
});

const reason = 'U盘丢了';
const withdraw = (packageId: string) =>
  withdrawPackage(hospital.context, hospital.actor('finance'), { packageId, reason });
const refusing = { kind: 'code', infcode: -1, words: '诊断不对', acted: false } as const;

async function sendAll(): Promise<void> {
  sender = startTestSender(hospital, reference.url);
  await sender.idle();
}

function actsOnAdmission({ stayId }: StayAtDesk): string[] {
  const outboxId = hospital.context.database
    .prepare("SELECT id FROM outbox WHERE kind = 'admission' AND stay_id = ?")
    .pluck()
    .get(stayId) as string;
  return actsOf(readActable(hospital.context, outboxId), true);
}

it('a record that is refused over the network is sent anew once its package is said not to be handed in', async () => {
  const stay = new StayAtDesk(hospital);
  const [lost, second] = [await exported(hospital), await exported(hospital)];
  await reference.fault('2401', refusing);
  await sendAll();
  expect(stay.rows()).toEqual(['referral done', 'admission dead']);
  withdraw(lost.packageId);
  expect(actsOnAdmission(stay)).toEqual(['note', 'ask']);
  withdraw(second.packageId);
  expect(actsOnAdmission(stay)).toEqual(['note', 'resend']);
});

it('a message that was corrected since it was packed does not hold back the record', async () => {
  const stay = new StayAtDesk(hospital);
  await exported(hospital);
  await reference.fault('2401', { kind: 'cut_after_acting' });
  await sendAll();
  expect(actsOnAdmission(stay)).toEqual(['note']);
  await reference.fault('2401', { kind: 'code', infcode: -6, words: '已冲正', acted: false });
  await reference.fault('2401', refusing);
  await sender?.passTime();
  expect(attempts(hospital).slice(-2)).toEqual(['2401 rejected -6', '2401 rejected -1']);
  expect(actsOnAdmission(stay)).toEqual(['note', 'resend']);
});

it('is shown with its reason and logged, and is said once, of a package that is still open', async () => {
  const stay = new StayAtDesk(hospital);
  const { packageId } = await exported(hospital);
  withdraw(packageId);
  expect(listPackages(hospital.context)).toMatchObject([
    { packageId, withdrawnReason: reason, withdrawnAt: expect.stringMatching(/^2020-03-10T/) },
  ]);
  const log = hospital.context.database
    .prepare("SELECT act, detail FROM audit WHERE act = 'offline.withdrawn' AND subject_id = ?")
    .all(packageId);
  expect(log).toEqual([{ act: 'offline.withdrawn', detail: JSON.stringify({ reason }) }]);
  expect(() => withdraw(packageId)).toThrow(expect.objectContaining({ code: 'package_withdrawn' }));
  expect(() => withdraw(stay.stayId)).toThrow(expect.objectContaining({ code: 'package_unknown' }));
  const other = await exported(hospital);
  await imported(hospital, await handIn(reference, other));
  expect(() => withdraw(other.packageId)).toThrow(expect.objectContaining({ code: 'package_answered' }));
});

it('a receipt that comes for a withdrawn package all the same is taken, and says so', async () => {
  const stay = new StayAtDesk(hospital);
  const sealed = await exported(hospital);
  withdraw(sealed.packageId);
  expect(await imported(hospital, await handIn(reference, sealed))).toMatchObject({
    wasWithdrawn: true,
    counts: { done: 2 },
  });
  expect(stay.rows()).toEqual(['referral done', 'admission done']);
});
