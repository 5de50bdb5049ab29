import { appendOnly, type Migration } from './migration.ts';

/** SQL: the top-up of that name stands: it is none that takes another back, and none takes it back. */
const stands = (name: string): string => `${name}.kind = 'top_up'
  AND NOT EXISTS (SELECT 1 FROM top_up AS taker WHERE taker.withdraws_id = ${name}.id)`;

/**
 * Help that is approved after a settlement lowers what the patient bears, and the settlement stays as it is (补助结算). A
 * top-up names its settlement; a wrong one is taken back by a fact of its own with the amounts negated. Its postings stand
 * under the settlement and name the top-up, so that debts see them and claims can tell them apart. The postings are made
 * anew for that; triggers of other tables name them, so that they keep their name (SQLite manual, "ALTER TABLE").
 * Applications get a number, and the year's amounts as they stood, so that a reprint says the same.
 */
export const topUps: Migration = {
  version: 69,
  title: 'top-ups after a settlement',
  rebuildsReferencedTables: true,
  sql: `
ALTER TABLE hardship_application ADD COLUMN number TEXT;
ALTER TABLE hardship_application ADD COLUMN year_amounts TEXT CHECK (json_valid(year_amounts));
CREATE UNIQUE INDEX hardship_application_by_number ON hardship_application(number) WHERE number IS NOT NULL;

CREATE TABLE top_up (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('top_up','withdrawal')), withdraws_id TEXT UNIQUE REFERENCES top_up(id),
  settlement_id TEXT NOT NULL REFERENCES settlement(id), person_id TEXT NOT NULL REFERENCES person(id),
  -- Null: emergency assistance, which the hospital asks for itself.
  application_id TEXT REFERENCES hardship_application(id),
  payer TEXT NOT NULL, payer_title TEXT NOT NULL, clause TEXT NOT NULL,
  amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0), in_scope_fen INTEGER NOT NULL,
  approval_number TEXT NOT NULL, approved_on TEXT NOT NULL, approver TEXT NOT NULL, reason TEXT,
  approval_id TEXT NOT NULL REFERENCES approval(id), business_day TEXT NOT NULL,
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK ((kind = 'withdrawal') = (withdraws_id IS NOT NULL)),
  CHECK ((kind = 'withdrawal') = (reason IS NOT NULL)),
  CHECK ((kind = 'top_up') = (amount_fen > 0)),
  CHECK (abs(in_scope_fen) <= abs(amount_fen) AND in_scope_fen * amount_fen >= 0)
) STRICT;
CREATE INDEX top_up_by_settlement ON top_up(settlement_id);
CREATE INDEX top_up_by_person ON top_up(person_id);
CREATE INDEX top_up_by_day ON top_up(business_day);
CREATE INDEX top_up_by_payer ON top_up(payer, approval_number);
CREATE TRIGGER top_up_is_of_a_live_settlement BEFORE INSERT ON top_up
WHEN NOT EXISTS (SELECT 1 FROM settlement WHERE id = NEW.settlement_id AND kind <> 'reversal'
    AND person_id = NEW.person_id)
  OR EXISTS (SELECT 1 FROM settlement WHERE reverses_id = NEW.settlement_id)
BEGIN SELECT RAISE(ABORT, 'top_up_of_no_live_settlement'); END;
CREATE TRIGGER top_up_is_no_more_than_the_patient_bears BEFORE INSERT ON top_up
WHEN NEW.amount_fen + (SELECT coalesce(sum(amount_fen), 0) FROM top_up WHERE settlement_id = NEW.settlement_id)
  > (SELECT personal_fen FROM settlement WHERE id = NEW.settlement_id)
BEGIN SELECT RAISE(ABORT, 'top_up_too_much'); END;
CREATE TRIGGER top_up_withdrawal_negates BEFORE INSERT ON top_up
WHEN NEW.kind = 'withdrawal' AND NOT EXISTS (SELECT 1 FROM top_up AS original WHERE original.id = NEW.withdraws_id
  AND original.kind = 'top_up' AND original.settlement_id = NEW.settlement_id AND original.payer = NEW.payer
  AND original.amount_fen = -NEW.amount_fen AND original.in_scope_fen = -NEW.in_scope_fen)
BEGIN SELECT RAISE(ABORT, 'top_up_withdrawal_does_not_negate'); END;
CREATE TRIGGER top_up_uses_an_approval_once BEFORE INSERT ON top_up
WHEN NEW.kind = 'top_up' AND EXISTS (SELECT 1 FROM top_up AS other WHERE other.payer = NEW.payer
  AND other.approval_number = NEW.approval_number AND ${stands('other')})
BEGIN SELECT RAISE(ABORT, 'approval_number_used'); END;
CREATE TRIGGER settlement_with_a_top_up_is_not_reversed BEFORE INSERT ON settlement
WHEN NEW.kind = 'reversal' AND EXISTS (SELECT 1 FROM top_up AS standing
  WHERE standing.settlement_id = NEW.reverses_id AND ${stands('standing')})
BEGIN SELECT RAISE(ABORT, 'settlement_has_top_up'); END;

PRAGMA legacy_alter_table = ON;
CREATE TABLE ledger_posting_next (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN (
    'settlement','reversal','payment','deferral','waiver','refund','correction','write_off','fund_receipt',
    'fund_write_off','retention_release','top_up')),
  settlement_id TEXT REFERENCES settlement(id), business_day TEXT NOT NULL, reference TEXT,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  -- What of the settlement's account belongs to a top-up: its own posting, what its payer paid, what was given back for it.
  top_up_id TEXT REFERENCES top_up(id),
  CHECK (kind <> 'top_up' OR top_up_id IS NOT NULL), CHECK (top_up_id IS NULL OR settlement_id IS NOT NULL)
) STRICT;
INSERT INTO ledger_posting_next (rowid, id, kind, settlement_id, business_day, reference, recorded_at, recorded_by)
SELECT rowid, id, kind, settlement_id, business_day, reference, recorded_at, recorded_by FROM ledger_posting
ORDER BY rowid;
DROP TABLE ledger_posting;
ALTER TABLE ledger_posting_next RENAME TO ledger_posting;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX ledger_posting_by_settlement ON ledger_posting(settlement_id);
CREATE INDEX ledger_posting_by_top_up ON ledger_posting(top_up_id) WHERE top_up_id IS NOT NULL;
CREATE INDEX ledger_posting_of_funds ON ledger_posting(reference)
WHERE kind IN ('fund_receipt','fund_write_off','retention_release');
CREATE TRIGGER ledger_posting_sums_to_zero BEFORE INSERT ON ledger_posting
WHEN 0 <> (SELECT coalesce(sum(amount_fen), 1) FROM ledger_entry WHERE posting_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'posting_does_not_balance'); END;
${['ledger_posting', 'top_up'].map(appendOnly).join('\n')}
`,
};
