import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from '../../build/setup/children.js';
import { projectFolder } from '../../build/setup/dependencies.js';
import { installLockedPackage } from '../../build/setup/locked-package.ts';
import { runCommand, say } from '../../build/setup/progress.js';
import { today, writeProofSection } from '../proof/section.ts';
import { proofLines, readReport, type StrykerReport } from './report.ts';

const wantedPercent = 90;

const howItIsDone = [
  '',
  '`npm run prove` runs it as its last step; `npm test -- --only mutation` runs it alone. Stryker (package and lock in `test/mutation`, installed on demand) changes one place of `shared/engine` at a time: arithmetic, comparisons and their bounds, conditions, returned blocks, texts, arrays, optional chains. The tests of `test/shared/engine`, the conformance cases, the tests of reading packs, 20 runs of each property and 400 settlements against the oracle, all with fixed seeds, have to notice. A mutant that survives counts as survived whether it is argued or not.',
];

/**
 * Breaks the engine in every way Stryker knows and counts what the tests notice; writes it to docs/proof.md. Arguments go to
 * Stryker: with `--mutate shared/engine/limit.ts` only that is tried and nothing is written; `--incremental` takes over what an
 * earlier run saw of code and tests that have not changed since.
 */
await runCommand(async () => {
  const args = process.argv.slice(2);
  await installLockedPackage('Mutation testing', import.meta.dirname);
  const stryker = join(import.meta.dirname, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const code = await runToEnd(
    process.execPath,
    [stryker, 'run', 'test/mutation/stryker.config.json', ...args],
    {
      cwd: projectFolder,
      env: {
        ...process.env,
        // Every mutant runs in a new thread, which compiles the libraries anew without this.
        NODE_COMPILE_CACHE: join(projectFolder, 'out', 'compiled'),
        ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
      },
    },
  );
  if (code !== 0) return code;
  const report = join(projectFolder, 'out', 'test', 'mutation.json');
  const result = readReport(JSON.parse(readFileSync(report, 'utf8')) as StrykerReport);
  const date = today();
  if (!args.includes('--mutate')) {
    writeProofSection('Mutation testing of the engine', [...howItIsDone, ...proofLines(result, date)]);
  }
  for (const { file, source } of result.outdated) say(`No survivor any more: ${file}: ${source}`);
  say(`${result.percentKilled.toFixed(2)} % killed; ${wantedPercent} % wanted`);
  return result.percentKilled >= wantedPercent ? 0 : 1;
});
