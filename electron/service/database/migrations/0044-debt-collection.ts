import { appendOnly, type Migration } from './migration.ts';

/**
 * What is done about debts besides money: reminders, what two people waive or write off (its amount stands in the ledger),
 * and the list of malicious default (恶意拖欠), on and off by two people each.
 */
export const debtCollection: Migration = {
  version: 44,
  title: 'debt collection',
  sql: `
CREATE TABLE debt_reminder (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id), reminded_on TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('telephone','visit','letter','message')), words TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX debt_reminder_by_person ON debt_reminder(person_id);
CREATE TABLE debt_relief (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  settlement_id TEXT NOT NULL REFERENCES settlement(id), posting_id TEXT NOT NULL UNIQUE REFERENCES ledger_posting(id),
  reason TEXT NOT NULL, approval_id TEXT NOT NULL REFERENCES approval(id)
) STRICT;
CREATE INDEX debt_relief_by_settlement ON debt_relief(settlement_id);
CREATE TABLE default_listing (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id), is_listed INTEGER NOT NULL CHECK (is_listed IN (0, 1)),
  business_day TEXT NOT NULL, reason TEXT NOT NULL, approval_id TEXT NOT NULL REFERENCES approval(id),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX default_listing_by_person ON default_listing(person_id);
CREATE TRIGGER default_listing_changes BEFORE INSERT ON default_listing
WHEN NEW.is_listed = coalesce((SELECT is_listed FROM default_listing WHERE person_id = NEW.person_id
  ORDER BY rowid DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'default_listing_unchanged'); END;
${['debt_reminder', 'debt_relief', 'default_listing'].map(appendOnly).join('\n')}
`,
};
