import { type ChildProcess, fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunCounts, RunOutcome } from './simulation.ts';
import type { ToWorker } from './worker.ts';

export interface Simulated {
  readonly runs: number;
  readonly counts: Readonly<Record<keyof RunCounts, number>>;
  readonly failed: readonly Extract<RunOutcome, { ok: false }>[];
}

export interface Plan {
  readonly firstSeed: number;
  readonly runs: number;
  readonly steps: number;
  readonly workers: number;
  /** So many failures end everything. */
  readonly mostFailures: number;
  readonly progress?: (runs: number) => void;
}

const nothing: Simulated['counts'] = {
  steps: 0,
  crashes: 0,
  diskErrors: 0,
  messages: 0,
  settlements: 0,
  reversals: 0,
  done: 0,
  dead: 0,
  waiting: 0,
};

/** Makes the runs of the seeds from the first on, in several processes at once. */
export async function simulate(plan: Plan): Promise<Simulated> {
  const counts: Record<keyof RunCounts, number> = { ...nothing };
  const failed: Extract<RunOutcome, { ok: false }>[] = [];
  let [given, runs] = [0, 0];
  const keep = (outcome: RunOutcome): void => {
    runs += 1;
    if (outcome.ok)
      for (const name of Object.keys(counts) as (keyof RunCounts)[]) counts[name] += outcome.counts[name];
    else failed.push(outcome);
    plan.progress?.(runs);
  };
  const takeTurns = async (worker: ChildProcess): Promise<void> => {
    while (given < plan.runs && failed.length < plan.mostFailures) {
      const seed = plan.firstSeed + given;
      given += 1;
      keep(await runIn(worker, { seed, steps: plan.steps }));
    }
    worker.disconnect();
  };
  await Promise.all(Array.from({ length: plan.workers }, () => takeTurns(startWorker())));
  return { runs, counts, failed };
}

export function startWorker(): ChildProcess {
  return fork(path.join(import.meta.dirname, 'worker.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Stripping the types of every file again for each start would cost more than some runs.
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(tmpdir(), 'onestop-compile-cache') },
  });
}

/** A worker that dies has failed the run that it was making. */
export function runIn(worker: ChildProcess, order: ToWorker): Promise<RunOutcome> {
  return new Promise((resolve) => {
    const died = (): void =>
      resolve({
        seed: order.seed,
        ok: false,
        step: 0,
        problem: 'the worker ended',
        traceHash: '',
        trace: [],
      });
    if (worker.exitCode !== null || worker.signalCode !== null) return died();
    worker.once('exit', died);
    worker.once('message', (outcome) => {
      worker.off('exit', died);
      resolve(outcome as RunOutcome);
    });
    worker.send(order);
  });
}

/** `10000 runs of 200 steps: 61000 settlements …` */
export function lineOf({ runs, counts, failed }: Simulated): string {
  const { steps, messages, crashes, diskErrors, settlements, reversals, done, dead, waiting } = counts;
  return [
    `${runs} runs, ${failed.length} failed: ${steps} steps, ${messages} messages, ${crashes} crashes,`,
    `${diskErrors} disk errors, ${settlements} settlements, ${reversals} reversals;`,
    `${done} records delivered once, ${dead} refused, ${waiting} behind them`,
  ].join(' ');
}
