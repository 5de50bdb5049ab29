import { appendOnly, type Migration } from './migration.ts';

/**
 * Statements of the centre and of the hospital's own system as they were read, runs that set them beside the ledger, and
 * what is done about each difference. The lines of a statement are kept packed, many in one row: they are read again as a
 * whole or not at all. Portions are written before their statement, so that a large one locks nobody out; those that
 * nobody made a statement of may go.
 */
export const reconciliation: Migration = {
  version: 40,
  title: 'reconciliation',
  sql: `
CREATE TABLE statement_portion (
  statement_id TEXT NOT NULL, position INTEGER NOT NULL, lines BLOB NOT NULL,
  PRIMARY KEY (statement_id, position)
) STRICT;
CREATE TABLE statement (
  id TEXT PRIMARY KEY, side TEXT NOT NULL CHECK (side IN ('centre','hospital')),
  source TEXT NOT NULL CHECK (source IN ('file','platform')), title TEXT NOT NULL, file_hash TEXT NOT NULL,
  line_count INTEGER NOT NULL CHECK (line_count >= 0),
  -- Rows of sums, and lines of other hospitals.
  sum_count INTEGER NOT NULL, foreign_count INTEGER NOT NULL,
  first_day TEXT, last_day TEXT, total_fen INTEGER NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE TRIGGER statement_portion_comes_before_its_statement BEFORE INSERT ON statement_portion
WHEN EXISTS (SELECT 1 FROM statement WHERE id = NEW.statement_id)
BEGIN SELECT RAISE(ABORT, 'statement_is_closed'); END;
CREATE TRIGGER statement_portion_is_never_updated BEFORE UPDATE ON statement_portion
BEGIN SELECT RAISE(ABORT, 'append_only: statement_portion'); END;
CREATE TRIGGER statement_portion_is_never_deleted BEFORE DELETE ON statement_portion
WHEN EXISTS (SELECT 1 FROM statement WHERE id = OLD.statement_id)
BEGIN SELECT RAISE(ABORT, 'append_only: statement_portion'); END;
-- How the files of one centre, or of one hospital system, name their columns; the newest of a source counts.
CREATE TABLE statement_mapping (
  id TEXT PRIMARY KEY, side TEXT NOT NULL CHECK (side IN ('centre','hospital')), source_name TEXT NOT NULL,
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;

CREATE TABLE reconciliation_difference (
  run_id TEXT NOT NULL REFERENCES reconciliation_run(id) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('centre','hospital')),
  kind TEXT NOT NULL CHECK (kind IN
    ('amount','only_here','only_there','twice','reversed','unconfirmed','unknown')),
  cause TEXT NOT NULL,
  -- The same from run to run.
  identity TEXT NOT NULL, settlement_id TEXT REFERENCES settlement(id),
  here_fen INTEGER NOT NULL, there_fen INTEGER NOT NULL, facts TEXT NOT NULL CHECK (json_valid(facts)),
  PRIMARY KEY (run_id, position), UNIQUE (run_id, identity)
) STRICT, WITHOUT ROWID;
CREATE TABLE reconciliation_run (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  from_day TEXT NOT NULL, to_day TEXT NOT NULL,
  centre_statement_id TEXT REFERENCES statement(id), hospital_statement_id TEXT REFERENCES statement(id),
  -- Up to where the facts of this file were read: the newest settlement, and when.
  up_to_settlement_id TEXT REFERENCES settlement(id), as_of TEXT NOT NULL,
  totals TEXT NOT NULL CHECK (json_valid(totals)), result_hash TEXT NOT NULL, business_day TEXT NOT NULL,
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK (from_day < to_day), CHECK (centre_statement_id IS NOT NULL OR hospital_statement_id IS NOT NULL)
) STRICT;
CREATE INDEX reconciliation_run_by_span ON reconciliation_run(from_day, to_day);
CREATE TRIGGER reconciliation_difference_comes_before_its_run BEFORE INSERT ON reconciliation_difference
WHEN EXISTS (SELECT 1 FROM reconciliation_run WHERE id = NEW.run_id)
BEGIN SELECT RAISE(ABORT, 'reconciliation_is_closed'); END;
CREATE TABLE reconciliation_signature (
  run_id TEXT PRIMARY KEY REFERENCES reconciliation_run(id), approval_id TEXT NOT NULL REFERENCES approval(id),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT, WITHOUT ROWID;
CREATE TABLE reconciliation_act (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  run_id TEXT NOT NULL REFERENCES reconciliation_run(id), identity TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('note','book','ask')), text TEXT NOT NULL,
  posting_id TEXT UNIQUE REFERENCES ledger_posting(id), approval_id TEXT REFERENCES approval(id),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK ((act = 'book') = (posting_id IS NOT NULL)), CHECK ((act = 'book') = (approval_id IS NOT NULL))
) STRICT;
CREATE INDEX reconciliation_act_by_identity ON reconciliation_act(identity);

-- A span of settlements is read from the index alone: their rows are wide.
DROP INDEX settlement_by_day;
CREATE INDEX settlement_by_day ON settlement(
  business_day, id, slip_number, kind, reverses_id, stay_id, insurance, total_fen, personal_fen);
CREATE INDEX settlement_layer_waived ON settlement_layer(settlement_id, pay_fen) WHERE layer = 'hospital_waiver';
CREATE INDEX ledger_entry_from_account ON ledger_entry(posting_id, amount_fen) WHERE account = 'personal_account';
CREATE INDEX platform_identifier_of_settlement ON platform_identifier(value, our_id) WHERE kind = 'settlement';
CREATE INDEX platform_identifier_of_stay ON platform_identifier(value, our_id) WHERE kind = 'stay';
${[
  'statement',
  'statement_mapping',
  'reconciliation_difference',
  'reconciliation_run',
  'reconciliation_signature',
  'reconciliation_act',
]
  .map(appendOnly)
  .join('\n')}
`,
};
