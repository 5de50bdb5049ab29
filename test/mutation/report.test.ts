import { expect, it } from 'vitest';
import { proofLines, readReport, type StrykerReport } from './report.ts';

type Mutant = StrykerReport['files'][string]['mutants'][number];

/** A mutant of `b > 0` in the second line of the file below. */
const mutant = (status: Mutant['status'], replacement = 'b >= 0'): Mutant => ({
  mutatorName: 'EqualityOperator',
  replacement,
  status,
  location: { start: { line: 2, column: 7 }, end: { line: 2, column: 12 } },
});

const report = (...mutants: Mutant[]): StrykerReport => ({
  files: { 'shared/engine/a.ts': { source: 'let a = 1;\n  if (b > 0) a = 2;\n', mutants } },
});

it('a mutant that survives or that no test reaches counts against the score, one that never ends does not', () => {
  const { percentKilled, total } = readReport(
    report(mutant('Killed'), mutant('Timeout'), mutant('Survived'), mutant('NoCoverage')),
  );
  expect(percentKilled).toBe(50);
  expect(total).toEqual({ file: 'all', killed: 1, timeout: 1, survived: 1, notCovered: 1 });
});

it('a survivor is shown as it was and as it became', () => {
  const result = readReport(report(mutant('Killed'), mutant('Survived')));
  expect(result.survivors).toEqual([
    {
      file: 'a.ts',
      line: 2,
      source: 'if (b > 0) a = 2;',
      was: 'b > 0',
      becomes: 'b >= 0',
      because: undefined,
    },
  ]);
  expect(proofLines(result, 'today').join('\n')).toContain('- a.ts:2 ``b > 0`` → ``b >= 0``');
});
