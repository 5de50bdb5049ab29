import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countsOf, summaryLine } from '../../build/checks/steps.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onestop-checks-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function report(content: object): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe('counts of a test run', () => {
  test('are those of its report', () => {
    expect(countsOf(report({ numPassedTests: 12, numFailedTests: 0 }), 0)).toEqual({ passed: 12, failed: 0 });
    expect(countsOf(report({ numPassedTests: 12, numFailedTests: 3 }), 1)).toEqual({ passed: 12, failed: 3 });
  });

  test('a test that was left out has not passed', () => {
    const skipped = report({ numPassedTests: 12, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1 });
    expect(countsOf(skipped, 0)).toEqual({ passed: 12, failed: 3 });
  });

  test('an error outside of every test is a failure', () => {
    expect(countsOf(report({ numPassedTests: 12, numFailedTests: 0 }), 1)).toEqual({ passed: 12, failed: 1 });
  });

  test('a run without a report is an error, not a success', () => {
    expect(() => countsOf(join(folder, 'none.json'), 0)).toThrow('left no report');
  });
});

test('the last line adds up every step', () => {
  const line = summaryLine(
    [
      { passed: 1, failed: 0 },
      { passed: 40, failed: 2 },
    ],
    performance.now(),
  );
  expect(line).toMatch(/^41 passed, 2 failed \(\d+\.\d s\)$/);
});
