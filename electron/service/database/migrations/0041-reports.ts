import { appendOnly, type Migration } from './migration.ts';

/**
 * Settlements counted for reports, outside the transaction that settles: a few numbers a settlement, sums by month, and each
 * person's part by month. No facts: made of settlements alone, in their order, up to the one that the mark names; whoever
 * deletes them all gets the same again (reports/count.ts). Facts are the reports that were made, word for word as they were
 * printed, and that one was sent.
 */
export const reports: Migration = {
  version: 41,
  title: 'reports',
  sql: `
-- What settlements have in common: a township, a set of eligibilities, a payer. The value is JSON or a plain word.
CREATE TABLE report_key (
  id INTEGER PRIMARY KEY, dimension TEXT NOT NULL, value TEXT NOT NULL, title TEXT NOT NULL, UNIQUE (dimension, value)
) STRICT;
CREATE TABLE report_mark (
  only INTEGER PRIMARY KEY CHECK (only = 1), counted INTEGER NOT NULL,
  settlement_id TEXT NOT NULL REFERENCES settlement(id)
) STRICT;
CREATE TABLE report_member (
  business_day TEXT NOT NULL, sequence INTEGER NOT NULL, settlement_id TEXT NOT NULL,
  township INTEGER NOT NULL, eligibility INTEGER NOT NULL, disease INTEGER NOT NULL, special INTEGER NOT NULL,
  level INTEGER NOT NULL, place INTEGER NOT NULL, payers INTEGER NOT NULL, insured_year_id INTEGER NOT NULL,
  PRIMARY KEY (business_day, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE report_sum (
  month TEXT NOT NULL, key_id INTEGER NOT NULL,
  count INTEGER NOT NULL, total_fen INTEGER NOT NULL, own_expense_fen INTEGER NOT NULL, over_limit_fen INTEGER NOT NULL,
  pre_self_pay_fen INTEGER NOT NULL, in_scope_fen INTEGER NOT NULL, in_scope_paid_fen INTEGER NOT NULL,
  paid_fen INTEGER NOT NULL, personal_fen INTEGER NOT NULL,
  PRIMARY KEY (month, key_id)
) STRICT, WITHOUT ROWID;
-- The month in which it was settled; a reversal belongs to the year of what it reverses, in the month it was made.
CREATE TABLE report_person (
  year INTEGER NOT NULL, insured_year_id INTEGER NOT NULL, month TEXT NOT NULL,
  personal_fen INTEGER NOT NULL, personal_in_scope_fen INTEGER NOT NULL,
  PRIMARY KEY (year, insured_year_id, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_made (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('statistics','special_treatment')),
  -- 2020, 2020-1 (a quarter) or 2020-03.
  period TEXT NOT NULL, content TEXT NOT NULL CHECK (json_valid(content)),
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX report_made_by_period ON report_made(kind, period);
CREATE TABLE report_sending (
  report_id TEXT PRIMARY KEY REFERENCES report_made(id), sent_on TEXT NOT NULL, way TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
${['report_made', 'report_sending'].map(appendOnly).join('\n')}
`,
};
