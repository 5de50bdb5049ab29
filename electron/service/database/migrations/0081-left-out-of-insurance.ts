import { appendOnly, type Migration } from './migration.ts';

/**
 * Who was settled as not insured and whom a newer roster calls insured is left out, too. The table of cases is made anew,
 * since it allows no other cause; other tables name it, so that it keeps its name (SQLite manual, "ALTER TABLE").
 */
export const leftOutOfInsurance: Migration = {
  version: 81,
  title: 'left out of insurance',
  rebuildsReferencedTables: true,
  sql: `
PRAGMA legacy_alter_table = ON;
CREATE TABLE left_out_case_next (
  id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES left_out_run(id),
  insured_year_id INTEGER NOT NULL REFERENCES insured_year(id),
  -- Where the guided re-settlement begins.
  settlement_id TEXT NOT NULL REFERENCES settlement(id),
  cause TEXT NOT NULL CHECK (cause IN ('entered_roster', 'eligibility', 'disease', 'insured')),
  found_hash TEXT NOT NULL, found TEXT NOT NULL CHECK (json_valid(found)), recorded_at TEXT NOT NULL
) STRICT;
INSERT INTO left_out_case_next (rowid, id, run_id, insured_year_id, settlement_id, cause, found_hash, found, recorded_at)
SELECT rowid, id, run_id, insured_year_id, settlement_id, cause, found_hash, found, recorded_at FROM left_out_case ORDER BY rowid;
DROP TABLE left_out_case;
ALTER TABLE left_out_case_next RENAME TO left_out_case;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX left_out_case_by_person ON left_out_case(insured_year_id);
CREATE INDEX left_out_case_by_settlement ON left_out_case(settlement_id);
${appendOnly('left_out_case')}
`,
};
