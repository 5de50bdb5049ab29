import { traceOf } from '../fault.ts';
import type { Ended } from './attempts.ts';
import { connectionOf } from './connection.ts';
import { bringForward, type Delivering, faultEnding } from './deliver.ts';
import type { Ending } from './ending.ts';
import type { OutboxRow } from './row.ts';

export interface BatchResult {
  /** One for each row, in the order in which they ended. */
  readonly endings: readonly Ending[];
  /** The exchange that says the platform as a whole is in trouble. */
  readonly trouble: Ended | undefined;
  /** Whether the platform answered anything at all. */
  readonly answered: boolean;
}

/**
 * Brings the rows of a turn forward over a few connections at once. At the first sign that the platform as a whole is
 * in trouble, or when the sender is stopped, no further row goes out; what is under way ends by itself.
 */
export async function bringBatchForward(
  delivering: Delivering,
  rows: readonly OutboxRow[],
  connections: number,
  isStopped: () => boolean,
): Promise<BatchResult> {
  const endings: Ending[] = [];
  let trouble: Ended | undefined;
  let answered = false;
  const waiting = rows.values();
  const work = async (): Promise<void> => {
    for (const row of waiting) {
      if (isStopped() || trouble !== undefined) {
        endings.push({ came: 'not_sent', row, exchanges: [] });
        continue;
      }
      const ending = await forward(delivering, row);
      endings.push(ending);
      const last = ending.exchanges.at(-1);
      if (last === undefined) continue;
      if (isTrouble(last)) trouble ??= last;
      else answered = true;
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  return { endings, trouble, answered };
}

async function forward(delivering: Delivering, row: OutboxRow): Promise<Ending> {
  try {
    return await bringForward(delivering, row);
  } catch (error) {
    console.error(`outbox row ${row.id} failed: ${traceOf(error)}`);
    return faultEnding(delivering, row);
  }
}

function isTrouble({ outcome, code }: Ended): boolean {
  return outcome !== 'interrupted' && connectionOf(outcome, code) !== 'connected';
}
