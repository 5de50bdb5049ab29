import { appendOnly, type Migration } from './migration.ts';

/**
 * The catalogue of the county as dated snapshots, and what a person decided about an item that it does not know by the
 * hospital's own code. Limits are exact decimals kept as text, one for each level of hospital.
 */
export const catalogue: Migration = {
  version: 23,
  title: 'catalogue',
  sql: `
CREATE TABLE catalogue_import (
  sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, file_name TEXT NOT NULL, file_hash TEXT NOT NULL,
  -- From this day on this snapshot counts, until a newer one does.
  from_day TEXT NOT NULL, item_count INTEGER NOT NULL, refused_count INTEGER NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT REFERENCES staff_account(id)
) STRICT;
CREATE INDEX catalogue_import_by_day ON catalogue_import(from_day, sequence);
CREATE TABLE catalogue_item (
  import_sequence INTEGER NOT NULL REFERENCES catalogue_import(sequence),
  code TEXT NOT NULL, begins_on TEXT NOT NULL, ends_on TEXT, line INTEGER NOT NULL, name TEXT NOT NULL,
  catalogue_class TEXT NOT NULL CHECK (catalogue_class IN ('A','B','C')),
  pre_self_pay_millionths INTEGER NOT NULL CHECK (pre_self_pay_millionths BETWEEN 0 AND 1000000),
  limit_level_1 TEXT, limit_level_2 TEXT, limit_level_3 TEXT, unit TEXT,
  PRIMARY KEY (import_sequence, code, begins_on),
  CHECK (ends_on IS NULL OR ends_on >= begins_on)
) STRICT, WITHOUT ROWID;

-- What the hospital charges for, as its fee lists name it; learnt from every list that is loaded.
CREATE TABLE hospital_item (
  code TEXT NOT NULL, name TEXT NOT NULL, catalogue_class TEXT NOT NULL CHECK (catalogue_class IN ('A','B','C')),
  first_seen_at TEXT NOT NULL,
  PRIMARY KEY (code, name, catalogue_class)
) STRICT, WITHOUT ROWID;
INSERT INTO hospital_item (code, name, catalogue_class, first_seen_at)
SELECT item.code, item.name, item.catalogue_class, min(list.recorded_at)
FROM fee_item AS item JOIN fee_list AS list ON list.id = item.fee_list_id
GROUP BY item.code, item.name, item.catalogue_class;
-- Which item of the catalogue a hospital's code means, from a day on; none: it stands outside the catalogue.
CREATE TABLE item_mapping (
  id TEXT PRIMARY KEY, hospital_code TEXT NOT NULL, catalogue_code TEXT, from_day TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX item_mapping_by_code ON item_mapping(hospital_code, from_day);
${['catalogue_import', 'catalogue_item', 'hospital_item', 'item_mapping'].map(appendOnly).join('\n')}
`,
};
