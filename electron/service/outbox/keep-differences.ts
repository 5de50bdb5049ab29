import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { Acknowledgement } from '../platform/outcome.ts';
import { differencesOf, itemDifferencesOf } from './difference.ts';
import { carriesAmounts, type UploadRecord } from './record.ts';

/**
 * Keeps every amount in which the centre differs from an accepted record, of a settlement by part and of fees by item.
 * Called inside the transaction that finishes the row.
 */
export function keepDifferences(
  context: ServiceContext,
  row: { readonly id: string; readonly factId: string },
  record: UploadRecord,
  { amounts, items }: Acknowledgement,
): void {
  const { database } = context;
  const now = context.clock.now().toISOString();
  if (carriesAmounts(record) && amounts !== null) {
    const insert = statement<[string, string, string, string, number, number, string]>(
      database,
      `INSERT INTO platform_difference (id, outbox_id, settlement_id, part, ours_fen, theirs_fen, recorded_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { part, oursFen, theirsFen } of differencesOf(record, amounts)) {
      insert.run(context.newId(), row.id, row.factId, part, oursFen, theirsFen, now);
    }
  }
  if (record.kind === 'fees' && items !== null) {
    const insert = statement<[string, string, string, number, string, number, number, string]>(
      database,
      `INSERT INTO platform_item_difference
         (id, outbox_id, fee_list_id, line, part, ours_fen, theirs_fen, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const { line, part, oursFen, theirsFen } of itemDifferencesOf(record, items)) {
      insert.run(context.newId(), row.id, record.feeListId, line, part, oursFen, theirsFen, now);
    }
  }
}
