import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';

export interface CatalogueSnapshot {
  readonly fileName: string;
  readonly fileHash: string;
  readonly fromDay: LocalDate;
  readonly itemCount: number;
  readonly refusedCount: number;
}

/** Makes a snapshot of what is staged, in one transaction: the whole or nothing. Returns the import's id. */
export function commitCatalogue(
  context: ServiceContext,
  actor: Actor | undefined,
  snapshot: CatalogueSnapshot,
): string {
  const importId = context.newId();
  const { fileName, fileHash, fromDay, itemCount, refusedCount } = snapshot;
  inTransaction(context.database, () => {
    const { lastInsertRowid: sequence } = statement<unknown[]>(
      context.database,
      `INSERT INTO catalogue_import (id, file_name, file_hash, from_day, item_count, refused_count, recorded_at,
         recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      importId,
      fileName,
      fileHash,
      fromDay,
      itemCount,
      refusedCount,
      context.clock.now().toISOString(),
      actor?.accountId ?? null,
    );
    // In the order of the key: the table grows at its end.
    statement<[number | bigint]>(
      context.database,
      `INSERT INTO catalogue_item (import_sequence, code, begins_on, ends_on, line, name, catalogue_class,
         pre_self_pay_millionths, limit_level_1, limit_level_2, limit_level_3, unit)
       SELECT ?, code, begins_on, ends_on, line, name, catalogue_class, pre_self_pay_millionths, limit_level_1,
         limit_level_2, limit_level_3, unit FROM staged_catalogue_item ORDER BY code, begins_on`,
    ).run(sequence);
    appendAudit(context, actor, 'catalogue.import', importId, { ...snapshot });
  });
  return importId;
}
