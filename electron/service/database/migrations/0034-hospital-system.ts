import { appendOnly, type Migration } from './migration.ts';

/** What came from the hospital's own system by folder, taken or not, and the token that its query wants. */
export const hospitalSystem: Migration = {
  version: 34,
  title: 'hospital system',
  sql: `
CREATE TABLE incoming_fee_file (
  id TEXT PRIMARY KEY, file_name TEXT NOT NULL, file_hash TEXT NOT NULL, stay_id TEXT REFERENCES stay(id),
  -- Null where it was taken.
  code TEXT, sentence TEXT, recorded_at TEXT NOT NULL,
  CHECK ((code IS NULL) = (sentence IS NULL))
) STRICT;
CREATE UNIQUE INDEX incoming_fee_file_is_taken_once ON incoming_fee_file(file_hash) WHERE code IS NULL;
CREATE INDEX incoming_fee_file_by_hash ON incoming_fee_file(file_hash);
-- Apart from the settings, so that no list of settings, no log and no diagnosis can hold it. A null takes it back.
CREATE TABLE hospital_system_token (
  id TEXT PRIMARY KEY, value TEXT, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
${['incoming_fee_file', 'hospital_system_token'].map(appendOnly).join('\n')}
`,
};
