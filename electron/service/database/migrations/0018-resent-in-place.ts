import type { Migration } from './migration.ts';

/**
 * A record that is sent anew takes the place of the refused one in the order of its person: what waited for that one
 * waits for it. Null is the row's own place, its sequence.
 */
export const resentInPlace: Migration = {
  version: 18,
  title: 'resent in place',
  sql: `
ALTER TABLE outbox ADD COLUMN stands_at INTEGER;
CREATE TRIGGER outbox_place_never_changes BEFORE UPDATE OF stands_at ON outbox
BEGIN SELECT RAISE(ABORT, 'append_only: outbox'); END;
`,
};
