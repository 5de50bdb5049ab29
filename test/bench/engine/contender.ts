import type { Answer, Stay } from './stay.ts';

/** An engine in the comparison. `settle` is what is timed; `answerOf` only reads its result, for the check before. */
export interface Contender<Result = unknown> {
  readonly name: string;
  /** Whether the 200 items go through the engine's own rules, or a function sums them and it gets five numbers. */
  readonly itemsBy: ItemsBy;
  /** From the 200 split items to the result: sums, four layers, the patient's part. */
  settle(stay: Stay): Result | Promise<Result>;
  answerOf(result: Result): Answer;
}

export type ItemsBy = 'rules' | 'function';
