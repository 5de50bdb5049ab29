import { appendOnly, type Migration } from './migration.ts';

/** Every paper that was made, as the PDF that was made, with its hash; and what became of it at the printer. */
export const documents: Migration = {
  version: 7,
  title: 'documents',
  sql: `
CREATE TABLE document (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('slip')), settlement_id TEXT NOT NULL REFERENCES settlement(id),
  paper TEXT NOT NULL CHECK (paper IN ('A4','A5')), copy_number INTEGER NOT NULL CHECK (copy_number >= 0),
  pdf BLOB NOT NULL, sha256 TEXT NOT NULL CHECK (length(sha256) = 64), reason TEXT,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  UNIQUE (kind, settlement_id, copy_number)
) STRICT;
CREATE TABLE document_print (
  id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES document(id), printer TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('spooled','failed','timed_out','came_out','did_not_come_out')),
  reason TEXT, recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX document_print_by_document ON document_print(document_id, id);
${['document', 'document_print'].map(appendOnly).join('\n')}
`,
};
