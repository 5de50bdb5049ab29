import { appendOnly, type Migration } from './migration.ts';

/**
 * Every index is a page more in each commit, so there are only those that somebody asks. What the sender reads again and
 * again has the place of a row too, or each look would read whole records for it. The rows of a fact stand side by side,
 * a settlement's two in one page. A row that replaces none is in no index of those that do. The audit log is a chain by
 * its numbers and hashes: nobody looks one up by hash or subject. Nobody asks for postings by day yet.
 */
export const indexesThatAreAsked: Migration = {
  version: 29,
  title: 'indexes that are asked',
  rebuildsReferencedTables: true,
  sql: `
CREATE TABLE outbox_next (
  sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL, fact_id TEXT NOT NULL,
  part INTEGER NOT NULL DEFAULT 0 CHECK (part >= 0), generation INTEGER NOT NULL DEFAULT 0 CHECK (generation >= 0),
  replaces_id TEXT REFERENCES outbox(id),
  stay_id TEXT NOT NULL REFERENCES stay(id), person_id TEXT NOT NULL REFERENCES person(id), year INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL, record TEXT NOT NULL CHECK (json_valid(record)), record_hash TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending','sending','unknown','done','dead')),
  attempts INTEGER NOT NULL DEFAULT 0, next_attempt_at TEXT, last_code TEXT, last_reason TEXT, done_at TEXT,
  closed_at TEXT, setbacks INTEGER NOT NULL DEFAULT 0 CHECK (setbacks >= 0), stands_at INTEGER,
  UNIQUE (fact_id, kind, part, generation),
  CHECK ((generation = 0) = (replaces_id IS NULL)),
  CHECK (state <> 'done' OR closed_at IS NOT NULL)
) STRICT;
INSERT INTO outbox_next SELECT sequence, id, kind, fact_id, part, generation, replaces_id, stay_id, person_id, year,
  amount_fen, record, record_hash, recorded_at, state, attempts, next_attempt_at, last_code, last_reason, done_at,
  closed_at, setbacks, stands_at FROM outbox ORDER BY sequence;
DROP TABLE outbox;
ALTER TABLE outbox_next RENAME TO outbox;
CREATE UNIQUE INDEX outbox_by_replaced ON outbox(replaces_id) WHERE replaces_id IS NOT NULL;
CREATE INDEX outbox_by_stay ON outbox(stay_id, sequence);
CREATE INDEX outbox_open ON outbox(
  sequence, state, next_attempt_at, kind, person_id, year, stay_id, amount_fen, recorded_at, stands_at
) WHERE closed_at IS NULL;
CREATE INDEX outbox_open_by_person ON outbox(person_id, sequence, year, stay_id, state, stands_at)
WHERE closed_at IS NULL;
CREATE TRIGGER outbox_record_never_changes BEFORE UPDATE OF
  sequence, id, kind, fact_id, part, generation, replaces_id, stay_id, person_id, year, amount_fen, record, record_hash,
  recorded_at, stands_at ON outbox
BEGIN SELECT RAISE(ABORT, 'append_only: outbox'); END;
CREATE TRIGGER outbox_closed_stays_closed BEFORE UPDATE OF state, closed_at ON outbox WHEN OLD.closed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'outbox_is_closed'); END;
CREATE TRIGGER outbox_closes_undelivered_by_a_resolution_only BEFORE UPDATE OF closed_at ON outbox
WHEN NEW.closed_at IS NOT NULL AND NEW.state <> 'done'
  AND NOT EXISTS (SELECT 1 FROM outbox_resolution WHERE outbox_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'outbox_is_not_resolved'); END;
CREATE TRIGGER outbox_is_never_deleted BEFORE DELETE ON outbox
BEGIN SELECT RAISE(ABORT, 'append_only: outbox'); END;

CREATE TABLE audit_next (
  sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, account_id TEXT, act TEXT NOT NULL, subject_id TEXT,
  detail TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
INSERT INTO audit_next SELECT sequence, at, account_id, act, subject_id, detail, previous_hash, hash
FROM audit ORDER BY sequence;
DROP TABLE audit;
ALTER TABLE audit_next RENAME TO audit;
${appendOnly('audit')}

DROP INDEX ledger_posting_by_day;
`,
};
