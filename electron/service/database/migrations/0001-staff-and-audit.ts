import { appendOnly, type Migration } from './migration.ts';

/** Who may act, and what was done. Passwords and roles are dated facts about an account; the newest counts. */
export const staffAndAudit: Migration = {
  version: 1,
  title: 'staff and audit',
  sql: `
CREATE TABLE staff_account (
  id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE COLLATE NOCASE, display_name TEXT NOT NULL,
  created_at TEXT NOT NULL, created_by TEXT REFERENCES staff_account(id)
) STRICT;
CREATE TABLE staff_role (
  id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES staff_account(id),
  role TEXT NOT NULL CHECK (role IN ('clerk','cashier_lead','finance','information_office','auditor','none')),
  recorded_at TEXT NOT NULL, recorded_by TEXT REFERENCES staff_account(id)
) STRICT;
CREATE INDEX staff_role_by_account ON staff_role(account_id, id);
CREATE TABLE staff_password (
  id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES staff_account(id),
  scheme TEXT NOT NULL, salt BLOB NOT NULL, hash BLOB NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT REFERENCES staff_account(id)
) STRICT;
CREATE INDEX staff_password_by_account ON staff_password(account_id, id);

CREATE TABLE approval (
  id TEXT PRIMARY KEY, act TEXT NOT NULL, subject_id TEXT NOT NULL, reason TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES staff_account(id),
  second_account_id TEXT NOT NULL REFERENCES staff_account(id),
  recorded_at TEXT NOT NULL,
  CHECK (account_id <> second_account_id)
) STRICT;

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, account_id TEXT, act TEXT NOT NULL, subject_id TEXT,
  detail TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX audit_by_subject ON audit(subject_id) WHERE subject_id IS NOT NULL;
${['staff_account', 'staff_role', 'staff_password', 'approval', 'audit'].map(appendOnly).join('\n')}
`,
};
