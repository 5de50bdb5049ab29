import { appendOnly, type Migration } from './migration.ts';

/** 交班: who gave the window to whom, and what was open at it then. */
export const shiftHandovers: Migration = {
  version: 57,
  title: 'shift handovers',
  sql: `
CREATE TABLE shift_handover (
  id TEXT PRIMARY KEY,
  from_account_id TEXT NOT NULL REFERENCES staff_account(id),
  to_account_id TEXT NOT NULL REFERENCES staff_account(id),
  -- What the drawer should hold since the last close, and what both counted; null where nobody counted.
  expected_cash_fen INTEGER NOT NULL,
  counted_cash_fen INTEGER CHECK (counted_cash_fen >= 0),
  begun_count INTEGER NOT NULL CHECK (begun_count >= 0),
  unsent_count INTEGER NOT NULL CHECK (unsent_count >= 0),
  note TEXT NOT NULL,
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  CHECK (from_account_id <> to_account_id)
) STRICT;
CREATE INDEX shift_handover_by_time ON shift_handover(recorded_at);
${appendOnly('shift_handover')}
`,
};
