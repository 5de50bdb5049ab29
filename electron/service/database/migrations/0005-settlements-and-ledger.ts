import { appendOnly, type Migration } from './migration.ts';

/**
 * A settlement and its reversal are facts of one table; a reversal carries the negated amounts. Layers, lists and
 * entries are written first and the row that closes them last, so that the file itself refuses a settlement whose
 * payers do not sum to its total and a posting that does not sum to zero.
 */
export const settlementsAndLedger: Migration = {
  version: 5,
  title: 'settlements and ledger',
  sql: `
CREATE TABLE settlement_layer (
  settlement_id TEXT NOT NULL REFERENCES settlement(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL, layer TEXT NOT NULL, kind TEXT, title TEXT NOT NULL, clause TEXT NOT NULL,
  base_fen INTEGER NOT NULL, pay_fen INTEGER NOT NULL, left_fen INTEGER NOT NULL,
  PRIMARY KEY (settlement_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE settlement_fee_list (
  settlement_id TEXT NOT NULL REFERENCES settlement(id) DEFERRABLE INITIALLY DEFERRED,
  fee_list_id TEXT NOT NULL REFERENCES fee_list(id),
  PRIMARY KEY (settlement_id, fee_list_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX settlement_fee_list_by_list ON settlement_fee_list(fee_list_id);
CREATE TABLE settlement (
  id TEXT PRIMARY KEY, slip_number TEXT NOT NULL UNIQUE,
  request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('final','interim','reversal')),
  reverses_id TEXT UNIQUE REFERENCES settlement(id), reason TEXT,
  stay_id TEXT NOT NULL REFERENCES stay(id), person_id TEXT NOT NULL REFERENCES person(id),
  insurance TEXT NOT NULL, insured_region TEXT NOT NULL, year INTEGER NOT NULL,
  settled_on TEXT NOT NULL, business_day TEXT NOT NULL,
  pack_hash TEXT NOT NULL REFERENCES policy_pack(hash), policy_in_force_id TEXT NOT NULL REFERENCES policy_in_force(id),
  eligibilities TEXT NOT NULL CHECK (json_valid(eligibilities)),
  total_fen INTEGER NOT NULL, own_expense_fen INTEGER NOT NULL, over_limit_fen INTEGER NOT NULL,
  pre_self_pay_fen INTEGER NOT NULL, in_scope_fen INTEGER NOT NULL,
  deductible_fen INTEGER NOT NULL, critical_illness_burden_fen INTEGER NOT NULL,
  personal_fen INTEGER NOT NULL, personal_in_scope_fen INTEGER NOT NULL,
  explanation TEXT NOT NULL CHECK (json_valid(explanation)), trial_hash TEXT NOT NULL,
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  approval_id TEXT REFERENCES approval(id),
  CHECK (total_fen = own_expense_fen + over_limit_fen + pre_self_pay_fen + in_scope_fen),
  CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL)),
  CHECK ((kind = 'reversal') = (reason IS NOT NULL)),
  CHECK (kind = 'reversal' OR (personal_fen >= 0 AND total_fen >= 0))
) STRICT;
CREATE INDEX settlement_by_stay ON settlement(stay_id);
CREATE INDEX settlement_by_day ON settlement(business_day, id);
-- Year state is one range read of this index.
CREATE INDEX settlement_by_person_and_year ON settlement(person_id, insurance, year, id);
CREATE TRIGGER settlement_payers_sum_to_its_total BEFORE INSERT ON settlement
WHEN NEW.total_fen <> NEW.personal_fen
  + (SELECT coalesce(sum(pay_fen), 0) FROM settlement_layer WHERE settlement_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'settlement_does_not_balance'); END;
CREATE TRIGGER settlement_layer_comes_before_its_settlement BEFORE INSERT ON settlement_layer
WHEN EXISTS (SELECT 1 FROM settlement WHERE id = NEW.settlement_id)
BEGIN SELECT RAISE(ABORT, 'settlement_is_closed'); END;
CREATE TRIGGER settlement_fee_list_comes_before_its_settlement BEFORE INSERT ON settlement_fee_list
WHEN EXISTS (SELECT 1 FROM settlement WHERE id = NEW.settlement_id)
BEGIN SELECT RAISE(ABORT, 'settlement_is_closed'); END;
CREATE TRIGGER settlement_settles_what_its_lists_hold BEFORE INSERT ON settlement
WHEN NEW.kind <> 'reversal' AND (
  NEW.total_fen <> (SELECT coalesce(sum(fee_list.total_fen), NEW.total_fen) FROM settlement_fee_list AS held
    JOIN fee_list ON fee_list.id = held.fee_list_id WHERE held.settlement_id = NEW.id)
  OR EXISTS (SELECT 1 FROM settlement_fee_list AS held JOIN fee_list ON fee_list.id = held.fee_list_id
    WHERE held.settlement_id = NEW.id AND fee_list.stay_id <> NEW.stay_id))
BEGIN SELECT RAISE(ABORT, 'settlement_does_not_hold_its_fees'); END;
CREATE TRIGGER settlement_holds_no_list_of_a_live_one BEFORE INSERT ON settlement
WHEN EXISTS (
  SELECT 1 FROM settlement_fee_list AS held
  JOIN settlement_fee_list AS theirs ON theirs.fee_list_id = held.fee_list_id AND theirs.settlement_id <> NEW.id
  WHERE held.settlement_id = NEW.id
    AND NOT EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = theirs.settlement_id))
BEGIN SELECT RAISE(ABORT, 'fee_list_already_settled'); END;
CREATE TRIGGER settlement_reverses_a_live_one BEFORE INSERT ON settlement
WHEN NEW.kind = 'reversal' AND NOT EXISTS (
  SELECT 1 FROM settlement AS original WHERE original.id = NEW.reverses_id AND original.kind <> 'reversal'
    AND original.total_fen = -NEW.total_fen AND original.personal_fen = -NEW.personal_fen
    AND original.year = NEW.year AND original.stay_id = NEW.stay_id)
BEGIN SELECT RAISE(ABORT, 'reversal_does_not_negate_its_settlement'); END;
CREATE TRIGGER settlement_final_is_the_only_live_one_of_its_stay BEFORE INSERT ON settlement
WHEN NEW.kind = 'final' AND EXISTS (
  SELECT 1 FROM settlement AS other WHERE other.stay_id = NEW.stay_id AND other.kind = 'final'
    AND NOT EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = other.id))
BEGIN SELECT RAISE(ABORT, 'stay_already_settled'); END;

CREATE TABLE ledger_entry (
  posting_id TEXT NOT NULL REFERENCES ledger_posting(id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL, account TEXT NOT NULL CHECK (account IN (
    'hospital_revenue','receivable','patient_due','patient_deferred','personal_account','cash_drawer','bank',
    'mobile','refund_due','waiver','cash_rounding','write_off','variance')),
  payer TEXT, amount_fen INTEGER NOT NULL,
  PRIMARY KEY (posting_id, position),
  CHECK ((account = 'receivable') = (payer IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE ledger_posting (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN (
    'settlement','reversal','payment','deferral','waiver','refund','correction')),
  settlement_id TEXT REFERENCES settlement(id), business_day TEXT NOT NULL, reference TEXT,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX ledger_posting_by_settlement ON ledger_posting(settlement_id);
CREATE INDEX ledger_posting_by_day ON ledger_posting(business_day, id);
CREATE TRIGGER ledger_posting_sums_to_zero BEFORE INSERT ON ledger_posting
WHEN 0 <> (SELECT coalesce(sum(amount_fen), 1) FROM ledger_entry WHERE posting_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'posting_does_not_balance'); END;
CREATE TRIGGER ledger_entry_comes_before_its_posting BEFORE INSERT ON ledger_entry
WHEN EXISTS (SELECT 1 FROM ledger_posting WHERE id = NEW.posting_id)
BEGIN SELECT RAISE(ABORT, 'posting_is_closed'); END;
${['settlement', 'settlement_layer', 'settlement_fee_list', 'ledger_entry', 'ledger_posting'].map(appendOnly).join('\n')}
`,
};
