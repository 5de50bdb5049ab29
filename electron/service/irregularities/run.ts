import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { traceOf } from '../fault.ts';
import { runFileJob, type RunningJob } from '../file-work/file-work.ts';
import { today } from '../hospital/settings.ts';
import { yearsToExamine } from '../left-out/examine.ts';
import type { Portion } from './examine.ts';
import type { ExaminationOrder } from './examine-beside.ts';
import { keepPortion } from './keep-portion.ts';

interface Running {
  examinedCount: number;
  readonly job: RunningJob<null>;
  /** Settles when the run is over, however. */
  readonly over: Promise<unknown>;
}

/** One run at a time for each open file. */
const running = new WeakMap<object, Running>();

interface Unfinished {
  readonly runId: string;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly after: number;
  readonly examinedCount: number;
}

/** How far the run is; null when none is under way. */
export function runningExamination({ database }: ServiceContext): { readonly examinedCount: number } | null {
  const mine = running.get(database);
  return mine === undefined ? null : { examinedCount: mine.examinedCount };
}

/** How the thread is started; a test may search where it stands. */
export type RunExamination = (
  name: 'examineIrregularities',
  order: ExaminationOrder,
  tell: (portion: Portion) => void,
) => RunningJob<null>;

/** Begins a run beside the clerk, or goes on with one that broke off today. One that runs already goes on. */
export function examine(
  context: ServiceContext,
  actor: Actor | undefined,
  runJob: RunExamination = runFileJob,
): { readonly examinedCount: number } {
  const underWay = runningExamination(context);
  if (underWay !== null) return underWay;
  const run = unfinished(context) ?? beginRun(context, actor);
  const { runId, firstYear, lastYear } = run;
  let { after } = run;
  const order = { connection: context.connection, nowIso: context.clock.now().toISOString() };
  const job = runJob('examineIrregularities', { ...order, firstYear, lastYear, after }, (portion) => {
    if (running.get(context.database) !== mine) return;
    keepPortion(context, { runId, firstYear, lastYear, after }, portion);
    after = portion.upTo;
    mine.examinedCount += portion.examinedCount;
    context.publish('irregularities.progress', { examinedCount: mine.examinedCount });
  });
  const over = job.result
    .catch((error: unknown) => console.error(`the search for irregularities stopped: ${traceOf(error)}`))
    .finally(() => {
      if (running.get(context.database) !== mine) return;
      running.delete(context.database);
      context.publish('irregularities.progress', null);
    });
  const mine: Running = { examinedCount: run.examinedCount, job, over };
  running.set(context.database, mine);
  return { examinedCount: mine.examinedCount };
}

/** Settles when no run is under way. */
export async function examinationOver({ database }: ServiceContext): Promise<void> {
  await running.get(database)?.over;
}

/** Ends the run where it is; the next one goes on behind the last portion that was kept. */
export async function stopExamination({ database }: ServiceContext): Promise<void> {
  const mine = running.get(database);
  running.delete(database);
  await mine?.job.stop();
}

function beginRun(context: ServiceContext, actor: Actor | undefined): Unfinished {
  const { database } = context;
  const [runId, day] = [context.newId(), today(context)];
  const { firstYear, lastYear } = yearsToExamine(day);
  inTransaction(database, () => {
    insertRow(database, 'irregularity_run', {
      id: runId,
      first_year: firstYear,
      last_year: lastYear,
      day,
      recorded_by: actor?.accountId ?? null,
      recorded_at: context.clock.now().toISOString(),
    });
    appendAudit(context, actor, 'irregularities.examined', runId, { firstYear, lastYear, day });
  });
  return { runId, firstYear, lastYear, after: 0, examinedCount: 0 };
}

/** The newest run, if it is of today and did not come to its end: knowledge of another day would be mixed in. */
function unfinished(context: ServiceContext): Unfinished | undefined {
  return statement<[string], Unfinished>(
    context.database,
    `SELECT run.id AS runId, first_year AS firstYear, last_year AS lastYear, coalesce(max(portion.up_to), 0) AS after,
       coalesce(sum(portion.examined_count), 0) AS examinedCount
     FROM irregularity_run AS run LEFT JOIN irregularity_portion AS portion ON portion.run_id = run.id
     WHERE run.rowid = (SELECT max(rowid) FROM irregularity_run) AND run.day = ?
     GROUP BY run.id HAVING coalesce(max(portion.is_last), 0) = 0`,
  ).get(today(context));
}

/** Whether a run of this day has come to its end. */
export function wasExaminedToday(context: ServiceContext): boolean {
  const row = statement<[string], { found: 1 }>(
    context.database,
    `SELECT 1 AS found FROM irregularity_run AS run JOIN irregularity_portion AS portion ON portion.run_id = run.id AND is_last = 1
     WHERE run.day = ? LIMIT 1`,
  ).get(today(context));
  return row !== undefined;
}
