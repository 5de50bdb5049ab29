import type { EventPayload } from '../../../shared/contract/contract.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { traceOf } from '../fault.ts';
import type { RunningJob } from '../file-work/file-work.ts';
import { today } from '../hospital/settings.ts';
import { type Place, type SearchOrder, type SearchPortion, yearsToExamine } from './order.ts';

/** A search of its own: in which thread, where its runs are kept, and what is done with what it found. */
export interface SearchKind<Portion> {
  /** In the program's own log. */
  readonly what: string;
  readonly start: StartSearch<Portion>;
  readonly tables: { readonly run: string; readonly portion: string };
  readonly act: 'leftOut.examined' | 'irregularities.examined';
  readonly progress: 'leftOut.progress' | 'irregularities.progress';
  /** Keeps what a portion found, in one transaction. */
  readonly keep: (context: ServiceContext, run: SearchRun, portion: Portion) => void;
  /** After the opening. */
  readonly firstDelayMs: number;
}

/** How the thread is started; a test may search where it stands. */
export type StartSearch<Portion> = (order: SearchOrder, tell: (portion: Portion) => void) => RunningJob<null>;

export interface SearchRun extends Place {
  readonly runId: string;
}

type Progress = NonNullable<EventPayload<'leftOut.progress'>>;

interface Unfinished extends SearchRun, Progress {}

interface Running {
  examinedCount: number;
  readonly job: RunningJob<null>;
  /** Settles when the run is over, however. */
  readonly over: Promise<unknown>;
}

type Later = (delayMs: number, run: () => void) => () => void;

/** A machine that is on at midnight begins within this time; one that is switched on in the morning, soon after. */
const everyMs = 15 * 60_000;

/**
 * A search through all persons of the years that count, once a day: portion by portion in a thread beside the clerk, one
 * run at a time for each open file. A run that broke off goes on the same day behind the last portion that was kept.
 */
export class NightlySearch<Portion extends SearchPortion> {
  readonly #kind: SearchKind<Portion>;
  readonly #running = new WeakMap<object, Running>();

  constructor(kind: SearchKind<Portion>) {
    this.#kind = kind;
  }

  /** How far the run is; null when none is under way. */
  running({ database }: ServiceContext): Progress | null {
    const mine = this.#running.get(database);
    return mine === undefined ? null : { examinedCount: mine.examinedCount };
  }

  /** Begins a run, or goes on with one that broke off today. One that runs already goes on. */
  begin(
    context: ServiceContext,
    actor: Actor | undefined,
    start: StartSearch<Portion> = this.#kind.start,
  ): Progress {
    const underWay = this.running(context);
    if (underWay !== null) return underWay;
    const { keep, progress, what } = this.#kind;
    const run = this.#unfinished(context) ?? this.#beginRun(context, actor);
    const { runId, firstYear, lastYear } = run;
    let { after } = run;
    const isMine = () => this.#running.get(context.database) === mine;
    const reading = { connection: context.connection, nowIso: context.clock.now().toISOString() };
    const job = start({ ...reading, firstYear, lastYear, after }, (portion) => {
      if (!isMine()) return;
      keep(context, { runId, firstYear, lastYear, after }, portion);
      after = portion.upTo;
      mine.examinedCount += portion.examinedCount;
      context.publish(progress, { examinedCount: mine.examinedCount });
    });
    const over = job.result
      .catch((error: unknown) => console.error(`the search for ${what} stopped: ${traceOf(error)}`))
      .finally(() => {
        if (!isMine()) return;
        this.#running.delete(context.database);
        context.publish(progress, null);
      });
    const mine: Running = { examinedCount: run.examinedCount, job, over };
    this.#running.set(context.database, mine);
    return { examinedCount: mine.examinedCount };
  }

  /** Settles when no run is under way. */
  async over({ database }: ServiceContext): Promise<void> {
    await this.#running.get(database)?.over;
  }

  /** Ends the run where it is; the next one goes on behind the last portion that was kept. */
  async stop({ database }: ServiceContext): Promise<void> {
    const mine = this.#running.get(database);
    this.#running.delete(database);
    await mine?.job.stop();
  }

  /** Sees to one run a day, behind everything else. Returns what ends it, a run with it; the next start goes on there. */
  daily(context: ServiceContext, later: Later): () => Promise<void> {
    const { firstDelayMs, what } = this.#kind;
    let cancel = later(firstDelayMs, function look(this: void) {
      attempt();
      cancel = later(everyMs, look);
    });
    const attempt = () => {
      try {
        if (!this.wasToday(context)) this.begin(context, undefined);
      } catch (error) {
        console.error(`the nightly search for ${what} did not begin: ${traceOf(error)}`);
      }
    };
    return async () => {
      cancel();
      await this.stop(context);
    };
  }

  #beginRun(context: ServiceContext, actor: Actor | undefined): Unfinished {
    const [runId, day] = [context.newId(), today(context)];
    const { firstYear, lastYear } = yearsToExamine(day);
    inTransaction(context.database, () => {
      insertRow(context.database, this.#kind.tables.run, {
        id: runId,
        first_year: firstYear,
        last_year: lastYear,
        day,
        recorded_by: actor?.accountId ?? null,
        recorded_at: context.clock.now().toISOString(),
      });
      appendAudit(context, actor, this.#kind.act, runId, { firstYear, lastYear, day });
    });
    return { runId, firstYear, lastYear, after: 0, examinedCount: 0 };
  }

  /** The newest run, if it is of today and did not come to its end: knowledge of another day would be mixed in. */
  #unfinished(context: ServiceContext): Unfinished | undefined {
    const { run, portion } = this.#kind.tables;
    return statement<[string], Unfinished>(
      context.database,
      `SELECT run.id AS runId, first_year AS firstYear, last_year AS lastYear, coalesce(max(portion.up_to), 0) AS after,
         coalesce(sum(portion.examined_count), 0) AS examinedCount
       FROM ${run} AS run LEFT JOIN ${portion} AS portion ON portion.run_id = run.id
       WHERE run.rowid = (SELECT max(rowid) FROM ${run}) AND run.day = ?
       GROUP BY run.id HAVING coalesce(max(portion.is_last), 0) = 0`,
    ).get(today(context));
  }

  /** Whether a run of this day has come to its end. */
  wasToday(context: ServiceContext): boolean {
    const { run, portion } = this.#kind.tables;
    const row = statement<[string], { found: 1 }>(
      context.database,
      `SELECT 1 AS found FROM ${run} AS run JOIN ${portion} AS portion ON portion.run_id = run.id AND is_last = 1
       WHERE run.day = ? LIMIT 1`,
    ).get(today(context));
    return row !== undefined;
  }
}
