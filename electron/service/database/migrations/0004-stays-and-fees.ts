import { appendOnly, type Migration } from './migration.ts';

/**
 * A stay and what was charged in it. A change of the stay is a new row of `stay_detail`; the newest counts.
 * Prices and quantities are exact decimals kept as text, amounts are fen.
 */
export const staysAndFees: Migration = {
  version: 4,
  title: 'stays and fees',
  sql: `
CREATE TABLE stay (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, person_id TEXT NOT NULL REFERENCES person(id),
  admission_number TEXT NOT NULL UNIQUE, hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX stay_by_person ON stay(person_id);
CREATE TABLE stay_detail (
  id TEXT PRIMARY KEY, stay_id TEXT NOT NULL REFERENCES stay(id),
  visit_type TEXT NOT NULL CHECK (visit_type IN ('inpatient')),
  place TEXT NOT NULL CHECK (place IN ('county','referred','unreferred','emergency')),
  department TEXT NOT NULL, bed TEXT, admitted_on TEXT NOT NULL, discharged_on TEXT,
  diagnoses TEXT NOT NULL CHECK (json_valid(diagnoses)),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK (discharged_on IS NULL OR discharged_on >= admitted_on)
) STRICT;
CREATE INDEX stay_detail_by_stay ON stay_detail(stay_id, id);

CREATE TABLE fee_list (
  id TEXT PRIMARY KEY, stay_id TEXT NOT NULL REFERENCES stay(id), file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL, item_count INTEGER NOT NULL, stated_total_fen INTEGER,
  total_fen INTEGER NOT NULL, own_expense_fen INTEGER NOT NULL, over_limit_fen INTEGER NOT NULL,
  pre_self_pay_fen INTEGER NOT NULL, in_scope_fen INTEGER NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK (total_fen = own_expense_fen + over_limit_fen + pre_self_pay_fen + in_scope_fen),
  CHECK (stated_total_fen IS NULL OR stated_total_fen = total_fen)
) STRICT;
CREATE INDEX fee_list_by_stay ON fee_list(stay_id, id);
CREATE TABLE fee_item (
  fee_list_id TEXT NOT NULL REFERENCES fee_list(id) DEFERRABLE INITIALLY DEFERRED,
  line INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, cost_class TEXT NOT NULL,
  catalogue_class TEXT NOT NULL CHECK (catalogue_class IN ('A','B','C')),
  pre_self_pay_millionths INTEGER NOT NULL, limit_price TEXT, price TEXT NOT NULL, quantity TEXT NOT NULL,
  amount_fen INTEGER NOT NULL, own_expense_fen INTEGER NOT NULL, over_limit_fen INTEGER NOT NULL,
  pre_self_pay_fen INTEGER NOT NULL, in_scope_fen INTEGER NOT NULL, charged_on TEXT NOT NULL,
  PRIMARY KEY (fee_list_id, line),
  CHECK (amount_fen = own_expense_fen + over_limit_fen + pre_self_pay_fen + in_scope_fen)
) STRICT, WITHOUT ROWID;
-- A list loaded by mistake is withdrawn, never deleted; a settled list cannot be withdrawn (settlements/).
CREATE TABLE fee_list_withdrawal (
  fee_list_id TEXT PRIMARY KEY REFERENCES fee_list(id), reason TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
${['stay', 'stay_detail', 'fee_list', 'fee_item', 'fee_list_withdrawal'].map(appendOnly).join('\n')}
`,
};
