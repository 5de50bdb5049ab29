import { boardBand } from '../../../shared/contract/public-board.ts';

/** A number on the boards: the count it was last made of, and what was shown for it. */
export interface BoardCell {
  readonly counted: number;
  readonly shown: number;
}

/** Before its first board every number is nothing, made of nothing. */
const never: BoardCell = { counted: 0, shown: 0 };

/**
 * What the next board shows of a count. A number is the bottom of a band, and it changes only when the count has moved by a
 * whole band from the one it was made of; so a change always stands for at least `boardBand` people, and never for the one
 * who came or went.
 *
 * Why no count below the band can be worked out, on one board or from any number of them: add the same r from 0 to
 * `boardBand - 1` to everything that was ever shown in a cell, and let that be the true counts. They give the same boards:
 * each lies in its band, and where the shown number moved, it moved by whole bands, as did the counts. So every r remains
 * possible. Nothing on a board binds two cells together otherwise than such counts obey too (board.ts): sums are sums of what
 * is shown, and the settled are shown as no more than the people.
 *
 * @param before undefined where no board has moved it yet
 */
export function nextCell(before: BoardCell | undefined, counted: number): BoardCell {
  const known = before ?? never;
  if (Math.abs(counted - known.counted) < boardBand) return known;
  return { counted, shown: counted - (counted % boardBand) };
}
