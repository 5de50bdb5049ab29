import type { ServiceContext } from '../context.ts';
import type { Ending } from './ending.ts';
import { uploadSummary } from './summary.ts';

/** While turn follows turn, what waits in all is counted and told at most so often. */
const tellEveryMs = 250;

/**
 * Tells the windows, after a commit of the sender, what went on: each settlement that moved, and what waits, if that is
 * not what they were told last. `goesOn`: the next turn tells more soon.
 */
export function announcer(context: ServiceContext): (endings: readonly Ending[], goesOn: boolean) => void {
  let told = '';
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return (endings, goesOn) => {
    for (const { row, came } of endings) {
      const isSettlement = row.kind === 'settlement' || row.kind === 'reversal';
      if (isSettlement && came !== 'not_sent') {
        context.publish('settlement.changed', { settlementId: row.factId });
      }
    }
    const nowMs = context.clock.now().getTime();
    const isSoon = nowMs >= toldAtMs && nowMs < toldAtMs + tellEveryMs;
    if (goesOn && endings.length > 0 && isSoon) return;
    toldAtMs = nowMs;
    const summary = uploadSummary(context);
    const now = JSON.stringify(summary);
    if (now !== told) context.publish('outbox.changed', summary);
    told = now;
  };
}
