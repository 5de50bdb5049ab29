import { appendOnly, type Migration } from './migration.ts';

/**
 * What left on a stick for the platform, and what came back. A package holds rows of the outbox under their message
 * ids; the rows stay open and go over the network too, when it is back.
 */
export const offlinePackages: Migration = {
  version: 19,
  title: 'offline packages',
  sql: `
CREATE TABLE offline_package (
  id TEXT PRIMARY KEY, file_name TEXT NOT NULL, file_hash TEXT NOT NULL, row_count INTEGER NOT NULL CHECK (row_count > 0),
  amount_fen INTEGER NOT NULL, window_key TEXT NOT NULL REFERENCES window_key(public_key), platform_key TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE TABLE offline_package_row (
  package_id TEXT NOT NULL REFERENCES offline_package(id), message_id TEXT NOT NULL,
  outbox_id TEXT NOT NULL REFERENCES outbox(id), PRIMARY KEY (package_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX offline_package_row_by_outbox ON offline_package_row(outbox_id);
CREATE TABLE offline_receipt (
  id TEXT PRIMARY KEY, package_id TEXT NOT NULL REFERENCES offline_package(id), file_name TEXT NOT NULL,
  -- The same file a second time changes nothing.
  file_hash TEXT NOT NULL UNIQUE, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX offline_receipt_by_package ON offline_receipt(package_id);
CREATE TABLE offline_receipt_row (
  receipt_id TEXT NOT NULL REFERENCES offline_receipt(id), outbox_id TEXT NOT NULL REFERENCES outbox(id),
  -- agrees: it was known already. contradicts: it was known otherwise, and a person has to look.
  result TEXT NOT NULL CHECK (result IN ('done','dead','agrees','contradicts','unchanged')), number TEXT,
  PRIMARY KEY (receipt_id, outbox_id)
) STRICT, WITHOUT ROWID;
${['offline_package', 'offline_package_row', 'offline_receipt', 'offline_receipt_row'].map(appendOnly).join('\n')}
`,
};
