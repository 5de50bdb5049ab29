/** One thing that is wrong with a pack or with the options set for it, for the person who wrote it. */
export interface PackProblem {
  readonly file: string;
  /** Counted from 1; 0 when the problem is not in a file. */
  readonly line: number;
  readonly column: number;
  readonly code: string;
  /** Chinese, says what to do. */
  readonly sentence: string;
}

/** A pack that cannot be used, with everything that was found wrong. */
export class PackRefused extends Error {
  readonly problems: readonly PackProblem[];
  constructor(problems: readonly PackProblem[]) {
    super(problems.map(problemLine).join('\n'));
    this.name = 'PackRefused';
    this.problems = problems;
  }
}

/** `suixian-2020.yaml:12:7 unknown_key 不认识的键…` */
export function problemLine(problem: PackProblem): string {
  const place = problem.line === 0 ? problem.file : `${problem.file}:${problem.line}:${problem.column}`;
  return `${place} ${problem.code} ${problem.sentence}`;
}
