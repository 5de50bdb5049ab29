import type { Migration } from './migration.ts';

/**
 * Which approvals a day sheet takes in: by their place, as its postings and papers, since clocks are set back. Empty: there
 * was none yet; null: a close of before, which goes by its time.
 */
export const approvalsUpToAClose: Migration = {
  version: 83,
  title: 'approvals up to a close',
  sql: `ALTER TABLE day_close ADD COLUMN up_to_approval_id TEXT;`,
};
