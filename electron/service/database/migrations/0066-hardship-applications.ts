import { appendOnly, type Migration } from './migration.ts';

/**
 * Who is still in hardship after a settlement: applications for temporary relief, charity or 低保, and what became of each.
 * Where an application stands is its newest step; after an approval or a refusal nothing follows.
 */
export const hardshipApplications: Migration = {
  version: 66,
  title: 'hardship applications',
  sql: `
CREATE TABLE hardship_application (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  settlement_id TEXT NOT NULL REFERENCES settlement(id), person_id TEXT NOT NULL REFERENCES person(id),
  kind TEXT NOT NULL CHECK (kind IN ('temporary_relief','charity','subsistence_allowance')),
  addressee TEXT NOT NULL, reason TEXT NOT NULL, business_day TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX hardship_application_by_person ON hardship_application(person_id);
CREATE INDEX hardship_application_by_settlement ON hardship_application(settlement_id);
CREATE TABLE hardship_step (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  application_id TEXT NOT NULL REFERENCES hardship_application(id),
  step TEXT NOT NULL CHECK (step IN ('sent','asked_back','approved','refused','withdrawn')),
  happened_on TEXT NOT NULL, amount_fen INTEGER, number TEXT, words TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  -- 低保 is approved with a number and without an amount of this stay.
  CHECK (amount_fen IS NULL OR (step = 'approved' AND amount_fen > 0)),
  CHECK ((step = 'approved') = (number IS NOT NULL))
) STRICT;
CREATE INDEX hardship_step_by_application ON hardship_step(application_id);
CREATE TRIGGER hardship_step_follows_no_end BEFORE INSERT ON hardship_step
WHEN EXISTS (SELECT 1 FROM hardship_step AS before WHERE before.application_id = NEW.application_id
  AND before.step IN ('approved','refused','withdrawn'))
BEGIN SELECT RAISE(ABORT, 'hardship_application_over'); END;
CREATE TRIGGER hardship_application_is_the_only_open_one BEFORE INSERT ON hardship_application
WHEN EXISTS (SELECT 1 FROM hardship_application AS other
  WHERE other.settlement_id = NEW.settlement_id AND other.kind = NEW.kind
    AND NOT EXISTS (SELECT 1 FROM hardship_step AS step WHERE step.application_id = other.id
      AND step.step IN ('approved','refused','withdrawn')))
BEGIN SELECT RAISE(ABORT, 'hardship_application_open'); END;
${['hardship_application', 'hardship_step'].map(appendOnly).join('\n')}
`,
};
