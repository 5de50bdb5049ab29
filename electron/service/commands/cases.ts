import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type ConformanceCase, readCases } from '../../../shared/policy/cases/case-file.ts';
import { type PackById, runCase } from '../../../shared/policy/cases/run-case.ts';
import { PackRefused } from '../../../shared/policy/problem.ts';
import { packShelf } from './cases/pack-shelf.ts';

/**
 * `npm run -s cases -- <file or folder> [--packs <folder>]`: runs conformance cases against the built-in packs and any
 * in the folder given. Prints each difference with its explanation; ends with `N passed, M failed`; exit code 1 when
 * M is not 0 or a file cannot be read.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { packs: { type: 'string' } } });
process.exitCode = run(positionals, values.packs);

function run(targets: readonly string[], packsFolder: string | undefined): number {
  if (targets.length === 0) {
    console.error('usage: npm run -s cases -- <file or folder> [--packs <folder>]');
    return 2;
  }
  let passed = 0;
  let failed = 0;
  try {
    const packById = packShelf(packsFolder);
    for (const file of targets.flatMap(caseFiles)) {
      const outcome = runFile(file, packById);
      passed += outcome.passed;
      failed += outcome.failed;
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function caseFiles(target: string): string[] {
  if (!statSync(target).isDirectory()) return [target];
  const names = readdirSync(target).filter((name) => /\.ya?ml$/.test(name));
  return names.sort().map((name) => path.join(target, name));
}

/** A file that is not a case file counts as one failed case, with file, line and column. */
function runFile(file: string, packById: PackById): { passed: number; failed: number } {
  let cases: ConformanceCase[];
  try {
    cases = readCases(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (!(error instanceof PackRefused)) throw error;
    console.log(error.message);
    return { passed: 0, failed: 1 };
  }
  let failed = 0;
  for (const one of cases) {
    const { name, differences } = runCase(one, packById);
    if (differences.length === 0) continue;
    failed += 1;
    console.log(`${file} › ${name}`);
    for (const line of differences) console.log(`  ${line}`);
  }
  return { passed: cases.length - failed, failed };
}
