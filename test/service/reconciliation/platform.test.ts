import { afterAll, beforeAll, expect, it } from 'vitest';
import { askCentreAboutSums } from '../../../electron/service/reconciliation/centre-sums.ts';
import { fetchStatement } from '../../../electron/service/reconciliation/fetch.ts';
import { readRun } from '../../../electron/service/reconciliation/read.ts';
import { runReconciliation } from '../../../electron/service/reconciliation/run.ts';
import { openStay } from '../../../electron/service/stays/open.ts';
import { openVisit } from '../../../electron/service/outpatient/visit.ts';
import { startSender } from '../../../electron/service/outbox/sender.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addFees, addPatient, addPerson, day, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { qualified, visitRequest } from '../outpatient/visits.ts';

let platform: ReferencePlatform;
let hospital: TestHospital;
beforeAll(async () => {
  platform = await ReferencePlatform.start();
  hospital = openTestHospital({ platformUrl: platform.url, nowIso: new Date().toISOString() });
  putSuixianIntoForce(hospital, { outpatient_hypertension_ratio: '50%' });
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
  expect(says).toBe('住院与中心的总账不一致。笔数医院 1，中心 0；总费用医院 1.00 元，中心 0.00 元');
});

it('stays and visits are fetched apart, and their totals agree with ours type by type', async () => {
  const { context, actor } = hospital;
  const today = new Date().toISOString().slice(0, 10);
  const { stayId } = openStay(context, actor('clerk'), {
    requestId: context.newId(),
    personId: addPerson(hospital),
    admissionNumber: 'ZY990001',
    place: 'county',
    department: '神经内科',
    bed: '12',
    admittedOn: day(today),
    dischargedOn: day(today),
    diagnoses: [{ code: 'I63.9', name: '脑梗死' }],
  });
  addFees(hospital, stayId, { inScope: 3000 });
  settle(hospital, stayId);
  const asked = visitRequest(hospital, qualified(hospital, addPerson(hospital)), today);
  const visit = openVisit(context, actor('clerk'), asked);
  addFees(hospital, visit.stayId, { inScope: 500, ownExpense: 0, overLimit: 0, preSelfPay: 0 });
  settle(hospital, visit.stayId);
  const sender = startSender(context, {});
  const unsent = () => context.database.prepare('SELECT 1 FROM outbox WHERE closed_at IS NULL').all().length;
  for (let round = 0; round < 40 && unsent() > 0; round += 1) {
    sender.wake();
    await sender.idle();
  }
  await sender.stop();
  expect(
    context.database.prepare('SELECT kind, state, last_reason FROM outbox WHERE closed_at IS NULL').all(),
  ).toEqual([]);
  const span = { from: day(today), to: day(dayAfter(today)) };
  const { statementId } = await fetchStatement(context, actor('finance'), span);
  const { runId } = await runReconciliation(context, actor('finance'), {
    requestId: context.newId(),
    ...span,
    centreStatementId: statementId,
    hospitalStatementId: null,
    isUnitConfirmed: false,
  });
  const { groups, differences } = readRun(context, runId, { side: null, kind: null });
  expect(differences).toEqual([]);
  const named = (side: string) =>
    groups
      .filter((group) => group.side === side)
      .map(({ visitType, clearingType, count, totalFen }) =>
        [visitType, clearingType, count, totalFen].join(' '),
      );
  expect(named('centre')).toHaveLength(2);
  expect(new Set(named('centre'))).toEqual(new Set(named('window')));
  expect(await askCentreAboutSums(context, span, groups)).toBe(
    '住院与中心的总账一致。门诊与中心的总账一致。',
  );
});

function dayAfter(text: string): string {
  return new Date(Date.parse(text) + 86_400_000).toISOString().slice(0, 10);
}
