import { appendOnly, type Migration } from './migration.ts';

/**
 * What the platform says of a person's year, as a dated fact that names our settlements it already contains; and the
 * chains that were reversed and settled again in one act, which tie each settlement to the one that took its place.
 */
export const corrections: Migration = {
  version: 9,
  title: 'corrections',
  sql: `
CREATE TABLE year_snapshot_settlement (
  snapshot_id TEXT NOT NULL REFERENCES year_snapshot(id) DEFERRABLE INITIALLY DEFERRED,
  settlement_id TEXT NOT NULL REFERENCES settlement(id),
  PRIMARY KEY (snapshot_id, settlement_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE year_snapshot (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id), insurance TEXT NOT NULL, year INTEGER NOT NULL,
  as_of TEXT NOT NULL, source TEXT NOT NULL,
  critical_illness_burden_fen INTEGER NOT NULL CHECK (critical_illness_burden_fen >= 0),
  personal_fen INTEGER NOT NULL CHECK (personal_fen >= 0),
  personal_in_scope_fen INTEGER NOT NULL CHECK (personal_in_scope_fen >= 0),
  deductible_fen INTEGER NOT NULL CHECK (deductible_fen >= 0), stays INTEGER NOT NULL CHECK (stays >= 0),
  -- By layer id, or layer.kind where a pack counts kinds of a layer apart.
  paid_fen TEXT NOT NULL CHECK (json_valid(paid_fen)),
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT REFERENCES staff_account(id)
) STRICT;
CREATE INDEX year_snapshot_by_person_and_year ON year_snapshot(person_id, insurance, year, as_of);
CREATE TRIGGER year_snapshot_settlement_comes_before_its_snapshot BEFORE INSERT ON year_snapshot_settlement
WHEN EXISTS (SELECT 1 FROM year_snapshot WHERE id = NEW.snapshot_id)
BEGIN SELECT RAISE(ABORT, 'year_snapshot_is_closed'); END;
CREATE TRIGGER year_snapshot_contains_settlements_of_its_year BEFORE INSERT ON year_snapshot
WHEN EXISTS (SELECT 1 FROM year_snapshot_settlement AS held JOIN settlement ON settlement.id = held.settlement_id
  WHERE held.snapshot_id = NEW.id AND (settlement.person_id <> NEW.person_id
    OR settlement.insurance <> NEW.insurance OR settlement.year <> NEW.year))
BEGIN SELECT RAISE(ABORT, 'year_snapshot_of_another_year'); END;

CREATE TABLE correction_step (
  correction_id TEXT NOT NULL REFERENCES correction(id) DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL,
  settlement_id TEXT NOT NULL UNIQUE REFERENCES settlement(id),
  reversal_id TEXT NOT NULL UNIQUE REFERENCES settlement(id),
  settled_again_id TEXT UNIQUE REFERENCES settlement(id),
  PRIMARY KEY (correction_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE correction (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id), insurance TEXT NOT NULL, year INTEGER NOT NULL,
  preview_hash TEXT NOT NULL, reason TEXT NOT NULL, as_ordinary INTEGER NOT NULL CHECK (as_ordinary IN (0, 1)),
  -- What remained for the patient after what was paid had been carried over: to be given back, or paid by this act.
  refund_fen INTEGER NOT NULL CHECK (refund_fen >= 0), due_fen INTEGER NOT NULL CHECK (due_fen >= 0),
  approval_id TEXT NOT NULL REFERENCES approval(id),
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX correction_by_person ON correction(person_id, year);
CREATE TRIGGER correction_step_comes_before_its_correction BEFORE INSERT ON correction_step
WHEN EXISTS (SELECT 1 FROM correction WHERE id = NEW.correction_id)
BEGIN SELECT RAISE(ABORT, 'correction_is_closed'); END;
CREATE TRIGGER correction_step_ties_what_belongs_together BEFORE INSERT ON correction_step
WHEN NOT EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.id = NEW.reversal_id
    AND reversal.reverses_id = NEW.settlement_id)
  OR (NEW.settled_again_id IS NOT NULL AND (SELECT stay_id FROM settlement WHERE id = NEW.settled_again_id)
    IS NOT (SELECT stay_id FROM settlement WHERE id = NEW.settlement_id))
BEGIN SELECT RAISE(ABORT, 'correction_step_does_not_fit'); END;
${['year_snapshot', 'year_snapshot_settlement', 'correction', 'correction_step'].map(appendOnly).join('\n')}
`,
};
