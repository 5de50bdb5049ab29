import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** `npm run prove` sets this: the same tests with more cases. */
const full = process.env['ONESTOP_FULL'] === '1';
const MINUTE_MS = 60_000;

/** Starts first what takes longest, so that no core waits at the end; a fresh clone knows no times of its own. */
const longFirst = [
  '/test/faults/',
  '/test/service/recovery/',
  '/test/service/backups/',
  '/test/service/commands/',
];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longFirst.findIndex((folder) => moduleId.includes(folder));
      return at < 0 ? longFirst.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    // On two cores the usual number leaves one of them idle.
    maxWorkers: '100%',
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/bench/**', '**/node_modules/**'],
          globalSetup: 'test/service/harness/before-all-tests.ts',
          // Against what hangs and nothing else: other programs may hold both cores, or the host of the machine.
          testTimeout: full ? 60 * MINUTE_MS : 10 * MINUTE_MS,
          hookTimeout: 10 * MINUTE_MS,
        },
      },
      {
        test: {
          // The packaged application on one display: one file after the other.
          name: 'electron',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          // The usual second is less than what a busy machine takes to draw a page.
          expect: { poll: { timeout: 3 * MINUTE_MS } },
          testTimeout: 10 * MINUTE_MS,
          hookTimeout: 10 * MINUTE_MS,
        },
      },
    ],
  },
});
