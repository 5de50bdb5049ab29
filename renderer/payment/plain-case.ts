import type { Trial } from '../../shared/contract/settlements.ts';

/** So long a trial has been readable before a key may confirm it. */
export const readableMs = 300;

/**
 * Whether Enter settles at once for the exact amount in cash: nothing about the trial has to be looked at or asked.
 * What changed since the clerk looked, another system's figure that differs, an approval, a debt from before and a part
 * of a stay that goes on are looked at in the dialog.
 */
export function isPlain(trial: Trial, replaced: Trial | undefined): boolean {
  const { comparison, approved, owedFen, interim } = trial;
  const isLike = comparison === null || comparison.verdict === 'same' || comparison.verdict === 'near';
  return replaced === undefined && isLike && approved.length === 0 && owedFen === 0 && !interim;
}
