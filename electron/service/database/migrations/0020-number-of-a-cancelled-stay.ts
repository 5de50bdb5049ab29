import { appendOnly, type Migration } from './migration.ts';

/**
 * A stay that was opened for the wrong person is cancelled, and its admission number belongs to the right one. Among
 * stays that stand a number is still taken once; `stay` is made anew, since its column said so for all.
 */
export const numberOfACancelledStay: Migration = {
  version: 20,
  title: 'number of a cancelled stay',
  rebuildsReferencedTables: true,
  sql: `
CREATE TABLE stay_next (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, person_id TEXT NOT NULL REFERENCES person(id),
  admission_number TEXT NOT NULL, hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
INSERT INTO stay_next (rowid, id, request_id, person_id, admission_number, hospital, window, origin, recorded_at,
  recorded_by)
SELECT rowid, id, request_id, person_id, admission_number, hospital, window, origin, recorded_at, recorded_by
FROM stay ORDER BY rowid;
DROP TABLE stay;
ALTER TABLE stay_next RENAME TO stay;
CREATE INDEX stay_by_person ON stay(person_id);
CREATE INDEX stay_by_number ON stay(admission_number);
CREATE TRIGGER stay_number_is_taken_once BEFORE INSERT ON stay
WHEN EXISTS (SELECT 1 FROM stay AS before WHERE before.admission_number = NEW.admission_number
  AND NOT EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = before.id))
BEGIN SELECT RAISE(ABORT, 'admission_number_taken'); END;
${appendOnly('stay')}
`,
};
