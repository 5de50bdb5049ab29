import { appendOnly, type Migration } from './migration.ts';

/**
 * Which content a file of the watched folder had, by its size and the moment of its last change: an unchanged file is not
 * read again at every start. And whose list has the bytes of a file is found by its hash.
 */
export const seenFeeFiles: Migration = {
  version: 49,
  title: 'seen fee files',
  sql: `
CREATE TABLE seen_fee_file (
  file_path TEXT NOT NULL, size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  -- Nanoseconds since 1970, more than a number of JavaScript holds.
  modified_ns TEXT NOT NULL,
  -- The stay that the name says, a part of the hash; empty where it says none.
  named_stay_id TEXT NOT NULL, file_hash TEXT NOT NULL CHECK (length(file_hash) = 64), recorded_at TEXT NOT NULL,
  PRIMARY KEY (file_path, size_bytes, modified_ns, named_stay_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX fee_list_by_file ON fee_list(file_hash);
${appendOnly('seen_fee_file')}
`,
};
