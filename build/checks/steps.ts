import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../bundle/bundle.ts';
import { checkPackage } from '../package/check-package.ts';
import { packageApplication, packagedExecutable } from '../package/package-application.ts';
import { runToEnd } from '../setup/children.js';
import { projectFolder } from '../setup/dependencies.js';
import type { Display } from '../setup/display.ts';
import type { ElectronRuntime } from '../setup/electron-runtime.ts';
import { runQuietly, secondsSince, SetupError } from '../setup/progress.js';

/** What is there for the steps that package or open the application. */
export interface Machine {
  readonly runtime: ElectronRuntime;
  readonly display: Display;
}

/** How many single checks a step made. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** A step of the whole check; `npm test -- --only <key>` runs one. */
export interface CheckStep {
  readonly key: string;
  readonly name: string;
  /** True for steps that need Electron, a display or a printer. */
  readonly needsMachine: boolean;
  /** True for steps that take too long for every day: only with `--full`, or when asked for by name. */
  readonly onlyAtFullSize?: boolean;
  /** @throws SetupError when it fails without counting anything */
  run(machine: Machine | undefined): Promise<Counts>;
}

const one: Counts = { passed: 1, failed: 0 };

/** A check by one of the tools in node_modules. */
function tool(key: string, name: string, script: string, ...args: string[]): CheckStep {
  const file = join(projectFolder, 'node_modules', script);
  return {
    key,
    name,
    needsMachine: false,
    async run() {
      await runQuietly(process.execPath, [file, ...args], { cwd: projectFolder });
      return one;
    },
  };
}

/** A project of vitest.config.ts; its tests are counted one by one. */
function tests(key: string, name: string): CheckStep {
  return {
    key,
    name,
    needsMachine: true,
    async run(machine) {
      const report = join(projectFolder, 'out', 'test', `${key}.json`);
      mkdirSync(join(report, '..'), { recursive: true });
      rmSync(report, { force: true });
      const vitest = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
      const args = [
        'run',
        '--project',
        key,
        '--reporter=default',
        '--reporter=json',
        `--outputFile=${report}`,
      ];
      const code = await runToEnd(process.execPath, [vitest, ...args], {
        cwd: projectFolder,
        env: {
          ...process.env,
          ...machine?.display.environment,
          // Colours are for terminals; in a file they are only in the way.
          ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
          ONESTOP_APP: packagedExecutable('test'),
        },
      });
      return countsOf(report, code);
    },
  };
}

/** Reads vitest's report. A test that was left out has not passed; errors outside of a test count as one failure. */
export function countsOf(report: string, exitCode: number): Counts {
  let text: string;
  try {
    text = readFileSync(report, 'utf8');
  } catch {
    throw new SetupError(`vitest ended with code ${exitCode} and left no report`);
  }
  const counted = JSON.parse(text) as Record<string, number>;
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = counted;
  const failed = numFailedTests + numPendingTests + numTodoTests;
  return { passed: numPassedTests, failed: exitCode === 0 ? failed : Math.max(1, failed) };
}

/** A step of our own that needs the machine set up. */
function own(key: string, name: string, work: (machine: Machine) => Promise<string>): CheckStep {
  return {
    key,
    name,
    needsMachine: true,
    async run(machine) {
      if (!machine) throw new SetupError(`${name} needs the machine set up`);
      await work(machine);
      return one;
    },
  };
}

const mutation: CheckStep = {
  key: 'mutation',
  name: 'Mutation testing of the engine',
  needsMachine: false,
  onlyAtFullSize: true,
  async run() {
    const file = join(projectFolder, 'test', 'mutation', 'run.ts');
    const code = await runToEnd(process.execPath, [file], { cwd: projectFolder });
    return code === 0 ? one : { passed: 0, failed: 1 };
  },
};

/** Every check, in the order in which they tell most for the time they take. */
export const checkSteps: readonly CheckStep[] = [
  tool('format', 'Format', 'oxfmt/bin/oxfmt', '--check'),
  tool('lint', 'Lint', 'oxlint/bin/oxlint', '--type-aware', '--max-warnings', '0'),
  tool('types', 'Types', 'typescript/bin/tsc'),
  tests('fast', 'Unit, service and architecture tests'),
  own('bundle', 'Bundle', bundle),
  own('package', 'Package', ({ runtime }) => packageApplication(runtime, 'test')),
  own('contents', 'Contents of the package', ({ runtime }) => checkPackage(runtime, 'test')),
  tests('electron', 'Tests in the packaged application'),
  mutation,
];

/** The line under everything: what was counted, and how long it took. */
export function summaryLine(counts: readonly Counts[], startedAt: number): string {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  return `${passed} passed, ${failed} failed (${secondsSince(startedAt)})`;
}
