import { appendOnly, type Migration } from './migration.ts';

/**
 * The second step of a sign-in (RFC 6238). Of an account the newest row counts; without a secret it has none any more. A
 * code counts once: its time step is kept before anybody is let in, so that a restart forgets none.
 */
export const oneTimeCodes: Migration = {
  version: 51,
  title: 'one-time codes',
  sql: `
CREATE TABLE one_time_secret (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES staff_account(id),
  -- Base32, as the phone has it.
  secret TEXT CHECK (length(secret) BETWEEN 26 AND 64),
  -- Taken away by two people.
  approval_id TEXT REFERENCES approval(id),
  recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK ((secret IS NULL) = (approval_id IS NOT NULL))
) STRICT;
CREATE INDEX one_time_secret_by_account ON one_time_secret(account_id);
CREATE TABLE one_time_use (
  secret_id TEXT NOT NULL REFERENCES one_time_secret(id),
  -- Half minutes since 1970.
  time_step INTEGER NOT NULL CHECK (time_step >= 0),
  PRIMARY KEY (secret_id, time_step)
) STRICT, WITHOUT ROWID;
${['one_time_secret', 'one_time_use'].map(appendOnly).join('\n')}
`,
};
