import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelWork, runningWork } from '../../../electron/service/reconciliation/alone.ts';
import { runReconciliation } from '../../../electron/service/reconciliation/run.ts';
import { listStatements } from '../../../electron/service/reconciliation/statements.ts';
import { takeInFile } from '../../../electron/service/reconciliation/take-in.ts';
import type { ReconciliationProgress } from '../../../shared/contract/reconciliation.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { lineOf, textOf, writeMonth } from './month.ts';
import { settled, takeIn } from './reconciling.ts';

const full = process.env['ONESTOP_FULL'] === '1';
/** More than a run does where it stands (run.ts), so that a thread does it. */
const lineCount = full ? 500_000 : 22_000;
const hereCount = 300;

let hospital: TestHospital;
beforeAll(() => {
  hospital = openTestHospital({ nowIso: '2020-04-02T02:00:00.000Z' });
  writeMonth(
    hospital,
    Array.from({ length: hereCount }, (_, index) => settled(index)),
  );
});
afterAll(() => hospital.close());

const actor = () => hospital.actor('finance');

/** Lines of March for our settlements, the last of which has its number twice, and lines of April behind them. */
async function writeLong(count: number): Promise<string> {
  const filePath = path.join(hospital.context.dataFolder, `${count}.csv`);
  const out = createWriteStream(filePath);
  out.write('中心结算号,结算日期,医疗费总额\r\n');
  for (let index = 0; index < count; index += 1) {
    const ofMarch = index <= hereCount;
    const number = ofMarch ? Math.min(index, hereCount - 1) : index;
    const written = out.write(`S${number},2020-0${ofMarch ? 3 : 4}-10,1000.00\r\n`);
    if (!written) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return filePath;
}

const takeInLong = async (count: number) =>
  takeInFile(hospital.context, actor(), {
    side: 'centre',
    sourceName: '县医保中心',
    filePath: await writeLong(count),
  });
const run = (centreStatementId: string) =>
  runReconciliation(hospital.context, actor(), {
    requestId: hospital.context.newId(),
    from: day('2020-03-01'),
    to: day('2020-04-01'),
    centreStatementId,
    hospitalStatementId: null,
    isUnitConfirmed: false,
  });
const count = (table: string): number =>
  hospital.context.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

describe(`a statement of ${lineCount} lines`, () => {
  it('is taken in and set beside the window in threads, and each step tells how far it is', async () => {
    const taken = await takeInLong(lineCount);
    expect(taken).toMatchObject({ lineCount, firstDay: '2020-03-10', lastDay: '2020-04-10' });
    hospital.published.length = 0;
    const { runId } = await run(taken.statementId);
    const kinds = hospital.context.database
      .prepare('SELECT kind, cause FROM reconciliation_difference WHERE run_id = ?')
      .all(runId);
    expect(kinds).toEqual([{ kind: 'twice', cause: 'repeated_line' }]);
    const steps = hospital.published
      .filter(({ name }) => name === 'reconciliation.progress')
      .map(({ payload }) => (payload as ReconciliationProgress | null)?.step ?? null);
    expect([...new Set(steps)]).toEqual(['reading', 'pairing', 'judging', 'asking', 'storing', null]);
  });

  it('is left as it was where somebody cancels, and the next can begin at once', async () => {
    const [statements, portions] = [count('statement'), count('statement_portion')];
    const reading = takeInLong(lineCount);
    const whenTold = onProgress('reading', () => cancelWork(hospital.context));
    expect(await refusalCode(() => reading)).toBe('reconciliation_cancelled');
    whenTold();
    expect([count('statement'), count('statement_portion')]).toEqual([statements, portions]);
    const { statementId } = listStatements(hospital.context)[0]!;
    const runs = count('reconciliation_run');
    const stop = onProgress('pairing', () => cancelWork(hospital.context));
    expect(await refusalCode(() => run(statementId))).toBe('reconciliation_cancelled');
    stop();
    expect(count('reconciliation_run')).toBe(runs);
    expect(count('reconciliation_difference')).toBe(1);
    expect(runningWork(hospital.context)).toBeNull();
    await run(statementId);
    expect(count('reconciliation_run')).toBe(runs + 1);
  });
});

it('two at once are refused, and one that ends makes room', async () => {
  const text = textOf([lineOf(settled(1))]);
  const first = takeIn(hospital, 'centre', text);
  expect(await refusalCode(() => takeIn(hospital, 'hospital', text))).toBe('reconciliation_running');
  await first;
  expect(await takeIn(hospital, 'hospital', text)).toMatch(/\w/);
});

it.each(full ? [1_200_001] : [])('%i lines are refused, and nothing of them stays', async (tooMany) => {
  const portions = count('statement_portion');
  expect(await refusalCode(() => takeInLong(tooMany))).toBe('statement_too_many_lines');
  expect(count('statement_portion')).toBe(portions);
});

/** Does something as soon as that step is told. @returns what ends it */
function onProgress(step: ReconciliationProgress['step'], act: () => void): () => void {
  const { context } = hospital;
  const publish = context.publish.bind(context);
  Object.assign(context, {
    publish: (name: 'reconciliation.progress', payload: ReconciliationProgress | null) => {
      publish(name, payload);
      if (payload?.step === step) act();
    },
  });
  return () => void Object.assign(context, { publish });
}
