import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** The tests that have to notice a broken engine, in the order in which they are tried on each mutant. */
const tests = [
  'test/shared/engine/*.test.ts',
  'test/shared/policy/cases.test.ts',
  'test/shared/policy/read-pack.test.ts',
  'test/shared/engine/oracle/oracle.test.ts',
];

/** Quick tests first: the first one that fails ends the run of a mutant. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const slow = ['properties', 'cases', 'read-pack', 'oracle'];
    const rank = ({ moduleId }: TestSpecification) => slow.findIndex((name) => moduleId.includes(name));
    return files.toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    include: tests,
    testTimeout: 60_000,
    // One process imports everything once for each mutant.
    isolate: false,
    fileParallelism: false,
    sequence: { sequencer: QuickestFirst },
    // The many random claims of the other steps would find the same mutants later.
    env: { SETTLEMENTS: '400', PROPERTY_RUNS: '20', SEED: '1', ONESTOP_FULL: '' },
  },
});
