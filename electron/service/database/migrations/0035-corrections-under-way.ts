import type { Migration } from './migration.ts';

/**
 * What a correction (2601) undoes may come to the platform by another way meanwhile, on a stick. So a row says from
 * when on a correction of its message may be on the network, until the platform has answered one.
 */
export const correctionsUnderWay: Migration = {
  version: 35,
  title: 'corrections under way',
  sql: 'ALTER TABLE outbox ADD COLUMN correcting_since TEXT;',
};
