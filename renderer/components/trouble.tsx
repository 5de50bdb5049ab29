import type { Refusal } from '../../shared/contract/refusal.ts';
import css from './trouble.module.css';

const shownProblems = 20;

/** No fault: somebody stopped the work, and everything is as it was. */
const stopped: ReadonlySet<string> = new Set([
  'roster_import_cancelled',
  'catalogue_import_cancelled',
  'reconciliation_cancelled',
]);

/** What went wrong, said where it went wrong: one sentence that says what to do, and the places in the file. */
export function Trouble({ refusal }: { refusal: Refusal | undefined }) {
  if (refusal === undefined) return null;
  if (stopped.has(refusal.code)) {
    return (
      <p role="status" title={refusal.code} className={css['stopped']}>
        {refusal.sentence}
      </p>
    );
  }
  const problems = refusal.problems ?? [];
  return (
    // The code is for whoever is asked by telephone; the manual's appendix lists them all.
    <div role="alert" title={refusal.code} className={css['trouble']}>
      <p>{refusal.sentence}</p>
      {problems.length > 0 && (
        <ol className={css['problems']}>
          {problems.slice(0, shownProblems).map((problem) => (
            <li key={`${problem.line} ${problem.column} ${problem.code}`}>
              <b>
                {problem.line > 0 && `第 ${problem.line} 行`} {problem.column}
              </b>
              {problem.sentence !== refusal.sentence && problem.sentence}
            </li>
          ))}
        </ol>
      )}
      {problems.length > shownProblems && (
        <p>还有 {problems.length - shownProblems} 处，改好后再导入会继续检查。</p>
      )}
    </div>
  );
}

/** Something to look at that stops nobody. */
export function Look({ sentence }: { sentence: string }) {
  return (
    <p role="status" className={css['look']}>
      {sentence}
    </p>
  );
}

/** Says what is being done; appears by itself after 300 ms. */
export function Waiting({ what }: { what: string | undefined }) {
  if (what === undefined) return null;
  return (
    <p role="status" className={`waiting ${css['waiting']}`}>
      {what}
    </p>
  );
}
