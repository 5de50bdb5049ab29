import type { OfflinePackage } from '../../../shared/contract/offline.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

const mostListed = 100;

/** What left on a stick, the newest first, and what its receipts said. */
export function listPackages(context: ServiceContext): OfflinePackage[] {
  return statement<[number], OfflinePackage>(
    context.database,
    `SELECT package.id AS packageId, file_name AS fileName, row_count AS count, amount_fen AS sumFen,
       package.recorded_at AS exportedAt,
       (SELECT display_name FROM staff_account WHERE id = package.recorded_by) AS exportedBy,
       (SELECT max(recorded_at) FROM offline_receipt WHERE package_id = package.id) AS receiptAt,
       (SELECT count(*) FROM offline_package_row AS held JOIN outbox ON outbox.id = held.outbox_id
         WHERE held.package_id = package.id AND outbox.closed_at IS NULL) AS openCount,
       (SELECT count(*) FROM offline_receipt_row AS line JOIN offline_receipt ON offline_receipt.id = line.receipt_id
         WHERE offline_receipt.package_id = package.id AND line.result = 'contradicts') AS contradictionCount,
       withdrawal.recorded_at AS withdrawnAt, withdrawal.reason AS withdrawnReason
     FROM offline_package AS package LEFT JOIN offline_package_withdrawal AS withdrawal ON withdrawal.package_id = package.id
     ORDER BY package.rowid DESC LIMIT 0 + ?`,
  ).all(mostListed);
}
