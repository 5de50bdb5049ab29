import { type Fen } from './fen.ts';
import { wholeRatio } from './ratio.ts';
import { timesRatio } from './rounding.ts';

/** Whether a hospital takes cash to the fen, or half up to the jiao since nobody has coins of a fen any more. */
export const cashRoundings = ['none', 'jiao'] as const;
export type CashRounding = (typeof cashRoundings)[number];

/** What goes over the counter where this amount is met in cash. The difference is the hospital's, gain or loss. */
export function cashOver(amount: Fen, rounding: CashRounding): Fen {
  return rounding === 'none' ? amount : timesRatio(amount, wholeRatio, { mode: 'half_up', unitFen: 10 });
}
