import { appendOnly, type Migration } from './migration.ts';

/**
 * What a roster import wants somebody to look at, a line for each person and kind, and what was ticked of it (销号). Made
 * after the import out of what it stored, some persons at a time; each portion is kept, so that a making that broke off goes
 * on behind the last one. No foreign keys to persons: taking back an import that never ended would have to look through
 * every line for each of its persons.
 */
export const rosterWork: Migration = {
  version: 75,
  title: 'roster work',
  sql: `
CREATE TABLE roster_work_portion (
  import_sequence INTEGER NOT NULL REFERENCES roster_import(sequence), up_to INTEGER NOT NULL,
  is_last INTEGER NOT NULL CHECK (is_last IN (0, 1)), recorded_at TEXT NOT NULL,
  PRIMARY KEY (import_sequence, up_to)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX roster_work_portion_ends_a_list_once ON roster_work_portion(import_sequence) WHERE is_last = 1;
CREATE TABLE roster_work_line (
  import_sequence INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('new','absent','changed','contradicting','uninsured')),
  -- In hospital, or settled this year, when the list was made: such lines come first.
  is_touched INTEGER NOT NULL CHECK (is_touched IN (0, 1)),
  person_key INTEGER NOT NULL, place_id INTEGER NOT NULL,
  PRIMARY KEY (import_sequence, kind, is_touched, person_key)
) STRICT, WITHOUT ROWID;
-- The newest of a line counts; reopened undoes the one before.
CREATE TABLE roster_work_tick (
  id TEXT PRIMARY KEY, import_sequence INTEGER NOT NULL, kind TEXT NOT NULL, person_key INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('verified','told_agency','told_person','settled_again','reopened')),
  reason TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX roster_work_tick_by_line ON roster_work_tick(import_sequence, kind, person_key);
${['roster_work_portion', 'roster_work_line', 'roster_work_tick'].map(appendOnly).join('\n')}
`,
};
