import { appendOnly, type Migration } from './migration.ts';

/** SQL: what a line still holds of what its payer owes for that settlement, as the ledger says. */
const receivableOf = (
  settlement: string,
  payer: string,
): string => `(SELECT coalesce(sum(entry.amount_fen), 0)
    FROM ledger_posting AS posting JOIN ledger_entry AS entry ON entry.posting_id = posting.id
    WHERE posting.settlement_id = ${settlement} AND entry.account = 'receivable' AND entry.payer = ${payer})`;

/**
 * What the hospital advanced is claimed from its payers: a claim of one payer and month holds settlements and reversals,
 * each in one standing claim of that payer at most. What became of a claim are steps; money, money withheld and what is
 * written off are movements, whose amounts stand in the ledger. The ledger is made anew for the accounts and kinds that this
 * needs; triggers of other tables name it, so that it keeps its name while it is put in place (SQLite manual, "ALTER TABLE").
 */
export const fundClaims: Migration = {
  version: 39,
  title: 'fund claims',
  rebuildsReferencedTables: true,
  sql: `
PRAGMA legacy_alter_table = ON;
CREATE TABLE ledger_entry_next (
  posting_id TEXT NOT NULL REFERENCES ledger_posting(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL, account TEXT NOT NULL CHECK (account IN (
    'hospital_revenue','receivable','patient_due','patient_deferred','personal_account','cash_drawer','bank',
    'mobile','refund_due','waiver','cash_rounding','write_off','variance','fund_received','retention','fund_refused')),
  payer TEXT, amount_fen INTEGER NOT NULL,
  PRIMARY KEY (posting_id, position),
  CHECK ((account IN ('receivable','fund_received','retention','fund_refused')) = (payer IS NOT NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO ledger_entry_next SELECT posting_id, position, account, payer, amount_fen FROM ledger_entry;
DROP TABLE ledger_entry;
ALTER TABLE ledger_entry_next RENAME TO ledger_entry;
CREATE TABLE ledger_posting_next (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN (
    'settlement','reversal','payment','deferral','waiver','refund','correction','write_off','fund_receipt',
    'fund_write_off','retention_release')),
  settlement_id TEXT REFERENCES settlement(id), business_day TEXT NOT NULL, reference TEXT,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
INSERT INTO ledger_posting_next (rowid, id, kind, settlement_id, business_day, reference, recorded_at, recorded_by)
SELECT rowid, id, kind, settlement_id, business_day, reference, recorded_at, recorded_by FROM ledger_posting
ORDER BY rowid;
DROP TABLE ledger_posting;
ALTER TABLE ledger_posting_next RENAME TO ledger_posting;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX ledger_posting_by_settlement ON ledger_posting(settlement_id);
CREATE INDEX ledger_posting_of_funds ON ledger_posting(reference)
WHERE kind IN ('fund_receipt','fund_write_off','retention_release');
CREATE INDEX ledger_entry_deferred ON ledger_entry(posting_id, amount_fen) WHERE account = 'patient_deferred';
CREATE TRIGGER ledger_posting_sums_to_zero BEFORE INSERT ON ledger_posting
WHEN 0 <> (SELECT coalesce(sum(amount_fen), 1) FROM ledger_entry WHERE posting_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'posting_does_not_balance'); END;
CREATE TRIGGER ledger_entry_comes_before_its_posting BEFORE INSERT ON ledger_entry
WHEN EXISTS (SELECT 1 FROM ledger_posting WHERE id = NEW.posting_id)
BEGIN SELECT RAISE(ABORT, 'posting_is_closed'); END;
${['ledger_entry', 'ledger_posting'].map(appendOnly).join('\n')}

CREATE TABLE fund_claim_line (
  claim_id TEXT NOT NULL REFERENCES fund_claim(id) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
  settlement_id TEXT NOT NULL REFERENCES settlement(id),
  -- Below nothing: a reversal of what an earlier claim held.
  amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0),
  PRIMARY KEY (claim_id, position), UNIQUE (claim_id, settlement_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX fund_claim_line_by_settlement ON fund_claim_line(settlement_id, claim_id);
CREATE TABLE fund_claim (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  payer TEXT NOT NULL, payer_title TEXT NOT NULL, month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0), business_day TEXT NOT NULL,
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX fund_claim_by_payer ON fund_claim(payer, month);
CREATE TABLE fund_claim_step (
  id TEXT PRIMARY KEY, claim_id TEXT NOT NULL REFERENCES fund_claim(id),
  step TEXT NOT NULL CHECK (step IN ('submitted','withdrawn')),
  reason TEXT, approval_id TEXT REFERENCES approval(id),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  UNIQUE (claim_id, step), CHECK ((step = 'withdrawn') = (reason IS NOT NULL))
) STRICT;
CREATE TABLE fund_movement (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('receipt','write_off','release')),
  payer TEXT NOT NULL, claim_id TEXT REFERENCES fund_claim(id),
  -- The day of the bank's statement, and its number; of a write-off the day and why.
  moved_on TEXT NOT NULL, reference TEXT NOT NULL,
  -- The file that brought it, by its hash: the same one never counts twice.
  reply_hash TEXT UNIQUE, approval_id TEXT REFERENCES approval(id),
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK ((kind = 'release') = (claim_id IS NULL)),
  CHECK ((kind = 'write_off') = (approval_id IS NOT NULL))
) STRICT;
CREATE INDEX fund_movement_by_claim ON fund_movement(claim_id);
CREATE TABLE fund_refusal (
  movement_id TEXT NOT NULL REFERENCES fund_movement(id), settlement_id TEXT NOT NULL REFERENCES settlement(id),
  amount_fen INTEGER NOT NULL CHECK (amount_fen > 0), reason TEXT NOT NULL,
  PRIMARY KEY (movement_id, settlement_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER fund_claim_line_comes_before_its_claim BEFORE INSERT ON fund_claim_line
WHEN EXISTS (SELECT 1 FROM fund_claim WHERE id = NEW.claim_id)
BEGIN SELECT RAISE(ABORT, 'fund_claim_is_closed'); END;
CREATE TRIGGER fund_claim_holds_no_settlement_of_another BEFORE INSERT ON fund_claim
WHEN EXISTS (SELECT 1 FROM fund_claim_line AS line
  JOIN fund_claim_line AS theirs ON theirs.settlement_id = line.settlement_id AND theirs.claim_id <> line.claim_id
  JOIN fund_claim AS other ON other.id = theirs.claim_id AND other.payer = NEW.payer
  WHERE line.claim_id = NEW.id
    AND NOT EXISTS (SELECT 1 FROM fund_claim_step WHERE claim_id = other.id AND step = 'withdrawn'))
BEGIN SELECT RAISE(ABORT, 'settlement_already_claimed'); END;
CREATE TRIGGER fund_claim_is_what_its_payer_owes BEFORE INSERT ON fund_claim
WHEN NEW.amount_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM fund_claim_line WHERE claim_id = NEW.id)
  OR EXISTS (SELECT 1 FROM fund_claim_line AS line WHERE line.claim_id = NEW.id
    AND line.amount_fen <> ${receivableOf('line.settlement_id', 'NEW.payer')})
BEGIN SELECT RAISE(ABORT, 'fund_claim_does_not_add_up'); END;
CREATE TRIGGER fund_claim_with_money_is_not_withdrawn BEFORE INSERT ON fund_claim_step
WHEN NEW.step = 'withdrawn' AND EXISTS (SELECT 1 FROM fund_movement WHERE claim_id = NEW.claim_id)
  OR NEW.step = 'submitted' AND EXISTS (SELECT 1 FROM fund_claim_step WHERE claim_id = NEW.claim_id)
BEGIN SELECT RAISE(ABORT, 'fund_claim_step'); END;
CREATE TRIGGER fund_movement_is_of_a_submitted_claim BEFORE INSERT ON fund_movement
WHEN NEW.claim_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fund_claim AS claim
    JOIN fund_claim_step AS step ON step.claim_id = claim.id AND step.step = 'submitted'
    WHERE claim.id = NEW.claim_id AND claim.payer = NEW.payer
      AND NOT EXISTS (SELECT 1 FROM fund_claim_step WHERE claim_id = claim.id AND step = 'withdrawn'))
BEGIN SELECT RAISE(ABORT, 'fund_claim_not_submitted'); END;
CREATE TRIGGER fund_refusal_is_of_a_line BEFORE INSERT ON fund_refusal
WHEN NOT EXISTS (SELECT 1 FROM fund_movement AS movement
  JOIN fund_claim_line AS line ON line.claim_id = movement.claim_id
  WHERE movement.id = NEW.movement_id AND line.settlement_id = NEW.settlement_id)
BEGIN SELECT RAISE(ABORT, 'fund_refusal_of_another'); END;
${['fund_claim_line', 'fund_claim', 'fund_claim_step', 'fund_movement', 'fund_refusal'].map(appendOnly).join('\n')}
`,
};
