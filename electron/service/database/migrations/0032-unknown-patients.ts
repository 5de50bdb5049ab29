import { appendOnly, type Migration } from './migration.ts';

/** Patients without identity: who was seen, and the act that says who it was. */
export const unknownPatients: Migration = {
  version: 32,
  title: 'unknown patients',
  sql: `
CREATE TABLE unknown_patient (
  id TEXT PRIMARY KEY REFERENCES person(id), number TEXT NOT NULL UNIQUE, temporary_name TEXT NOT NULL,
  sex TEXT NOT NULL CHECK (sex IN ('male','female')), age_years INTEGER NOT NULL CHECK (age_years BETWEEN 0 AND 120),
  description TEXT NOT NULL, brought_by TEXT NOT NULL, region TEXT NOT NULL, seen_on TEXT NOT NULL,
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE TABLE unknown_patient_identified (
  unknown_id TEXT PRIMARY KEY REFERENCES unknown_patient(id), person_id TEXT NOT NULL REFERENCES person(id),
  identified_by TEXT NOT NULL CHECK (identified_by IN ('id_card','relative','police','other')), note TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK (person_id <> unknown_id)
) STRICT;
CREATE INDEX unknown_patient_identified_by_person ON unknown_patient_identified(person_id);
${['unknown_patient', 'unknown_patient_identified'].map(appendOnly).join('\n')}
`,
};
