import { appendOnly, type Migration } from './migration.ts';

/**
 * Persons have our own id; everything else is dated facts about them. A roster import is a snapshot: its entries
 * stand beside those of earlier imports, and the newest entry of a person counts.
 */
export const people: Migration = {
  version: 3,
  title: 'people',
  sql: `
CREATE TABLE person (id TEXT PRIMARY KEY, created_at TEXT NOT NULL) STRICT;
CREATE TABLE person_number (
  id_number TEXT PRIMARY KEY CHECK (length(id_number) = 18),
  person_id TEXT NOT NULL REFERENCES person(id), recorded_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX person_number_by_person ON person_number(person_id);

CREATE TABLE roster_import (
  sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, file_name TEXT NOT NULL, file_hash TEXT NOT NULL,
  accepted_count INTEGER NOT NULL, refused_count INTEGER NOT NULL, as_of_day TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('roster','window')),
  recorded_at TEXT NOT NULL, recorded_by TEXT REFERENCES staff_account(id)
) STRICT;
CREATE TABLE roster_entry (
  person_id TEXT NOT NULL REFERENCES person(id),
  import_sequence INTEGER NOT NULL REFERENCES roster_import(sequence) DEFERRABLE INITIALLY DEFERRED,
  line INTEGER NOT NULL, name TEXT NOT NULL, id_number TEXT NOT NULL, household_number TEXT, relation TEXT,
  region TEXT NOT NULL, township TEXT, village TEXT,
  insurance_state TEXT NOT NULL CHECK (insurance_state IN ('normal','suspended','none')), phone TEXT,
  PRIMARY KEY (person_id, import_sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX roster_entry_by_name ON roster_entry(name);
CREATE INDEX roster_entry_by_household ON roster_entry(household_number) WHERE household_number IS NOT NULL;
CREATE TABLE roster_eligibility (
  person_id TEXT NOT NULL, import_sequence INTEGER NOT NULL, category TEXT NOT NULL,
  begins_on TEXT NOT NULL, ends_on TEXT, source TEXT NOT NULL, region TEXT NOT NULL,
  PRIMARY KEY (person_id, import_sequence, category, begins_on),
  FOREIGN KEY (person_id, import_sequence) REFERENCES roster_entry(person_id, import_sequence)
    DEFERRABLE INITIALLY DEFERRED,
  CHECK (ends_on IS NULL OR ends_on >= begins_on)
) STRICT, WITHOUT ROWID;
${['person', 'person_number', 'roster_import', 'roster_entry', 'roster_eligibility'].map(appendOnly).join('\n')}
`,
};
