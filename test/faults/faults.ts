import { parseArgs } from 'node:util';
import { lineOf, simulate, type Simulated } from './simulation/simulate.ts';

/**
 * `npm run -s faults -- --seed N --steps M [--runs R] [--workers W]`: runs of the simulation from that seed on. A
 * failure prints its seed, its step and the end of its trace; the same seed and steps make it again.
 */
const usage = 'npm run -s faults -- [--seed N] [--steps M] [--runs R] [--workers W]';

function numbers() {
  const number = { type: 'string' } as const;
  const options = { seed: number, steps: number, runs: number, workers: number };
  const { values } = parseArgs({ options });
  const read = (name: keyof typeof options, otherwise: number, most: number): number => {
    const value = Number(values[name] ?? otherwise);
    if (!Number.isInteger(value) || value < 0 || value > most)
      throw new Error(`--${name} is not such a number`);
    return value;
  };
  return {
    firstSeed: read('seed', 1, 2 ** 31),
    steps: read('steps', 200, 100_000),
    runs: read('runs', 1, 10_000_000),
    workers: read('workers', 2, 64),
  };
}

function tell(simulated: Simulated, steps: number): void {
  for (const { seed, step, problem, trace } of simulated.failed) {
    console.log(trace.join('\n'));
    console.log(`seed ${seed}, step ${step}: ${problem}`);
    console.log(`again: npm run -s faults -- --seed ${seed} --steps ${steps}\n`);
  }
  console.log(lineOf(simulated));
}

try {
  const plan = numbers();
  const workers = Math.min(plan.workers, plan.runs);
  const simulated = await simulate({ ...plan, workers, mostFailures: 5 });
  tell(simulated, plan.steps);
  process.exitCode = simulated.failed.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
