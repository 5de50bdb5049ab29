import { appendOnly, type Migration } from './migration.ts';

/**
 * The archive keeps papers of every kind. Kinds and papers are what the contract says; a document names its subject by
 * id, and repeats what it is searched by. `document` is made anew, since its columns allowed slips alone.
 */
export const everyDocument: Migration = {
  version: 25,
  title: 'every document',
  rebuildsReferencedTables: true,
  sql: `
CREATE TABLE document_next (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject_id TEXT NOT NULL,
  -- The day of a daily paper; empty for every other.
  subject_day TEXT NOT NULL,
  title TEXT NOT NULL, number TEXT NOT NULL, person_id TEXT REFERENCES person(id), business_day TEXT NOT NULL,
  paper TEXT NOT NULL, copy_number INTEGER NOT NULL CHECK (copy_number >= 0), reason TEXT,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  -- Last, so that a list of documents is read without their pages.
  pdf BLOB NOT NULL,
  UNIQUE (kind, subject_id, subject_day, copy_number)
) STRICT;
INSERT INTO document_next (rowid, id, kind, subject_id, subject_day, title, number, person_id, business_day, paper,
  copy_number, reason, pdf, sha256, recorded_at, recorded_by)
SELECT document.rowid, document.id, document.kind, settlement_id, '', '结算单', slip_number, person_id, business_day,
  paper, copy_number, document.reason, pdf, sha256, document.recorded_at, document.recorded_by
FROM document JOIN settlement ON settlement.id = settlement_id ORDER BY document.rowid;
DROP TABLE document;
ALTER TABLE document_next RENAME TO document;
CREATE INDEX document_by_day ON document(business_day, kind, id);
CREATE INDEX document_by_person ON document(person_id, id) WHERE person_id IS NOT NULL;
CREATE INDEX document_by_number ON document(number);
CREATE INDEX document_by_hash ON document(sha256);
CREATE TRIGGER document_is_about_something BEFORE INSERT ON document
WHEN NEW.kind = 'slip' AND NOT EXISTS (SELECT 1 FROM settlement WHERE id = NEW.subject_id)
BEGIN SELECT RAISE(ABORT, 'slip_without_settlement'); END;
${appendOnly('document')}
`,
};
