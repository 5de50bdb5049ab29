import { expect, it, onTestFinished } from 'vitest';
import { insertRow } from '../../../electron/service/database/insert-row.ts';
import { learn } from '../../../electron/service/outbox/identifiers.ts';
import { repeatRun } from '../../../electron/service/reconciliation/run.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { lineOf, type Made, textOf, writeMonth } from './month.ts';
import { reconcile, settled } from './reconciling.ts';

/* A run knows what was written before it, whatever the clock said, and a repetition knows no more. */

const span = { from: '2020-03-01', to: '2020-04-01' };
const now = '2020-04-02T02:00:00.000Z';
const lost = settled(1, { number: null });
const inCentre = lineOf({ ...lost, number: 'S1' });

function openWith(made: readonly Made[]): { hospital: TestHospital; idOf: (one: Made) => string } {
  const hospital = openTestHospital({ nowIso: now });
  onTestFinished(() => hospital.close());
  const ids = writeMonth(hospital, made);
  return { hospital, idOf: (one) => ids.get(one) ?? '' };
}

it('a number that was learnt while the clock was ahead is known', async () => {
  const { hospital, idOf } = openWith([lost]);
  hospital.clock.set('2020-04-20T02:00:00.000Z');
  learn(hospital.context, 'settlement', idOf(lost), 'S1');
  hospital.clock.set(now);
  const run = await reconcile(hospital, span, { centre: textOf([inCentre]) });
  expect(run.differences).toEqual([]);
});

it('a number that is learnt after a run changes nothing of its repetition, though the clock was set back', async () => {
  const { hospital, idOf } = openWith([lost]);
  const run = await reconcile(hospital, span, { centre: textOf([inCentre]) });
  expect(run.differences).toMatchObject([{ kind: 'unconfirmed', cause: 'answer_lost' }]);
  hospital.clock.set('2020-04-01T02:00:00.000Z');
  learn(hospital.context, 'settlement', idOf(lost), 'S1');
  expect(await repeatRun(hospital.context, run.runId)).toMatchObject({ isSame: true });
  const after = await reconcile(hospital, span, { centre: textOf([inCentre]) });
  expect(after.differences).toEqual([]);
});

it('a stay that is admitted after a run changes nothing of its repetition', async () => {
  const one = settled(1);
  const { hospital } = openWith([one]);
  const stranger = lineOf(settled(2, { admission: 'ZY-LATER' }));
  const centre = textOf([lineOf(one), stranger]);
  const run = await reconcile(hospital, span, { centre });
  expect(run.differences).toMatchObject([{ kind: 'unknown' }]);
  writeMonth(hospital, [settled(3, { admission: 'ZY-LATER', day: '2020-05-01' })]);
  expect(await repeatRun(hospital.context, run.runId)).toMatchObject({ isSame: true });
});

it('a run of a file that kept no places yet is repeated by its time', async () => {
  const late = settled(2, { number: null });
  const { hospital, idOf } = openWith([lost, late]);
  const centre = textOf([inCentre, lineOf({ ...late, number: 'S2' })]);
  const run = await reconcile(hospital, span, { centre });
  const { database } = hospital.context;
  database.exec('DROP TRIGGER reconciliation_run_is_never_updated');
  database.exec(
    'UPDATE reconciliation_run SET learnt_up_to = NULL, up_to_invoice_id = NULL, up_to_stay_id = NULL',
  );
  hospital.clock.advanceMs(60_000);
  insertRow(database, 'platform_identifier', {
    our_id: idOf(lost),
    kind: 'settlement',
    value: 'S1',
    learnt_at: hospital.context.clock.now().toISOString(),
  });
  learn(hospital.context, 'settlement', idOf(late), 'S2');
  expect(await repeatRun(hospital.context, run.runId)).toMatchObject({ isSame: true });
});
