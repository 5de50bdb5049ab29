import { parseArgs } from 'node:util';
import { messageOf, runCommand, say, secondsSince, SetupError } from '../setup/progress.js';
import { prepareWindows, withDisplay } from '../setup/set-up.ts';
import { type CheckStep, checkSteps, type Counts, type Machine, summaryLine } from './steps.ts';

await runCommand(async () => {
  const { steps, full } = chosen();
  if (full) process.env['ONESTOP_FULL'] = '1';
  if (!steps.some((step) => step.needsMachine)) return runSteps(steps);
  const runtime = await prepareWindows({ tests: true });
  return withDisplay((display) => runSteps(steps, { runtime, display }));
});

/** What the command line asks for: every step, or with `--only` some; `--full` for the full size and its steps. */
function chosen(): { steps: readonly CheckStep[]; full: boolean } {
  const keys = checkSteps.map(({ key }) => key);
  const usage = `npm test [-- --only <${keys.join('|')}>[,…]] [--full]`;
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' }, full: { type: 'boolean' } } });
    const wanted = values.only?.split(',') ?? keys;
    const unknown = wanted.find((key) => !keys.includes(key));
    if (unknown !== undefined) throw new Error(`There is no step '${unknown}'.`);
    const full = values.full ?? false;
    const every = values.only === undefined;
    const steps = checkSteps.filter(
      ({ key, onlyAtFullSize = false }) => wanted.includes(key) && (full || !every || !onlyAtFullSize),
    );
    return { steps, full };
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}`);
  }
}

/** Runs the steps one after another and stops at the first that fails. Returns the exit code. */
async function runSteps(steps: readonly CheckStep[], machine?: Machine): Promise<number> {
  const startedAt = performance.now();
  const counts: Counts[] = [];
  for (const step of steps) {
    const stepStartedAt = performance.now();
    say(`\n── ${step.name}`);
    const count = await step.run(machine).catch((error: unknown) => {
      say(messageOf(error));
      return { passed: 0, failed: 1 };
    });
    counts.push(count);
    const outcome = count.failed > 0 ? `✗ ${step.name} failed` : `✓ ${step.name}`;
    say(`${outcome}: ${count.passed} passed, ${count.failed} failed (${secondsSince(stepStartedAt)})`);
    if (count.failed > 0) {
      say(`\nStopped at the first step that failed. Again: npm test -- --only ${step.key}`);
      break;
    }
  }
  say(`\n${summaryLine(counts, startedAt)}`);
  return counts.every(({ failed }) => failed === 0) ? 0 : 1;
}
