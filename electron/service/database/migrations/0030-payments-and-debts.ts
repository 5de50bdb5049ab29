import { appendOnly, type Migration } from './migration.ts';

/**
 * What the ledger does not say of money at the window: who paid and signed instead of the patient, the official
 * receipt's number, the cash that was handed over, the papers of later payments and of refunds, and the dates on which
 * a debt falls due. No amount that is owed stands here: debts are sums over the ledger.
 */
export const paymentsAndDebts: Migration = {
  version: 30,
  title: 'payments and debts',
  sql: `
CREATE TABLE signatory (
  subject_id TEXT PRIMARY KEY,
  signed_for TEXT NOT NULL CHECK (signed_for IN ('settlement','receipt','instalment_plan')),
  name TEXT NOT NULL, id_number TEXT NOT NULL, relation TEXT NOT NULL, phone TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE invoice (
  settlement_id TEXT PRIMARY KEY REFERENCES settlement(id) DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
CREATE TABLE cash_handed_in (
  posting_id TEXT PRIMARY KEY REFERENCES ledger_posting(id), handed_in_fen INTEGER NOT NULL CHECK (handed_in_fen >= 0)
) STRICT, WITHOUT ROWID;
-- What the card machine or the telephone calls a refund; its posting names the payment that it answers.
CREATE TABLE refund_reference (
  posting_id TEXT PRIMARY KEY REFERENCES ledger_posting(id), reference TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt_posting (
  receipt_id TEXT NOT NULL REFERENCES receipt(id) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
  posting_id TEXT NOT NULL UNIQUE REFERENCES ledger_posting(id),
  PRIMARY KEY (receipt_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE receipt (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('debt_payment','refund')),
  request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES person(id),
  business_day TEXT NOT NULL,
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX receipt_by_day ON receipt(business_day, id);
CREATE INDEX receipt_by_person ON receipt(person_id);
CREATE TRIGGER receipt_posting_comes_before_its_receipt BEFORE INSERT ON receipt_posting
WHEN EXISTS (SELECT 1 FROM receipt WHERE id = NEW.receipt_id)
BEGIN SELECT RAISE(ABORT, 'receipt_is_closed'); END;
CREATE TRIGGER receipt_is_of_money BEFORE INSERT ON receipt
WHEN NOT EXISTS (SELECT 1 FROM receipt_posting WHERE receipt_id = NEW.id)
  OR EXISTS (SELECT 1 FROM receipt_posting AS held JOIN ledger_posting AS posting ON posting.id = held.posting_id
    JOIN settlement ON settlement.id = posting.settlement_id
    WHERE held.receipt_id = NEW.id AND settlement.person_id <> NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'receipt_of_another_person'); END;

CREATE TABLE instalment (
  plan_id TEXT NOT NULL REFERENCES instalment_plan(id) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
  due_on TEXT NOT NULL, amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
  PRIMARY KEY (plan_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE instalment_plan (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  settlement_id TEXT NOT NULL REFERENCES settlement(id), business_day TEXT NOT NULL,
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX instalment_plan_by_settlement ON instalment_plan(settlement_id);
CREATE INDEX instalment_plan_by_day ON instalment_plan(business_day, id);
CREATE TRIGGER instalment_comes_before_its_plan BEFORE INSERT ON instalment
WHEN EXISTS (SELECT 1 FROM instalment_plan WHERE id = NEW.plan_id)
BEGIN SELECT RAISE(ABORT, 'instalment_plan_is_closed'); END;
CREATE TRIGGER instalment_plan_is_of_what_is_owed BEFORE INSERT ON instalment_plan
WHEN (SELECT coalesce(sum(amount_fen), 0) FROM instalment WHERE plan_id = NEW.id) <> (
  SELECT coalesce(sum(entry.amount_fen), 0) FROM ledger_posting AS posting
  JOIN ledger_entry AS entry ON entry.posting_id = posting.id
  WHERE posting.settlement_id = NEW.settlement_id AND entry.account = 'patient_deferred')
BEGIN SELECT RAISE(ABORT, 'instalments_do_not_sum'); END;
${[
  'signatory',
  'invoice',
  'cash_handed_in',
  'refund_reference',
  'receipt',
  'receipt_posting',
  'instalment',
  'instalment_plan',
]
  .map(appendOnly)
  .join('\n')}
`,
};
