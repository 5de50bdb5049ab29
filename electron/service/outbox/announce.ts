import type { ServiceContext } from '../context.ts';
import type { Ending } from './ending.ts';
import { uploadSummary } from './summary.ts';

/**
 * Tells the windows, after a commit of the sender, what went on: each settlement that moved, and what waits, if that is
 * not what they were told last.
 */
export function announcer(context: ServiceContext): (endings: readonly Ending[]) => void {
  let told = '';
  return (endings) => {
    for (const { row, came } of endings) {
      const isSettlement = row.kind === 'settlement' || row.kind === 'reversal';
      if (isSettlement && came !== 'not_sent') {
        context.publish('settlement.changed', { settlementId: row.factId });
      }
    }
    const summary = uploadSummary(context);
    const now = JSON.stringify(summary);
    if (now !== told) context.publish('outbox.changed', summary);
    told = now;
  };
}
