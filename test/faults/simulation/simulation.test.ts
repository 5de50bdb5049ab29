import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { today, writeProofSection } from '../../proof/section.ts';
import { lineOf, runIn, simulate, startWorker } from './simulate.ts';

const full = process.env['ONESTOP_FULL'] === '1';
const runs = full ? 10_000 : 200;
const steps = 200;
/** Another part of all the runs there are: `ONESTOP_SEED=7`. */
const firstSeed = Number(process.env['ONESTOP_SEED'] ?? 1);
const minutesMs = 60_000;

it('a seed makes the same run again, to the last line of its trace', { timeout: 5 * minutesMs }, async () => {
  const [one, other] = [startWorker(), startWorker()];
  const outcomes = [
    await runIn(one, { seed: firstSeed, steps }),
    // After another run in the same process, and in another one.
    (await runIn(one, { seed: firstSeed + 1, steps }), await runIn(one, { seed: firstSeed, steps })),
    await runIn(other, { seed: firstSeed, steps }),
  ];
  one.disconnect();
  other.disconnect();
  const [hash] = outcomes.map(({ traceHash }) => traceHash);
  expect(outcomes.map(({ traceHash }) => traceHash)).toEqual([hash, hash, hash]);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
});

it(
  `${runs} runs of ${steps} steps from seed ${firstSeed} on: nothing lost, nothing twice`,
  { timeout: full ? 240 * minutesMs : 10 * minutesMs },
  async () => {
    const workers = Math.max(2, Math.min(8, availableParallelism()));
    const simulated = await simulate({ firstSeed, runs, steps, workers, mostFailures: 3 });
    const problems = simulated.failed.map(({ seed, step, problem, trace }) => ({
      seed,
      step,
      problem,
      trace,
    }));
    expect(problems).toEqual([]);
    expect(simulated.runs).toBe(runs);
    // A simulation in which nothing happens proves nothing.
    const { settlements, reversals, crashes, diskErrors } = simulated.counts;
    expect(Math.min(settlements, reversals, crashes, diskErrors)).toBeGreaterThan(runs);
    if (full) {
      writeProofSection('Simulated faults', [
        '',
        `On ${today()}, seeds ${firstSeed} to ${firstSeed + runs - 1}:`,
        `${lineOf(simulated)}.`,
      ]);
    }
  },
);
