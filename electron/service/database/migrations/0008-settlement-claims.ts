import { appendOnly, type Migration } from './migration.ts';

/** Over the parts of the same stay that were settled before and not reversed by then. */
function ofEarlierParts(aggregate: string): string {
  return `(SELECT ${aggregate} FROM settlement AS earlier
    WHERE earlier.stay_id = made.stay_id AND earlier.rowid < made.rowid AND earlier.kind <> 'reversal'
    AND NOT EXISTS (SELECT 1 FROM settlement AS reversal
      WHERE reversal.reverses_id = earlier.id AND reversal.rowid < made.rowid))`;
}

/**
 * What the engine was asked for a settlement, and in short what it answered: one narrow row, kept in the order of years
 * and people, so that a whole year can be settled again under other rules in one walk. Rosters and stays may be
 * corrected later; what was asked then stays. Settlements that are in the file already get theirs from what is known
 * of them; that comes before the triggers, which hold a row to be a part of a settlement that is not closed yet.
 */
export const settlementClaims: Migration = {
  version: 8,
  title: 'settlement claims',
  sql: `
CREATE TABLE settlement_claim (
  year INTEGER NOT NULL, person_id TEXT NOT NULL REFERENCES person(id), insurance TEXT NOT NULL,
  -- The order in which the settlements of a person and year were written.
  sequence INTEGER NOT NULL,
  settlement_id TEXT NOT NULL UNIQUE REFERENCES settlement(id) DEFERRABLE INITIALLY DEFERRED,
  insured_region TEXT NOT NULL, settled_on TEXT NOT NULL, admitted_on TEXT NOT NULL,
  place TEXT NOT NULL CHECK (place IN ('county','referred','unreferred','emergency')),
  hospital_level INTEGER NOT NULL CHECK (hospital_level IN (1, 2, 3)),
  county_level INTEGER NOT NULL CHECK (county_level IN (0, 1)),
  eligibilities TEXT NOT NULL CHECK (json_valid(eligibilities)), insured INTEGER NOT NULL CHECK (insured IN (0, 1)),
  age_years INTEGER, diseases TEXT NOT NULL CHECK (json_valid(diseases)),
  own_expense_fen INTEGER NOT NULL, over_limit_fen INTEGER NOT NULL, pre_self_pay_fen INTEGER NOT NULL,
  in_scope_fen INTEGER NOT NULL,
  -- A stay that is settled in parts: which one, and what earlier parts bore of its deductible, if there were any.
  stay_in_parts TEXT REFERENCES stay(id), deductible_borne_fen INTEGER,
  -- The rest of the claim, where there is any: approved amounts, sent down, items of lists.
  further TEXT CHECK (further IS NULL OR json_valid(further)),
  -- What each layer paid, by its id; only the ones that paid.
  paid_fen TEXT NOT NULL CHECK (json_valid(paid_fen)), personal_fen INTEGER NOT NULL,
  PRIMARY KEY (year, person_id, insurance, sequence)
) STRICT, WITHOUT ROWID;

INSERT INTO settlement_claim
SELECT made.year, made.person_id, made.insurance,
  row_number() OVER (PARTITION BY made.year, made.person_id, made.insurance ORDER BY made.rowid),
  made.id, made.insured_region, made.settled_on, detail.admitted_on, detail.place,
  json_extract(made.explanation, '$.hospitalLevel'),
  coalesce((SELECT value = 'true' FROM setting WHERE name = 'countyLevel' AND from_day <= made.settled_on
    ORDER BY from_day DESC, rowid DESC LIMIT 1), 0),
  made.eligibilities, entry.insurance_state = 'normal',
  CAST(substr(made.settled_on, 1, 4) AS INTEGER) - CAST(substr(entry.id_number, 7, 4) AS INTEGER)
    - (substr(made.settled_on, 6, 2) || substr(made.settled_on, 9, 2) < substr(entry.id_number, 11, 4)),
  (SELECT json_group_array(json_extract(value, '$.code')) FROM json_each(detail.diagnoses)),
  made.own_expense_fen, made.over_limit_fen, made.pre_self_pay_fen, made.in_scope_fen,
  CASE WHEN made.kind = 'interim' OR ${ofEarlierParts('count(*) > 0')} THEN made.stay_id END,
  ${ofEarlierParts('sum(earlier.deductible_fen)')}, NULL,
  (SELECT json_group_object(layer, pay_fen) FROM settlement_layer AS paid
    WHERE paid.settlement_id = made.id AND paid.pay_fen <> 0),
  made.personal_fen
FROM settlement AS made
JOIN stay_detail AS detail ON detail.id = (SELECT id FROM stay_detail AS then_known
  WHERE then_known.stay_id = made.stay_id AND then_known.recorded_at <= made.recorded_at
  ORDER BY then_known.rowid DESC LIMIT 1)
JOIN roster_entry AS entry ON entry.person_id = made.person_id AND entry.import_sequence = (
  SELECT known.import_sequence FROM roster_entry AS known
  JOIN roster_import ON roster_import.sequence = known.import_sequence
  WHERE known.person_id = made.person_id AND roster_import.recorded_at <= made.recorded_at
  ORDER BY known.import_sequence DESC LIMIT 1)
WHERE made.kind <> 'reversal';

CREATE TRIGGER settlement_claim_comes_before_its_settlement BEFORE INSERT ON settlement_claim
WHEN EXISTS (SELECT 1 FROM settlement WHERE id = NEW.settlement_id)
BEGIN SELECT RAISE(ABORT, 'settlement_is_closed'); END;
CREATE TRIGGER settlement_answers_its_claim BEFORE INSERT ON settlement
WHEN EXISTS (SELECT 1 FROM settlement_claim AS claim WHERE claim.settlement_id = NEW.id AND (
  claim.year <> NEW.year OR claim.person_id <> NEW.person_id OR claim.insurance <> NEW.insurance
  OR claim.stay_in_parts <> NEW.stay_id OR claim.own_expense_fen <> NEW.own_expense_fen
  OR claim.over_limit_fen <> NEW.over_limit_fen OR claim.pre_self_pay_fen <> NEW.pre_self_pay_fen
  OR claim.in_scope_fen <> NEW.in_scope_fen OR claim.personal_fen <> NEW.personal_fen
  OR EXISTS (SELECT 1 FROM settlement_layer AS layer WHERE layer.settlement_id = NEW.id
    AND layer.pay_fen <> coalesce(json_extract(claim.paid_fen, '$."' || layer.layer || '"'), 0))))
BEGIN SELECT RAISE(ABORT, 'settlement_does_not_answer_its_claim'); END;
${appendOnly('settlement_claim')}
`,
};
