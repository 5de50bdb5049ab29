import type { Migration } from './migration.ts';

/** The newest posting when somebody was put on the list: what was paid after it is told by places, since clocks are set back. */
export const postingsUpToAListing: Migration = {
  version: 84,
  title: 'postings up to a listing',
  sql: `ALTER TABLE default_listing ADD COLUMN up_to_posting_id TEXT REFERENCES ledger_posting(id);`,
};
