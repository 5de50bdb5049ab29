import { afterAll, beforeAll, expect, it } from 'vitest';
import { askCentreAboutSums } from '../../../electron/service/reconciliation/centre-sums.ts';
import { fetchStatement } from '../../../electron/service/reconciliation/fetch.ts';
import { startSender } from '../../../electron/service/outbox/sender.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, day, putSuixianIntoForce } from '../harness/patient.ts';

let platform: ReferencePlatform;
let hospital: TestHospital;
beforeAll(async () => {
  platform = await ReferencePlatform.start();
  hospital = openTestHospital({ platformUrl: platform.url, nowIso: new Date().toISOString() });
  putSuixianIntoForce(hospital);
});
afterAll(async () => {
  hospital.close();
  await platform.stop();
});

it('the centre gives the lines of each day (3202, 9102) and says whether our sums are its own (3201)', async () => {
  const { context } = hospital;
  addPatient(hospital);
  const sender = startSender(context, {});
  await sender.idle();
  await sender.stop();
  const today = new Date().toISOString().slice(0, 10);
  const span = { from: day(today), to: day('2099-01-01') };
  const taken = await fetchStatement(context, hospital.actor('finance'), {
    from: today,
    to: dayAfter(today),
  });
  expect(taken).toMatchObject({ side: 'centre', lineCount: 0, totalFen: 0 });
  const sums = { side: 'window', insurance: '城乡居民', visitType: '住院', clearingType: '住院' } as const;
  const amounts = { totalFen: 100 as Fen, fundFen: 0 as Fen, accountFen: 0 as Fen };
  const says = await askCentreAboutSums(context, { ...span, to: dayAfter(today) }, [
    { ...sums, count: 1, ...amounts },
  ]);
  expect(says).toBe('与中心的总账不一致。笔数医院 1，中心 0；总费用医院 1.00 元，中心 0.00 元');
});

function dayAfter(text: string): string {
  return new Date(Date.parse(text) + 86_400_000).toISOString().slice(0, 10);
}
