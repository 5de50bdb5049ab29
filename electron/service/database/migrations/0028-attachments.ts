import { appendOnly, type Migration } from './migration.ts';

/** Copies of papers that belong to a stay. Their bytes lie in a file of their own (attachments/content-file.ts). */
export const attachments: Migration = {
  version: 28,
  title: 'attachments',
  sql: `
CREATE TABLE attachment (
  id TEXT PRIMARY KEY, stay_id TEXT NOT NULL REFERENCES stay(id), kind TEXT NOT NULL, file_name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('image/jpeg','image/png','application/pdf')),
  byte_count INTEGER NOT NULL CHECK (byte_count > 0), sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX attachment_by_stay ON attachment(stay_id);
CREATE TABLE attachment_withdrawal (
  attachment_id TEXT PRIMARY KEY REFERENCES attachment(id), reason TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
${['attachment', 'attachment_withdrawal'].map(appendOnly).join('\n')}
`,
};
