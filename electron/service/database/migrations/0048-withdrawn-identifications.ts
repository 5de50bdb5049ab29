import { appendOnly, type Migration } from './migration.ts';

/**
 * A wrong identification can be taken back by two people, and the patient be identified anew: of several identifications
 * the one that was not withdrawn counts, at most one at a time. `unknown_patient_identified` is made anew, since its key
 * allowed one for ever.
 */
export const withdrawnIdentifications: Migration = {
  version: 48,
  title: 'withdrawn identifications',
  sql: `
CREATE TABLE patient_identification (
  id TEXT PRIMARY KEY, unknown_id TEXT NOT NULL REFERENCES unknown_patient(id),
  person_id TEXT NOT NULL REFERENCES person(id),
  identified_by TEXT NOT NULL CHECK (identified_by IN ('id_card','relative','police','other')), note TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK (person_id <> unknown_id)
) STRICT;
-- There was one for each patient: its id serves.
INSERT INTO patient_identification (id, unknown_id, person_id, identified_by, note, recorded_at, recorded_by)
SELECT unknown_id, unknown_id, person_id, identified_by, note, recorded_at, recorded_by
FROM unknown_patient_identified ORDER BY rowid;
DROP TABLE unknown_patient_identified;
CREATE INDEX patient_identification_by_unknown ON patient_identification(unknown_id);
CREATE INDEX patient_identification_by_person ON patient_identification(person_id);
CREATE TABLE identification_withdrawal (
  identification_id TEXT PRIMARY KEY REFERENCES patient_identification(id), reason TEXT NOT NULL,
  approval_id TEXT NOT NULL REFERENCES approval(id),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE VIEW known_patient AS SELECT id AS identification_id, unknown_id, person_id, identified_by, note, recorded_at, recorded_by
FROM patient_identification WHERE NOT EXISTS (SELECT 1 FROM identification_withdrawal
  WHERE identification_withdrawal.identification_id = patient_identification.id);
CREATE TRIGGER patient_is_one_person BEFORE INSERT ON patient_identification
WHEN EXISTS (SELECT 1 FROM known_patient WHERE unknown_id = NEW.unknown_id)
BEGIN SELECT RAISE(ABORT, 'already_identified'); END;
${['patient_identification', 'identification_withdrawal'].map(appendOnly).join('\n')}
`,
};
