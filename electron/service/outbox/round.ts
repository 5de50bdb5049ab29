import { databaseRefusal } from '../database/failure.ts';
import { traceOf } from '../fault.ts';
import type { Ended } from './attempts.ts';
import { connectionOf } from './connection.ts';
import { bringForward, type Delivering, putOffFaulty } from './deliver.ts';
import { dueRows, type OutboxRow } from './row.ts';
import { uploadSummary } from './summary.ts';

/**
 * Brings what is due forward, oldest first, at most `limit` rows; windows are told after the commits. Ends early at
 * the first sign that the platform as a whole is in trouble, and returns that exchange.
 */
export async function bringRoundForward(
  delivering: Delivering,
  limit: number,
  stopped: () => boolean,
): Promise<{ readonly count: number; readonly trouble: Ended | undefined }> {
  const { context } = delivering;
  const rows = dueRows(context, limit);
  let trouble: Ended | undefined;
  for (const row of rows) {
    if (stopped() || trouble !== undefined) break;
    const ended = await forward(delivering, row);
    if (row.kind !== 'admission') context.publish('settlement.changed', { settlementId: row.factId });
    if (ended !== undefined && inTrouble(ended)) trouble = ended;
  }
  if (rows.length > 0) context.publish('outbox.changed', uploadSummary(context));
  return { count: rows.length, trouble };
}

async function forward(delivering: Delivering, row: OutboxRow): Promise<Ended | undefined> {
  try {
    return await bringForward(delivering, row);
  } catch (error) {
    if (databaseRefusal(error) !== undefined) throw error;
    console.error(`outbox row ${row.id} failed: ${traceOf(error)}`);
    putOffFaulty(delivering, row);
    return undefined;
  }
}

function inTrouble(ended: Ended): boolean {
  return ended.outcome !== 'interrupted' && connectionOf(ended.outcome, ended.code) !== 'connected';
}
