import { appendOnly, type Migration } from './migration.ts';

/**
 * Copies of this file: each attempt, where the copy lies, what became of it. And what happened to the file itself: that
 * it was saved out of a damaged one, that it was put in place of another, and what the centre held that it lacked then.
 */
export const backups: Migration = {
  version: 14,
  title: 'backups',
  sql: `
CREATE TABLE backup (
  id TEXT PRIMARY KEY, cause TEXT NOT NULL CHECK (cause IN ('first_of_day','interval','requested')),
  started_at TEXT NOT NULL, ended_at TEXT NOT NULL, outcome TEXT NOT NULL CHECK (outcome IN ('proved','failed')),
  file_name TEXT UNIQUE, size_bytes INTEGER, sha256 TEXT, key_fingerprint TEXT NOT NULL,
  -- What the copy holds: counts, the last settlement, the head of the audit chain.
  content TEXT CHECK (content IS NULL OR json_valid(content)),
  failure_code TEXT, failure_reason TEXT, requested_by TEXT REFERENCES staff_account(id),
  CHECK ((outcome = 'proved') = (file_name IS NOT NULL AND size_bytes IS NOT NULL AND sha256 IS NOT NULL
    AND content IS NOT NULL)),
  CHECK ((outcome = 'failed') = (failure_code IS NOT NULL AND failure_reason IS NOT NULL))
) STRICT;
CREATE TABLE backup_copy (
  backup_id TEXT NOT NULL REFERENCES backup(id), place TEXT NOT NULL CHECK (place IN ('data','second')),
  folder TEXT NOT NULL, failure TEXT, recorded_at TEXT NOT NULL, PRIMARY KEY (backup_id, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE backup_removal (
  backup_id TEXT NOT NULL, place TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('removed','missing','other_content')), recorded_at TEXT NOT NULL,
  PRIMARY KEY (backup_id, place), FOREIGN KEY (backup_id, place) REFERENCES backup_copy(backup_id, place)
) STRICT, WITHOUT ROWID;

-- In a file that was saved out of a damaged one: what was read and what was lost, table by table.
CREATE TABLE salvage (
  id TEXT PRIMARY KEY, salvaged_at TEXT NOT NULL, report TEXT NOT NULL CHECK (json_valid(report))
) STRICT;
-- In a file that was put in place of another. Who did it is named by login: the account may be younger than the file.
CREATE TABLE restoration (
  id TEXT PRIMARY KEY, restored_at TEXT NOT NULL, source TEXT NOT NULL, source_sha256 TEXT NOT NULL,
  set_aside TEXT, set_aside_sha256 TEXT, audit_verdict TEXT NOT NULL CHECK (json_valid(audit_verdict)),
  lost TEXT NOT NULL CHECK (json_valid(lost)), reason TEXT NOT NULL, login TEXT NOT NULL, second_login TEXT NOT NULL,
  CHECK (login <> second_login), CHECK ((set_aside IS NULL) = (set_aside_sha256 IS NULL))
) STRICT;
-- What the centre held of our stays and this file did not know, to be worked off.
CREATE TABLE centre_record (
  id TEXT PRIMARY KEY, stay_id TEXT NOT NULL REFERENCES stay(id), person_id TEXT NOT NULL REFERENCES person(id),
  settlement_number TEXT NOT NULL UNIQUE, message_id TEXT, total_fen INTEGER NOT NULL, personal_fen INTEGER NOT NULL,
  amounts TEXT NOT NULL CHECK (json_valid(amounts)), found_at TEXT NOT NULL
) STRICT;
CREATE TABLE centre_record_note (
  id TEXT PRIMARY KEY, centre_record_id TEXT NOT NULL REFERENCES centre_record(id),
  act TEXT NOT NULL CHECK (act IN ('note','worked_off')), text TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX centre_record_note_by_record ON centre_record_note(centre_record_id, id);
${['backup', 'backup_copy', 'backup_removal', 'salvage', 'restoration', 'centre_record', 'centre_record_note'].map(appendOnly).join('\n')}
`,
};
