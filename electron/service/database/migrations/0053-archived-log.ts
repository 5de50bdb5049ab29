import { appendOnly, type Migration } from './migration.ts';

/**
 * Rows of the log that were kept here long enough lie in the archive beside the file (audit/archive-file.ts). What is left
 * goes on from the hash that stands here; only rows up to it may be taken out.
 */
export const archivedLog: Migration = {
  version: 53,
  title: 'archived log',
  sql: `
CREATE TABLE audit_archive (
  last_sequence INTEGER PRIMARY KEY CHECK (last_sequence > 0),
  last_hash TEXT NOT NULL CHECK (length(last_hash) = 64),
  recorded_at TEXT NOT NULL
) STRICT;
${appendOnly('audit_archive')}
DROP TRIGGER audit_is_never_deleted;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
WHEN OLD.sequence > coalesce((SELECT max(last_sequence) FROM audit_archive), 0)
BEGIN SELECT RAISE(ABORT, 'append_only: audit'); END;
`,
};
