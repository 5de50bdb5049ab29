import type { Answer, Stay } from './stay.ts';

/** An engine in the comparison. `settle` is what is timed; `answerOf` only reads its result, for the check before. */
export interface Contender<Result = unknown> {
  readonly name: string;
  readonly itemsBy: ItemsBy;
  /** From the 200 split items to the result: sums, four layers, the patient's part. */
  settle(stay: Stay): Result | Promise<Result>;
  answerOf(result: Result): Answer;
}

/**
 * Who sums the 200 items: the engine's own rules, from the records as they are; the same from five columns of numbers,
 * turned round for it; or a function, so that the engine gets five numbers.
 */
export type ItemsBy = 'rules' | 'columns' | 'function';
