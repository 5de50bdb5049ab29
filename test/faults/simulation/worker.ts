import './deterministic.ts';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Crash } from './crash-points.ts';
import { type RunOutcome, Simulation } from './simulation.ts';
import { makeTemplate } from './template.ts';

/*
 * A process that makes runs, one after another, as it is told: `{seed, steps}` in, the outcome out. A disk in memory
 * where there is one: what the power leaves on a real disk is tried elsewhere (power-loss.test.ts).
 */
export interface ToWorker {
  readonly seed: number;
  readonly steps: number;
}

const memory = '/dev/shm';
const folder = mkdtempSync(path.join(existsSync(memory) ? memory : tmpdir(), 'onestop-simulation-'));
const template = makeTemplate();

// What the service says to its log when something breaks is not what is looked at here.
console.error = () => undefined;
process.on('unhandledRejection', (error) => {
  if (!(error instanceof Crash)) throw error;
});

async function run({ seed, steps }: ToWorker): Promise<void> {
  const outcome: RunOutcome = await new Simulation(seed, folder, template).run(steps);
  process.send?.(outcome.ok ? { ...outcome, trace: [] } : { ...outcome, trace: outcome.trace.slice(-60) });
}

process.on('message', (message) => void run(message as ToWorker));
process.on('disconnect', () => {
  template.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
