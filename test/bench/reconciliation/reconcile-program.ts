import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCheckpointer } from '../../../electron/service/database/checkpoints/checkpointer.ts';
import { inTransaction } from '../../../electron/service/database/transaction.ts';
import { runReconciliation } from '../../../electron/service/reconciliation/run.ts';
import { takeInFile } from '../../../electron/service/reconciliation/take-in.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { openTestHospital, type TestHospital } from '../../service/harness/hospital.ts';
import { bareSeconds } from './bare-work.ts';
import { writeMonth } from './scratch-month.ts';

export interface ReconcileOrder {
  readonly count: number;
  readonly statementFile: string;
}

export interface ReconcileSeen {
  readonly seconds: number;
  readonly takingInSeconds: number;
  /** Of that: all of the run but keeping it; the stored lines are read and set beside the ledger. */
  readonly joinSeconds: number;
  readonly joinProcessorSeconds: number;
  /** Of all threads, without what the clerk's transactions took. */
  readonly processorSeconds: number;
  /** Of what nobody can leave out, in the same minute. */
  readonly bareSeconds: number;
  readonly peakMb: number;
  readonly differenceCount: number;
  readonly progressCount: number;
  /** How long a clerk's transaction took meanwhile at the longest. */
  readonly longestWaitMs: number;
}

const sampleEveryMs = 20;

/** A process of its own, so that its memory is the reconciliation's. */
async function run({ count, statementFile }: ReconcileOrder): Promise<ReconcileSeen> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'onestop-bench-'));
  const hospital = openTestHospital({ dataFolder, nowIso: '2026-10-02T02:00:00.000Z' });
  try {
    writeMonth(hospital, count);
    hospital.reopen();
    const stop = startCheckpointer({ connection: hospital.context.connection, everyMs: 1000 });
    const seen = await reconcile(hospital, statementFile);
    await stop();
    return seen;
  } finally {
    hospital.context.database.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function reconcile(hospital: TestHospital, filePath: string): Promise<ReconcileSeen> {
  const { context, published } = hospital;
  const actor = hospital.actor('finance');
  let [peakMb, longestWaitMs, clerkSeconds] = [0, 0, 0];
  const clerk = setInterval(() => {
    const [began, busy] = [performance.now(), threadSeconds()];
    inTransaction(context.database, () => undefined);
    longestWaitMs = Math.max(longestWaitMs, performance.now() - began);
    peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1e6);
    clerkSeconds += threadSeconds() - busy;
  }, sampleEveryMs);
  const ownSeconds = (): number => processorSeconds() - clerkSeconds;
  let asked = { at: 0, processor: 0 };
  const publish = context.publish.bind(context);
  Object.assign(context, {
    publish: (name: 'reconciliation.progress', payload: { step: string } | null) => {
      if (payload?.step === 'asking') asked = { at: performance.now(), processor: ownSeconds() };
      publish(name, payload as never);
    },
  });
  const [start, before] = [performance.now(), ownSeconds()];
  const { statementId } = await takeInFile(context, actor, { side: 'centre', sourceName: '中心', filePath });
  const [takenIn, processorThen] = [performance.now(), ownSeconds()];
  const { runId } = await runReconciliation(context, actor, {
    requestId: context.newId(),
    from: '2026-09-01' as LocalDate,
    to: '2026-10-01' as LocalDate,
    centreStatementId: statementId,
    hospitalStatementId: null,
    isUnitConfirmed: false,
  });
  const end = performance.now();
  const all = ownSeconds() - before;
  clearInterval(clerk);
  const sql = 'SELECT count(*) FROM reconciliation_difference WHERE run_id = ?';
  return {
    seconds: (end - start) / 1000,
    takingInSeconds: (takenIn - start) / 1000,
    joinSeconds: (asked.at - takenIn) / 1000,
    joinProcessorSeconds: asked.processor - processorThen,
    processorSeconds: all,
    bareSeconds: bareSeconds(context.database, filePath),
    peakMb,
    differenceCount: context.database.prepare<[string], number>(sql).pluck().get(runId) ?? 0,
    progressCount: published.filter(({ name }) => name === 'reconciliation.progress').length,
    longestWaitMs,
  };
}

/** Of this thread since it began. */
function threadSeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}

/** Of this process since it began. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

if (import.meta.main) {
  process.send?.(await run(JSON.parse(process.argv[2] ?? '') as ReconcileOrder));
  process.disconnect();
}
