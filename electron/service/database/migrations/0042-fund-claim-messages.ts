import { appendOnly, type Migration } from './migration.ts';

/**
 * How claims reach their payers: messages to the platform (3203, 3204) with every attempt, and lists that left as sealed
 * files. A claim is of no person and no stay, so that its messages do not stand in the outbox, whose order is of these; what
 * is in doubt is cleared up as there. An attempt is written down before it goes out.
 */
export const fundClaimMessages: Migration = {
  version: 42,
  title: 'fund claim messages',
  sql: `
CREATE TABLE fund_claim_message (
  id TEXT PRIMARY KEY, claim_id TEXT NOT NULL REFERENCES fund_claim(id), kind TEXT NOT NULL CHECK (kind IN ('apply','undo')),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  UNIQUE (claim_id, kind)
) STRICT;
CREATE TABLE fund_claim_attempt (
  sequence INTEGER PRIMARY KEY, message_id TEXT NOT NULL REFERENCES fund_claim_message(id),
  transaction_code TEXT NOT NULL, wire_message_id TEXT NOT NULL, at TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN (
    'started','accepted','rejected','duplicate','unknown','not_reached','retry','sign_in')),
  code TEXT, reason TEXT,
  -- What the platform calls the application.
  number TEXT
) STRICT;
CREATE INDEX fund_claim_attempt_by_message ON fund_claim_attempt(message_id);
CREATE TABLE fund_claim_list (
  id TEXT PRIMARY KEY, claim_id TEXT NOT NULL REFERENCES fund_claim(id), file_name TEXT NOT NULL, file_hash TEXT NOT NULL,
  window_key TEXT NOT NULL, payer_key TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX fund_claim_list_by_claim ON fund_claim_list(claim_id);
${['fund_claim_message', 'fund_claim_attempt', 'fund_claim_list'].map(appendOnly).join('\n')}
`,
};
