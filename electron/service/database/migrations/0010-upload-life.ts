import { appendOnly, type Migration } from './migration.ts';

/**
 * The whole life of a stay on its way to the platform: one row of the outbox is one message (a long fee list has several
 * parts), and a row that the platform refuses is closed by a person's recorded act, never deleted and never changed.
 * `outbox` and `platform_identifier` are made anew, since SQLite cannot loosen a check of a table that holds rows.
 */
export const uploadLife: Migration = {
  version: 10,
  title: 'upload life',
  rebuildsReferencedTables: true,
  sql: `
CREATE TABLE outbox_next (
  sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  -- The program knows the kinds (outbox/record.ts).
  kind TEXT NOT NULL, fact_id TEXT NOT NULL,
  -- A record that does not fit one message: 0, 1, 2 …; sent anew by a person after a refusal: one generation more.
  part INTEGER NOT NULL DEFAULT 0 CHECK (part >= 0), generation INTEGER NOT NULL DEFAULT 0 CHECK (generation >= 0),
  replaces_id TEXT UNIQUE REFERENCES outbox(id),
  stay_id TEXT NOT NULL REFERENCES stay(id), person_id TEXT NOT NULL REFERENCES person(id), year INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL, record TEXT NOT NULL CHECK (json_valid(record)), record_hash TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending','sending','unknown','done','dead')),
  attempts INTEGER NOT NULL DEFAULT 0, next_attempt_at TEXT, last_code TEXT, last_reason TEXT, done_at TEXT,
  -- Nothing more is to be done: delivered, or resolved by a person (outbox_resolution).
  closed_at TEXT,
  UNIQUE (kind, fact_id, part, generation),
  CHECK ((generation = 0) = (replaces_id IS NULL)),
  CHECK (state <> 'done' OR closed_at IS NOT NULL)
) STRICT;
INSERT INTO outbox_next (sequence, id, kind, fact_id, stay_id, person_id, year, amount_fen, record, record_hash,
  recorded_at, state, attempts, next_attempt_at, last_code, last_reason, done_at, closed_at)
SELECT sequence, id, kind, fact_id, json_extract(record, '$.stayId'), person_id, year, amount_fen, record, record_hash,
  recorded_at, state, attempts, next_attempt_at, last_code, last_reason, done_at,
  CASE WHEN state = 'done' THEN coalesce(done_at, recorded_at) END
FROM outbox ORDER BY sequence;
DROP TABLE outbox;
ALTER TABLE outbox_next RENAME TO outbox;
CREATE INDEX outbox_open ON outbox(sequence) WHERE closed_at IS NULL;
CREATE INDEX outbox_open_by_person ON outbox(person_id, sequence) WHERE closed_at IS NULL;
CREATE INDEX outbox_by_stay ON outbox(stay_id, sequence);
CREATE TRIGGER outbox_record_never_changes BEFORE UPDATE OF
  sequence, id, kind, fact_id, part, generation, replaces_id, stay_id, person_id, year, amount_fen, record, record_hash,
  recorded_at ON outbox
BEGIN SELECT RAISE(ABORT, 'append_only: outbox'); END;
CREATE TRIGGER outbox_closed_stays_closed BEFORE UPDATE OF state, closed_at ON outbox WHEN OLD.closed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'outbox_is_closed'); END;
CREATE TRIGGER outbox_closes_undelivered_by_a_resolution_only BEFORE UPDATE OF closed_at ON outbox
WHEN NEW.closed_at IS NOT NULL AND NEW.state <> 'done'
  AND NOT EXISTS (SELECT 1 FROM outbox_resolution WHERE outbox_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'outbox_is_not_resolved'); END;
CREATE TRIGGER outbox_is_never_deleted BEFORE DELETE ON outbox
BEGIN SELECT RAISE(ABORT, 'append_only: outbox'); END;

-- How a row ended that was not delivered: its record went out anew, or what it was to tell no longer holds.
CREATE TABLE outbox_resolution (
  outbox_id TEXT PRIMARY KEY REFERENCES outbox(id), act TEXT NOT NULL CHECK (act IN ('resent','reversed','undone')),
  replaced_by TEXT REFERENCES outbox(id) DEFERRABLE INITIALLY DEFERRED, reason TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK ((act = 'resent') = (replaced_by IS NOT NULL))
) STRICT;
CREATE TABLE outbox_note (
  id TEXT PRIMARY KEY, outbox_id TEXT NOT NULL REFERENCES outbox(id), text TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX outbox_note_by_outbox ON outbox_note(outbox_id, id);

CREATE TABLE platform_identifier_next (
  our_id TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('person','stay','settlement','referral','settlement_list')),
  value TEXT NOT NULL, learnt_at TEXT NOT NULL, PRIMARY KEY (our_id, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO platform_identifier_next SELECT our_id, kind, value, learnt_at FROM platform_identifier;
DROP TABLE platform_identifier;
ALTER TABLE platform_identifier_next RENAME TO platform_identifier;

-- The centre's amount of a fee item is not ours. Ours stays; finance works the difference off.
CREATE TABLE platform_item_difference (
  id TEXT PRIMARY KEY, outbox_id TEXT NOT NULL REFERENCES outbox(id), fee_list_id TEXT NOT NULL, line INTEGER NOT NULL,
  part TEXT NOT NULL, ours_fen INTEGER NOT NULL, theirs_fen INTEGER NOT NULL, recorded_at TEXT NOT NULL,
  FOREIGN KEY (fee_list_id, line) REFERENCES fee_item(fee_list_id, line), CHECK (ours_fen <> theirs_fen)
) STRICT;
CREATE INDEX platform_item_difference_by_list ON platform_item_difference(fee_list_id, line);

-- Who sent the patient here, for how long, and why.
CREATE TABLE referral (
  id TEXT PRIMARY KEY, stay_id TEXT NOT NULL UNIQUE REFERENCES stay(id),
  from_hospital TEXT NOT NULL, from_hospital_code TEXT, referred_on TEXT NOT NULL,
  diagnosis TEXT NOT NULL CHECK (json_valid(diagnosis)), reason TEXT NOT NULL, opinion TEXT NOT NULL,
  valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK (valid_to >= valid_from)
) STRICT;
-- A stay that was opened by mistake.
CREATE TABLE stay_cancellation (
  id TEXT PRIMARY KEY, stay_id TEXT NOT NULL UNIQUE REFERENCES stay(id), reason TEXT NOT NULL,
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
${['platform_identifier', 'outbox_resolution', 'outbox_note', 'platform_item_difference', 'referral', 'stay_cancellation'].map(appendOnly).join('\n')}
`,
};
