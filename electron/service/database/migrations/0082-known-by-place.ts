import type { Migration } from './migration.ts';

/**
 * Up to where a reconciliation knew the file: places in the order of writing, not times, since a clock that was ahead would
 * hide what was learnt by it. Numbers of before have place 0, and runs of before their time.
 */
export const knownByPlace: Migration = {
  version: 82,
  title: 'known by place',
  sql: `
ALTER TABLE platform_identifier ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
CREATE INDEX platform_identifier_by_place ON platform_identifier(place);
ALTER TABLE reconciliation_run ADD COLUMN learnt_up_to INTEGER;
ALTER TABLE reconciliation_run ADD COLUMN up_to_invoice_id TEXT REFERENCES invoice(id);
ALTER TABLE reconciliation_run ADD COLUMN up_to_stay_id TEXT REFERENCES stay(id);
`,
};
