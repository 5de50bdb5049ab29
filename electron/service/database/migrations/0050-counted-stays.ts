import { appendOnly, type Migration } from './migration.ts';

/**
 * Up to which catalogue and which decisions the fee lists of an open stay were counted. What is to be counted anew is
 * found by comparing, so that a recount that was interrupted goes on where it was.
 */
export const countedStays: Migration = {
  version: 50,
  title: 'counted stays',
  sql: `
CREATE TABLE counted_stay (
  stay_id TEXT NOT NULL REFERENCES stay(id),
  -- The newest import, and the number of the newest decision about an item; 0 while there was none.
  catalogue_sequence INTEGER NOT NULL CHECK (catalogue_sequence >= 0),
  mapping_count INTEGER NOT NULL CHECK (mapping_count >= 0),
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (stay_id, catalogue_sequence, mapping_count)
) STRICT, WITHOUT ROWID;
${appendOnly('counted_stay')}
`,
};
