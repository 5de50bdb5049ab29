import { appendOnly, type Migration } from './migration.ts';

/**
 * 应享未享: who was settled with less than what is known now would give. A run walks everybody with a settlement, some at a
 * time; each portion is kept with what it found, so that a run that broke off goes on behind the last one.
 */
export const leftOut: Migration = {
  version: 63,
  title: 'left out',
  sql: `
CREATE TABLE left_out_run (
  id TEXT PRIMARY KEY, first_year INTEGER NOT NULL, last_year INTEGER NOT NULL, day TEXT NOT NULL,
  -- Null is the nightly one.
  recorded_by TEXT REFERENCES staff_account(id), recorded_at TEXT NOT NULL
) STRICT;
CREATE TABLE left_out_portion (
  run_id TEXT NOT NULL REFERENCES left_out_run(id), up_to INTEGER NOT NULL,
  examined_count INTEGER NOT NULL, entitled_count INTEGER NOT NULL, refused_count INTEGER NOT NULL,
  is_last INTEGER NOT NULL CHECK (is_last IN (0, 1)), recorded_at TEXT NOT NULL,
  PRIMARY KEY (run_id, up_to)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX left_out_portion_ends_a_run_once ON left_out_portion(run_id) WHERE is_last = 1;
CREATE TABLE left_out_case (
  id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES left_out_run(id),
  insured_year_id INTEGER NOT NULL REFERENCES insured_year(id),
  -- Where the guided re-settlement begins.
  settlement_id TEXT NOT NULL REFERENCES settlement(id),
  cause TEXT NOT NULL CHECK (cause IN ('entered_roster', 'eligibility', 'disease')),
  found_hash TEXT NOT NULL, found TEXT NOT NULL CHECK (json_valid(found)), recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX left_out_case_by_person ON left_out_case(insured_year_id);
CREATE INDEX left_out_case_by_settlement ON left_out_case(settlement_id);
-- A later run found it no more: the roster says otherwise again.
CREATE TABLE left_out_lapse (
  case_id TEXT PRIMARY KEY REFERENCES left_out_case(id), run_id TEXT NOT NULL REFERENCES left_out_run(id),
  recorded_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE left_out_answer (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES left_out_case(id),
  answer TEXT NOT NULL CHECK (answer IN ('not_due', 'had_elsewhere', 'not_possible')), reason TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX left_out_answer_by_case ON left_out_answer(case_id);
${['left_out_run', 'left_out_portion', 'left_out_case', 'left_out_lapse', 'left_out_answer'].map(appendOnly).join('\n')}
`,
};
