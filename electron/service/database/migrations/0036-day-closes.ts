import { appendOnly, type Migration } from './migration.ts';

/**
 * What a clerk took between two closes is every posting of that clerk in the order of commit, from the one after the last
 * close up to and with the one that this close names. Places in that order, not times: a clock that is set back moves
 * nothing over a seam. The sums stand in the ledger alone; the file checks that counted cash is what they and the variance
 * come to.
 */
const cashOfClerk = `coalesce((SELECT sum(entry.amount_fen) FROM ledger_posting AS posting
    JOIN ledger_entry AS entry ON entry.posting_id = posting.id
    WHERE posting.recorded_by = NEW.clerk_id AND entry.account = 'cash_drawer'
      AND posting.rowid > coalesce((SELECT rowid FROM ledger_posting WHERE id = NEW.after_posting_id), 0)
      AND posting.rowid <= (SELECT rowid FROM ledger_posting WHERE id = NEW.up_to_posting_id)
      AND NOT EXISTS (SELECT 1 FROM day_close AS other WHERE other.variance_posting_id = posting.id)), 0)`;

export const dayCloses: Migration = {
  version: 36,
  title: 'day closes',
  sql: `
CREATE TABLE cash_count (
  day_close_id TEXT NOT NULL REFERENCES day_close(id) DEFERRABLE INITIALLY DEFERRED,
  face_fen INTEGER NOT NULL CHECK (face_fen > 0), pieces INTEGER NOT NULL CHECK (pieces > 0),
  PRIMARY KEY (day_close_id, face_fen)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_close (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES staff_account(id), previous_id TEXT UNIQUE REFERENCES day_close(id),
  business_day TEXT NOT NULL,
  after_posting_id TEXT REFERENCES ledger_posting(id), up_to_posting_id TEXT NOT NULL REFERENCES ledger_posting(id),
  -- The newest paper of the archive at that moment, for the reprints.
  up_to_document_id TEXT REFERENCES document(id),
  opening_float_fen INTEGER NOT NULL CHECK (opening_float_fen >= 0),
  counted_fen INTEGER NOT NULL, float_left_fen INTEGER NOT NULL,
  variance_fen INTEGER NOT NULL, variance_reason TEXT, variance_posting_id TEXT UNIQUE REFERENCES ledger_posting(id),
  closed_for_reason TEXT,
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK (float_left_fen BETWEEN 0 AND counted_fen),
  CHECK ((variance_fen = 0) = (variance_reason IS NULL)),
  CHECK ((variance_fen = 0) = (variance_posting_id IS NULL)),
  CHECK ((recorded_by = clerk_id) = (closed_for_reason IS NULL))
) STRICT;
CREATE INDEX day_close_by_clerk ON day_close(clerk_id);
CREATE INDEX day_close_by_day ON day_close(business_day, id);
CREATE TABLE day_close_confirmation (
  day_close_id TEXT PRIMARY KEY REFERENCES day_close(id),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_close_correction (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  day_close_id TEXT NOT NULL REFERENCES day_close(id), posting_id TEXT NOT NULL UNIQUE REFERENCES ledger_posting(id),
  reason TEXT NOT NULL, approval_id TEXT NOT NULL REFERENCES approval(id)
) STRICT;
CREATE INDEX day_close_correction_by_close ON day_close_correction(day_close_id);

CREATE TRIGGER cash_count_comes_before_its_close BEFORE INSERT ON cash_count
WHEN EXISTS (SELECT 1 FROM day_close WHERE id = NEW.day_close_id)
BEGIN SELECT RAISE(ABORT, 'day_close_is_closed'); END;
CREATE TRIGGER day_close_begins_where_the_last_ended BEFORE INSERT ON day_close
WHEN NEW.previous_id IS NOT (SELECT id FROM day_close WHERE clerk_id = NEW.clerk_id ORDER BY rowid DESC LIMIT 1)
  OR NEW.previous_id IS NOT NULL AND (NEW.after_posting_id, NEW.opening_float_fen) IS NOT
    (SELECT up_to_posting_id, float_left_fen FROM day_close WHERE id = NEW.previous_id)
BEGIN SELECT RAISE(ABORT, 'day_close_seam'); END;
CREATE TRIGGER day_close_adds_up BEFORE INSERT ON day_close
WHEN NEW.counted_fen <> (SELECT coalesce(sum(face_fen * pieces), 0) FROM cash_count WHERE day_close_id = NEW.id)
  OR NEW.counted_fen <> NEW.opening_float_fen + ${cashOfClerk} + NEW.variance_fen
  OR NEW.variance_fen <> coalesce((SELECT amount_fen FROM ledger_entry
    WHERE posting_id = NEW.variance_posting_id AND account = 'cash_drawer'), 0)
BEGIN SELECT RAISE(ABORT, 'day_close_does_not_add_up'); END;
CREATE TRIGGER day_close_has_two_signatures BEFORE INSERT ON day_close_confirmation
WHEN EXISTS (SELECT 1 FROM day_close WHERE id = NEW.day_close_id AND NEW.recorded_by IN (clerk_id, recorded_by))
BEGIN SELECT RAISE(ABORT, 'day_close_same_person'); END;
${['cash_count', 'day_close', 'day_close_confirmation', 'day_close_correction'].map(appendOnly).join('\n')}
`,
};
