import { appendOnly, type Migration } from './migration.ts';

/** Facts, except for what an import that never came to its end has left: only while it stands in `roster_preparation`. */
function appendOnlyOnceImported(table: string, isUnfinished: string): string {
  return `
CREATE TRIGGER ${table}_is_never_updated BEFORE UPDATE ON ${table}
BEGIN SELECT RAISE(ABORT, 'append_only: ${table}'); END;
CREATE TRIGGER ${table}_is_never_deleted BEFORE DELETE ON ${table}
WHEN NOT EXISTS (SELECT 1 FROM roster_preparation AS preparation WHERE ${isUnfinished})
BEGIN SELECT RAISE(ABORT, 'append_only: ${table}'); END;`;
}

/**
 * A roster of a million people is kept in numbers: people have integer keys inside the file (their ids stay what
 * everything else refers to), and what many entries have in common (names, places, lists of eligibilities) is kept once.
 * A snapshot writes only entries that say something new and who is absent; the newest entry of a person counts.
 *
 * An import writes in many short transactions under a sequence that it took in `roster_preparation`. Readers see
 * an entry only through its row in `roster_import` (view `person_entry`), which the last transaction writes: a roster is
 * the old one until then and the new one from then on.
 */
export const rosterKeptOnce: Migration = {
  version: 33,
  title: 'roster kept once',
  rebuildsReferencedTables: true,
  sql: `
CREATE TABLE roster_preparation (
  -- Beyond the imports that are there: what the window registers meanwhile is older than the roster.
  sequence INTEGER PRIMARY KEY,
  first_person_key INTEGER NOT NULL, last_person_key INTEGER NOT NULL, first_name_id INTEGER NOT NULL,
  began_at TEXT NOT NULL
) STRICT;

CREATE TEMP TABLE old_number (id_number TEXT NOT NULL, person_id TEXT NOT NULL) STRICT;
INSERT INTO old_number SELECT id_number, person_id FROM person_number;
CREATE TEMP TABLE old_entry (
  person_id TEXT NOT NULL, import_sequence INTEGER NOT NULL, line INTEGER NOT NULL, name TEXT NOT NULL,
  id_number TEXT NOT NULL, household_number TEXT, relation TEXT, region TEXT NOT NULL, township TEXT, village TEXT,
  insurance_state TEXT NOT NULL, phone TEXT, eligibilities TEXT NOT NULL
) STRICT;
INSERT INTO old_entry
SELECT entry.*, (SELECT json_group_array(json_object('category', category, 'beginsOn', begins_on, 'endsOn', ends_on,
    'source', source, 'region', given.region) ORDER BY begins_on, category)
  FROM roster_eligibility AS given
  WHERE given.person_id = entry.person_id AND given.import_sequence = entry.import_sequence) AS eligibilities
FROM roster_entry AS entry;
CREATE TABLE keyed_person (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL) STRICT;
INSERT INTO keyed_person (id, created_at) SELECT id, created_at FROM person ORDER BY id;
DROP TABLE roster_eligibility;
DROP TABLE roster_entry;
DROP TABLE person_number;
DROP TABLE person;
ALTER TABLE keyed_person RENAME TO person;

CREATE TABLE person_number (
  id_number TEXT PRIMARY KEY CHECK (length(id_number) = 18), person_key INTEGER NOT NULL REFERENCES person(key)
) STRICT, WITHOUT ROWID;
INSERT INTO person_number SELECT id_number, person.key FROM old_number JOIN person ON person.id = person_id;

CREATE TABLE roster_name (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO roster_name (name) SELECT DISTINCT name FROM old_entry ORDER BY name;
-- What a name is found by (people/name-keys.ts). An index, not a fact: where it is missing, it is made anew (tend.ts).
CREATE TABLE roster_name_key (
  key TEXT NOT NULL, name_id INTEGER NOT NULL, PRIMARY KEY (key, name_id)
) STRICT, WITHOUT ROWID;
-- Empty where the roster says nothing.
CREATE TABLE roster_place (
  id INTEGER PRIMARY KEY, region TEXT NOT NULL, township TEXT NOT NULL, village TEXT NOT NULL,
  UNIQUE (region, township, village)
) STRICT;
INSERT INTO roster_place (region, township, village)
SELECT DISTINCT region, coalesce(township, ''), coalesce(village, '') FROM old_entry;
-- A list of {category, beginsOn, endsOn, source, region}, by begin and category.
CREATE TABLE eligibility_set (
  id INTEGER PRIMARY KEY, eligibilities TEXT NOT NULL UNIQUE CHECK (json_valid(eligibilities))
) STRICT;
INSERT INTO eligibility_set (eligibilities) SELECT DISTINCT eligibilities FROM old_entry;

CREATE TABLE roster_entry (
  person_key INTEGER NOT NULL REFERENCES person(key), import_sequence INTEGER NOT NULL,
  line INTEGER NOT NULL, id_number TEXT NOT NULL, name_id INTEGER NOT NULL REFERENCES roster_name(id),
  household_number TEXT, relation TEXT, place_id INTEGER NOT NULL REFERENCES roster_place(id),
  insurance_state TEXT NOT NULL CHECK (insurance_state IN ('normal','suspended','none')), phone TEXT,
  eligibility_set_id INTEGER NOT NULL REFERENCES eligibility_set(id),
  PRIMARY KEY (person_key, import_sequence)
) STRICT, WITHOUT ROWID;
INSERT INTO roster_entry
SELECT person.key, import_sequence, line, id_number, name.id, household_number, relation, place.id, insurance_state,
  phone, given.id
FROM old_entry AS entry JOIN person ON person.id = entry.person_id
JOIN roster_name AS name ON name.name = entry.name
JOIN roster_place AS place ON place.region = entry.region AND place.township = coalesce(entry.township, '')
  AND place.village = coalesce(entry.village, '')
JOIN eligibility_set AS given ON given.eligibilities = entry.eligibilities;
-- Named by the roster before this one, and by this one not. Nothing of theirs ends.
CREATE TABLE roster_absence (
  person_key INTEGER NOT NULL REFERENCES person(key), import_sequence INTEGER NOT NULL,
  PRIMARY KEY (person_key, import_sequence)
) STRICT, WITHOUT ROWID;
INSERT INTO roster_absence
SELECT person_key, (SELECT min(sequence) FROM roster_import WHERE source = 'roster' AND sequence > newest)
FROM (SELECT person_key, max(import_sequence) AS newest FROM roster_entry
  JOIN roster_import ON sequence = import_sequence WHERE source = 'roster' GROUP BY person_key)
WHERE newest < (SELECT max(sequence) FROM roster_import WHERE source = 'roster');
DROP TABLE old_number;
DROP TABLE old_entry;

CREATE INDEX roster_entry_by_name ON roster_entry(name_id);
CREATE INDEX roster_entry_by_place ON roster_entry(place_id);
CREATE INDEX roster_entry_by_household ON roster_entry(household_number) WHERE household_number IS NOT NULL;

CREATE INDEX roster_import_by_source ON roster_import(source, sequence);

-- What windows and finished imports said of persons, one row an entry. A roster goes on saying it until one is silent.
CREATE VIEW person_entry AS
SELECT person.id AS person_id, entry.person_key, entry.import_sequence, import.source,
  entry.line, entry.id_number, entry.name_id, name.name, entry.household_number, entry.relation, entry.place_id,
  place.region, nullif(place.township, '') AS township, nullif(place.village, '') AS village,
  entry.insurance_state, entry.phone, given.eligibilities,
  -- The first roster after this entry that is silent.
  (SELECT min(silent.sequence) FROM roster_absence AS absence
    JOIN roster_import AS silent ON silent.sequence = absence.import_sequence
    WHERE absence.person_key = entry.person_key AND absence.import_sequence > entry.import_sequence) AS silent_sequence,
  import.as_of_day AS said_on
FROM roster_entry AS entry
JOIN roster_import AS import ON import.sequence = entry.import_sequence
JOIN person ON person.key = entry.person_key
JOIN roster_name AS name ON name.id = entry.name_id
JOIN roster_place AS place ON place.id = entry.place_id
JOIN eligibility_set AS given ON given.id = entry.eligibility_set_id;
${appendOnlyOnceImported('person', 'OLD.key BETWEEN first_person_key AND last_person_key')}
${appendOnlyOnceImported('person_number', 'OLD.person_key BETWEEN first_person_key AND last_person_key')}
${appendOnlyOnceImported('roster_entry', 'OLD.import_sequence = sequence')}
${appendOnlyOnceImported('roster_absence', 'OLD.import_sequence = sequence')}
${['roster_name', 'roster_place', 'eligibility_set'].map(appendOnly).join('\n')}
`,
};
