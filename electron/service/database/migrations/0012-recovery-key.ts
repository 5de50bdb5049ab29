import { appendOnly, type Migration } from './migration.ts';

/**
 * What was done with the recovery key, never the key: it was put on paper, typed back from paper, used to open the
 * file. A fingerprint says which key it was.
 */
export const recoveryKey: Migration = {
  version: 12,
  title: 'recovery key',
  sql: `
CREATE TABLE recovery_key_act (
  sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  act TEXT NOT NULL CHECK (act IN ('printed','matched','not_matched','opened')),
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 9),
  outcome TEXT CHECK (outcome IN ('spooled','failed','timed_out')), approval_id TEXT UNIQUE REFERENCES approval(id),
  recorded_at TEXT NOT NULL, recorded_by TEXT REFERENCES staff_account(id),
  CHECK ((act = 'printed') = (outcome IS NOT NULL)),
  CHECK ((act = 'printed') = (approval_id IS NOT NULL)),
  CHECK ((act = 'opened') = (recorded_by IS NULL))
) STRICT;
${appendOnly('recovery_key_act')}
`,
};
