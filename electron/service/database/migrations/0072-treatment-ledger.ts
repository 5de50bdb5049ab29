import { appendOnly, type Migration } from './migration.ts';

/**
 * 救治台账: a line for each person and disease of a list of special treatment, and what became of it, step by step; where a line
 * stands is its newest step. Steps of a stay are written with the admission and the discharge, the others by people. The
 * package of a month is a report that was made, with what was missing and who signed.
 */
export const treatmentLedger: Migration = {
  version: 72,
  title: 'treatment ledger',
  sql: `
CREATE TABLE treatment_line (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id), list TEXT NOT NULL, disease TEXT NOT NULL,
  recorded_at TEXT NOT NULL, UNIQUE (person_id, list, disease)
) STRICT;
CREATE TABLE treatment_step (
  id TEXT PRIMARY KEY, line_id TEXT NOT NULL REFERENCES treatment_line(id),
  state TEXT NOT NULL
    CHECK (state IN ('to_verify','confirmed','in_treatment','cured','chronic_management','referred','left')),
  cause TEXT NOT NULL CHECK (cause IN ('admission','discharge','withdrawn','person')),
  stay_id TEXT REFERENCES stay(id),
  happened_on TEXT NOT NULL,
  -- Null leaves the class as it was.
  treatment_class TEXT CHECK (treatment_class IN ('concentrated','inpatient','long_term')),
  hospital_name TEXT NOT NULL, words TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  -- Null: found by the program itself, in a stay that was there before.
  recorded_by TEXT REFERENCES staff_account(id),
  CHECK ((cause = 'person') = (stay_id IS NULL)),
  CHECK (cause <> 'person' OR recorded_by IS NOT NULL)
) STRICT;
CREATE INDEX treatment_step_by_line ON treatment_step(line_id);
CREATE INDEX treatment_step_by_stay ON treatment_step(stay_id) WHERE stay_id IS NOT NULL;
CREATE TABLE treatment_package (
  report_id TEXT PRIMARY KEY REFERENCES report_made(id), gaps TEXT NOT NULL CHECK (json_valid(gaps)),
  -- Why it goes out although something is missing.
  reason TEXT, approval_id TEXT NOT NULL REFERENCES approval(id)
) STRICT, WITHOUT ROWID;
${['treatment_line', 'treatment_step', 'treatment_package'].map(appendOnly).join('\n')}
`,
};
