import { appendOnly, type Migration } from './migration.ts';

/**
 * What the county platform has to learn. The record and its hash never change; only the state of its delivery does.
 * Every attempt is kept, and so is every id and every answer the platform gave.
 */
export const outbox: Migration = {
  version: 6,
  title: 'outbox',
  sql: `
CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('admission','settlement','reversal')),
  fact_id TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES person(id), year INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL, record TEXT NOT NULL CHECK (json_valid(record)), record_hash TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending','sending','unknown','done','dead')),
  attempts INTEGER NOT NULL DEFAULT 0, next_attempt_at TEXT, last_code TEXT, last_reason TEXT, done_at TEXT,
  UNIQUE (kind, fact_id)
) STRICT;
CREATE INDEX outbox_unsent ON outbox(sequence) WHERE state <> 'done';
CREATE INDEX outbox_by_person ON outbox(person_id, sequence) WHERE state <> 'done';
CREATE TRIGGER outbox_record_never_changes BEFORE UPDATE OF
  sequence, id, kind, fact_id, person_id, year, amount_fen, record, record_hash, recorded_at ON outbox
BEGIN SELECT RAISE(ABORT, 'append_only: outbox'); END;
CREATE TRIGGER outbox_done_stays_done BEFORE UPDATE OF state ON outbox WHEN OLD.state = 'done' AND NEW.state <> 'done'
BEGIN SELECT RAISE(ABORT, 'outbox_is_done'); END;
CREATE TRIGGER outbox_is_never_deleted BEFORE DELETE ON outbox
BEGIN SELECT RAISE(ABORT, 'append_only: outbox'); END;

CREATE TABLE outbox_attempt (
  id TEXT PRIMARY KEY, outbox_id TEXT NOT NULL REFERENCES outbox(id), transaction_code TEXT NOT NULL,
  message_id TEXT NOT NULL, at TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT, reason TEXT, duration_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_attempt_by_outbox ON outbox_attempt(outbox_id, id);
CREATE TABLE platform_identifier (
  our_id TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('person','stay','settlement')),
  value TEXT NOT NULL, learnt_at TEXT NOT NULL, PRIMARY KEY (our_id, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE platform_answer (
  outbox_id TEXT PRIMARY KEY REFERENCES outbox(id), answer TEXT NOT NULL CHECK (json_valid(answer)), recorded_at TEXT NOT NULL
) STRICT;
-- Opened when the centre's amounts are not ours. Ours stay; finance works the difference off.
CREATE TABLE platform_difference (
  id TEXT PRIMARY KEY, outbox_id TEXT NOT NULL REFERENCES outbox(id), settlement_id TEXT NOT NULL REFERENCES settlement(id),
  part TEXT NOT NULL, ours_fen INTEGER NOT NULL, theirs_fen INTEGER NOT NULL, recorded_at TEXT NOT NULL,
  CHECK (ours_fen <> theirs_fen)
) STRICT;
CREATE INDEX platform_difference_by_settlement ON platform_difference(settlement_id);
${['outbox_attempt', 'platform_identifier', 'platform_answer', 'platform_difference'].map(appendOnly).join('\n')}
`,
};
