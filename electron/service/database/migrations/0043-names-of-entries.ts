import type { Migration } from './migration.ts';

/**
 * By which names a person was ever entered, in a table of its own instead of an index of the entries: an index is written
 * row by row with them, in the order of a roster, which for names is none, and every transaction of an import wrote
 * half of it anew. The table is written at the end, in its own order (roster/write-entry-names.ts).
 */
export const namesOfEntries: Migration = {
  version: 43,
  title: 'names of entries',
  sql: `
CREATE TABLE roster_entry_name (
  name_id INTEGER NOT NULL REFERENCES roster_name(id), person_key INTEGER NOT NULL REFERENCES person(key),
  import_sequence INTEGER NOT NULL,
  PRIMARY KEY (name_id, person_key, import_sequence)
) STRICT, WITHOUT ROWID;
INSERT INTO roster_entry_name SELECT name_id, person_key, import_sequence FROM roster_entry
ORDER BY name_id, person_key, import_sequence;
DROP INDEX roster_entry_by_name;
CREATE TRIGGER roster_entry_name_is_never_updated BEFORE UPDATE ON roster_entry_name
BEGIN SELECT RAISE(ABORT, 'append_only: roster_entry_name'); END;
CREATE TRIGGER roster_entry_name_is_never_deleted BEFORE DELETE ON roster_entry_name
WHEN NOT EXISTS (SELECT 1 FROM roster_preparation WHERE OLD.import_sequence = sequence)
BEGIN SELECT RAISE(ABORT, 'append_only: roster_entry_name'); END;
`,
};
