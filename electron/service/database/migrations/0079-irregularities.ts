import { appendOnly, type Migration } from './migration.ts';

const tables = [
  'irregularity_run',
  'irregularity_portion',
  'irregularity_finding',
  'irregularity_settlement',
  'irregularity_lapse',
  'irregularity_answer',
  'irregularity_closure',
  'death_record',
];

/**
 * 待核情况: patterns of numbers that somebody should look at. A run walks everybody with a settlement, some at a time, and
 * accounts and departments at its end; each portion is kept with what it found, so that a run that broke off goes on behind
 * the last one.
 */
export const irregularities: Migration = {
  version: 79,
  title: 'irregularities',
  sql: `
CREATE TABLE irregularity_run (
  id TEXT PRIMARY KEY, first_year INTEGER NOT NULL, last_year INTEGER NOT NULL, day TEXT NOT NULL,
  -- Null is the nightly one.
  recorded_by TEXT REFERENCES staff_account(id), recorded_at TEXT NOT NULL
) STRICT;
CREATE TABLE irregularity_portion (
  run_id TEXT NOT NULL REFERENCES irregularity_run(id), up_to INTEGER NOT NULL,
  examined_count INTEGER NOT NULL, is_last INTEGER NOT NULL CHECK (is_last IN (0, 1)), recorded_at TEXT NOT NULL,
  PRIMARY KEY (run_id, up_to)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX irregularity_portion_ends_a_run_once ON irregularity_portion(run_id) WHERE is_last = 1;
CREATE TABLE irregularity_finding (
  id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES irregularity_run(id),
  kind TEXT NOT NULL CHECK (kind IN ('overlapping_stays','split_stay','after_death','daily_item','rise_before_cap',
    'waivers','reversals','out_of_catalogue')),
  year INTEGER NOT NULL,
  -- A person's year; null where an account or a department is meant.
  insured_year_id INTEGER REFERENCES insured_year(id), account_id TEXT REFERENCES staff_account(id),
  -- The same for the same facts.
  found_hash TEXT NOT NULL, sentence TEXT NOT NULL, recorded_at TEXT NOT NULL,
  CHECK ((kind IN ('reversals','out_of_catalogue')) = (insured_year_id IS NULL)),
  CHECK ((kind = 'reversals') = (account_id IS NOT NULL))
) STRICT;
CREATE INDEX irregularity_finding_by_person ON irregularity_finding(insured_year_id);
CREATE TABLE irregularity_settlement (
  finding_id TEXT NOT NULL REFERENCES irregularity_finding(id), position INTEGER NOT NULL,
  settlement_id TEXT NOT NULL REFERENCES settlement(id), PRIMARY KEY (finding_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE irregularity_lapse (
  finding_id TEXT PRIMARY KEY REFERENCES irregularity_finding(id),
  run_id TEXT NOT NULL REFERENCES irregularity_run(id), recorded_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE irregularity_answer (
  id TEXT PRIMARY KEY, finding_id TEXT NOT NULL REFERENCES irregularity_finding(id),
  answer TEXT NOT NULL CHECK (answer IN ('explained', 'corrected', 'handed_on')), words TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX irregularity_answer_by_finding ON irregularity_answer(finding_id);
CREATE TABLE irregularity_closure (
  finding_id TEXT PRIMARY KEY REFERENCES irregularity_finding(id), words TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT, WITHOUT ROWID;
CREATE TABLE death_record (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id),
  -- Null: the record before it was wrong.
  died_on TEXT, source TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX death_record_by_person ON death_record(person_id);
${tables.map(appendOnly).join('\n')}
`,
};
