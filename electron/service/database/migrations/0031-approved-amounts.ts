import { appendOnly, type Migration } from './migration.ts';

/**
 * What somebody else decided about a stay before it is settled: amounts that were approved for a layer of the pack
 * (疾病应急救助, 慈善救助), and the figures of the hospital's system or of the platform that ours is compared with. The
 * newest of each counts; what a settlement used is tied to it, and free again when that is reversed.
 */
export const approvedAmounts: Migration = {
  version: 31,
  title: 'approved amounts',
  sql: `
CREATE TABLE approved_amount (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  stay_id TEXT NOT NULL REFERENCES stay(id), layer TEXT NOT NULL,
  -- Nothing: the approval before it was withdrawn.
  amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
  number TEXT NOT NULL, approved_on TEXT NOT NULL, approver TEXT NOT NULL,
  approval_id TEXT NOT NULL REFERENCES approval(id),
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX approved_amount_by_stay ON approved_amount(stay_id);
CREATE INDEX approved_amount_by_number ON approved_amount(number);
CREATE TABLE settlement_approved_amount (
  settlement_id TEXT NOT NULL REFERENCES settlement(id) DEFERRABLE INITIALLY DEFERRED,
  approved_amount_id TEXT NOT NULL REFERENCES approved_amount(id),
  PRIMARY KEY (settlement_id, approved_amount_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX settlement_approved_amount_by_amount ON settlement_approved_amount(approved_amount_id);
CREATE TRIGGER settlement_approved_amount_is_used_once BEFORE INSERT ON settlement_approved_amount
WHEN EXISTS (SELECT 1 FROM settlement_approved_amount AS used
  WHERE used.approved_amount_id = NEW.approved_amount_id AND used.settlement_id <> NEW.settlement_id
    AND NOT EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = used.settlement_id))
BEGIN SELECT RAISE(ABORT, 'approved_amount_already_used'); END;

CREATE TABLE stated_figure (
  id TEXT PRIMARY KEY, stay_id TEXT NOT NULL REFERENCES stay(id),
  -- The fee lists that the figures speak of, in their order: with others they say nothing.
  fee_list_ids TEXT NOT NULL CHECK (json_valid(fee_list_ids)),
  source TEXT NOT NULL CHECK (source IN ('hospital','platform')),
  -- What is not known is null; a row of nothing withdraws the one before it.
  total_fen INTEGER, personal_fen INTEGER, layers TEXT NOT NULL CHECK (json_valid(layers)),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX stated_figure_by_stay ON stated_figure(stay_id);
${['approved_amount', 'settlement_approved_amount', 'stated_figure'].map(appendOnly).join('\n')}
`,
};
