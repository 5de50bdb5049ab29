import { appendOnly, type Migration } from './migration.ts';

/**
 * The official receipt may come after the settlement, and its number may be corrected: each is a fact of its own, the
 * newest of a settlement counts. A number stands at one settlement at a time. Besides two questions that are asked over
 * everybody: who owes something, and who was identified on a day.
 */
export const receiptsThatComeLater: Migration = {
  version: 38,
  title: 'receipts that come later',
  sql: `
CREATE TABLE invoice_next (
  id TEXT PRIMARY KEY, settlement_id TEXT NOT NULL REFERENCES settlement(id) DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL,
  -- Why another number takes the place of the one before; null for the first.
  reason TEXT,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
INSERT INTO invoice_next (id, settlement_id, number, recorded_at, recorded_by)
SELECT settlement_id, settlement_id, number, recorded_at, recorded_by
FROM invoice JOIN settlement ON settlement.id = settlement_id ORDER BY settlement.rowid;
DROP TABLE invoice;
ALTER TABLE invoice_next RENAME TO invoice;
CREATE INDEX invoice_by_settlement ON invoice(settlement_id);
CREATE INDEX invoice_by_number ON invoice(number);
CREATE TRIGGER invoice_number_stands_at_one_settlement BEFORE INSERT ON invoice
WHEN EXISTS (SELECT 1 FROM invoice AS other WHERE other.number = NEW.number AND other.settlement_id <> NEW.settlement_id
  AND NOT EXISTS (SELECT 1 FROM invoice AS newer
    WHERE newer.settlement_id = other.settlement_id AND newer.rowid > other.rowid))
BEGIN SELECT RAISE(ABORT, 'invoice_number_used'); END;
CREATE TRIGGER invoice_correction_has_a_reason BEFORE INSERT ON invoice
WHEN (NEW.reason IS NULL) = EXISTS (SELECT 1 FROM invoice WHERE settlement_id = NEW.settlement_id)
BEGIN SELECT RAISE(ABORT, 'invoice_reason'); END;
${appendOnly('invoice')}

CREATE INDEX ledger_entry_deferred ON ledger_entry(posting_id, amount_fen) WHERE account = 'patient_deferred';
CREATE INDEX identification_by_time ON identification(recorded_at);
`,
};
