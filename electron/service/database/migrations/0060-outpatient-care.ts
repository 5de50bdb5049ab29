import { appendOnly, type Migration } from './migration.ts';

/**
 * 门诊慢特病: who is qualified for which disease, from when to when, and by which papers. A visit is a stay of one day that
 * names its qualification, so that ledger, settlements, year and records carry it like any other; that it is a visit is
 * a fact of the stay and not of what changes of it.
 */
export const outpatientCare: Migration = {
  version: 60,
  title: 'outpatient care',
  sql: `
CREATE TABLE outpatient_qualification (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  person_id TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, begins_on TEXT NOT NULL, ends_on TEXT,
  -- The papers that say so: [{title, number}].
  papers TEXT NOT NULL CHECK (json_array_length(papers) > 0), recognised_by TEXT NOT NULL,
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK (ends_on IS NULL OR ends_on >= begins_on)
) STRICT;
CREATE INDEX outpatient_qualification_by_person ON outpatient_qualification(person_id);
CREATE TABLE outpatient_qualification_end (
  qualification_id TEXT PRIMARY KEY REFERENCES outpatient_qualification(id),
  -- The last day that counts; before the first day where it never counted.
  ends_on TEXT NOT NULL, reason TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT, WITHOUT ROWID;
ALTER TABLE stay ADD COLUMN qualification_id TEXT REFERENCES outpatient_qualification(id);
CREATE INDEX stay_by_qualification ON stay(qualification_id) WHERE qualification_id IS NOT NULL;
ALTER TABLE stay_detail DROP COLUMN visit_type;
${['outpatient_qualification', 'outpatient_qualification_end'].map(appendOnly).join('\n')}
`,
};
