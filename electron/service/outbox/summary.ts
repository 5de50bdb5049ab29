import type { UploadSummary } from '../../../shared/contract/hospital.ts';
import { fen, largestFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { lastConnection } from './connection.ts';

/**
 * What still waits for the platform: how many records, how much money (total cost; a reversal counts as much as what
 * it reverses), since when, and how many of them need a person.
 */
export function uploadSummary(context: ServiceContext): UploadSummary {
  const row = statement<[], { unsent: number; amount: number; oldest: string | null; dead: number }>(
    context.database,
    `SELECT count(*) AS unsent, coalesce(sum(abs(amount_fen)), 0) AS amount, min(recorded_at) AS oldest,
       coalesce(sum(state = 'dead'), 0) AS dead
     FROM outbox WHERE closed_at IS NULL`,
  ).get();
  return {
    unsentCount: row?.unsent ?? 0,
    // The frame of every screen shows it: a sum beyond every limit must not take the screens away.
    unsentFen: fen(Math.min(row?.amount ?? 0, largestFen)),
    oldestAt: row?.oldest ?? null,
    deadCount: row?.dead ?? 0,
    platform: lastConnection(context),
  };
}
