import { appendOnly, type Migration } from './migration.ts';

/** Dated facts of the hospital itself, and the policy packs that were put into force here by a recorded act. */
export const hospitalAndPolicy: Migration = {
  version: 2,
  title: 'hospital and policy',
  sql: `
CREATE TABLE setting (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL CHECK (json_valid(value)),
  from_day TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT REFERENCES staff_account(id)
) STRICT;
CREATE INDEX setting_by_name ON setting(name, from_day, id);

-- The hash of a pack that extends another covers both texts: what is in force never changes with a file beside it.
CREATE TABLE policy_pack (
  hash TEXT PRIMARY KEY, extends_hash TEXT REFERENCES policy_pack(hash), pack_id TEXT NOT NULL, title TEXT NOT NULL, file_name TEXT NOT NULL,
  text TEXT NOT NULL, recorded_at TEXT NOT NULL
) STRICT;
CREATE TABLE policy_in_force (
  id TEXT PRIMARY KEY, region TEXT NOT NULL, pack_hash TEXT NOT NULL REFERENCES policy_pack(hash),
  options TEXT NOT NULL CHECK (json_valid(options)), from_day TEXT NOT NULL, to_day TEXT,
  approval_id TEXT REFERENCES approval(id), recorded_at TEXT NOT NULL,
  recorded_by TEXT REFERENCES staff_account(id),
  CHECK (to_day IS NULL OR to_day >= from_day)
) STRICT;
CREATE INDEX policy_in_force_by_region ON policy_in_force(region, from_day, id);
${['setting', 'policy_pack', 'policy_in_force'].map(appendOnly).join('\n')}
`,
};
