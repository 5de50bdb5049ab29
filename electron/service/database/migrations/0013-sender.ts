import type { Migration } from './migration.ts';

/**
 * What the sender reads again and again while much waits (which rows are due, what waits in all) stands in two indexes
 * alone: rows hold whole records, and each page of them would have to be decrypted. And how often a row failed while
 * the platform was well is counted apart from its attempts.
 */
export const sender: Migration = {
  version: 13,
  title: 'sender',
  sql: `
ALTER TABLE outbox ADD COLUMN setbacks INTEGER NOT NULL DEFAULT 0 CHECK (setbacks >= 0);
DROP INDEX outbox_open;
CREATE INDEX outbox_open ON outbox(
  sequence, state, next_attempt_at, kind, person_id, year, stay_id, amount_fen, recorded_at
) WHERE closed_at IS NULL;
DROP INDEX outbox_open_by_person;
CREATE INDEX outbox_open_by_person ON outbox(person_id, sequence, year, stay_id, state) WHERE closed_at IS NULL;
`,
};
