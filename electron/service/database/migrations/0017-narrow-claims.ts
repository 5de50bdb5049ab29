import { appendOnly, type Migration } from './migration.ts';

/**
 * What many claims have in common is kept once and named by a number: whose year it is, who and where, which layers
 * paid. A row of `settlement_claim` becomes half as wide, and the people of a year stand in the order of their first
 * settlement, so that a new row mostly goes to the end: a year of a million settlements is read in half the time.
 */
export const narrowClaims: Migration = {
  version: 17,
  title: 'narrow claims',
  sql: `
CREATE TABLE insured_year (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL, person_id TEXT NOT NULL REFERENCES person(id), insurance TEXT NOT NULL,
  UNIQUE (year, person_id, insurance)
) STRICT;
CREATE TABLE claim_situation (
  id INTEGER PRIMARY KEY,
  insured_region TEXT NOT NULL,
  place TEXT NOT NULL CHECK (place IN ('county','referred','unreferred','emergency')),
  hospital_level INTEGER NOT NULL CHECK (hospital_level IN (1, 2, 3)),
  county_level INTEGER NOT NULL CHECK (county_level IN (0, 1)),
  eligibilities TEXT NOT NULL CHECK (json_valid(eligibilities)),
  insured INTEGER NOT NULL CHECK (insured IN (0, 1)),
  UNIQUE (insured_region, place, hospital_level, county_level, eligibilities, insured)
) STRICT;
-- The layers that paid, as a list of their ids.
CREATE TABLE claim_payers (
  id INTEGER PRIMARY KEY,
  layers TEXT NOT NULL UNIQUE CHECK (json_valid(layers))
) STRICT;
CREATE TABLE narrow_claim (
  year INTEGER NOT NULL, insured_year_id INTEGER NOT NULL REFERENCES insured_year(id),
  -- The order in which the settlements of a person and year were written.
  sequence INTEGER NOT NULL,
  situation_id INTEGER NOT NULL REFERENCES claim_situation(id), age_years INTEGER,
  settled_on TEXT NOT NULL, admitted_on TEXT NOT NULL, diseases TEXT NOT NULL CHECK (json_valid(diseases)),
  own_expense_fen INTEGER NOT NULL, over_limit_fen INTEGER NOT NULL, pre_self_pay_fen INTEGER NOT NULL,
  in_scope_fen INTEGER NOT NULL,
  -- A stay that is settled in parts: which one, and what earlier parts bore of its deductible, if there were any.
  stay_in_parts TEXT REFERENCES stay(id), deductible_borne_fen INTEGER,
  -- The rest of the claim, where there is any: approved amounts, sent down, items of lists.
  further TEXT CHECK (further IS NULL OR json_valid(further)),
  -- What each of the payers paid, as a list in their order.
  payers_id INTEGER NOT NULL REFERENCES claim_payers(id), paid_fen TEXT NOT NULL CHECK (json_valid(paid_fen)),
  personal_fen INTEGER NOT NULL,
  settlement_id TEXT NOT NULL UNIQUE REFERENCES settlement(id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (year, insured_year_id, sequence)
) STRICT, WITHOUT ROWID;

INSERT INTO insured_year (year, person_id, insurance)
SELECT year, person_id, insurance FROM settlement_claim
GROUP BY year, person_id, insurance ORDER BY min(settlement_id);
INSERT INTO claim_situation (insured_region, place, hospital_level, county_level, eligibilities, insured)
SELECT DISTINCT insured_region, place, hospital_level, county_level, eligibilities, insured FROM settlement_claim;
INSERT INTO claim_payers (layers)
SELECT DISTINCT (SELECT json_group_array(key ORDER BY id) FROM json_each(paid_fen)) FROM settlement_claim;
INSERT INTO narrow_claim
SELECT wide.year, whose.id, sequence, situation.id, age_years, settled_on, admitted_on, diseases,
  own_expense_fen, over_limit_fen, pre_self_pay_fen, in_scope_fen, stay_in_parts, deductible_borne_fen, further,
  payers.id, (SELECT json_group_array(value ORDER BY id) FROM json_each(paid_fen)), personal_fen, settlement_id
FROM settlement_claim AS wide
JOIN insured_year AS whose USING (year, person_id, insurance)
JOIN claim_situation AS situation
  USING (insured_region, place, hospital_level, county_level, eligibilities, insured)
JOIN claim_payers AS payers
  ON payers.layers = (SELECT json_group_array(key ORDER BY id) FROM json_each(paid_fen))
ORDER BY wide.year, whose.id, sequence;

DROP TRIGGER settlement_answers_its_claim;
DROP TABLE settlement_claim;
ALTER TABLE narrow_claim RENAME TO settlement_claim;

CREATE TRIGGER settlement_claim_comes_before_its_settlement BEFORE INSERT ON settlement_claim
WHEN EXISTS (SELECT 1 FROM settlement WHERE id = NEW.settlement_id)
BEGIN SELECT RAISE(ABORT, 'settlement_is_closed'); END;
CREATE TRIGGER settlement_answers_its_claim BEFORE INSERT ON settlement
WHEN EXISTS (SELECT 1 FROM settlement_claim AS claim
  JOIN insured_year AS whose ON whose.id = claim.insured_year_id
  JOIN claim_payers AS payers ON payers.id = claim.payers_id
  WHERE claim.settlement_id = NEW.id AND (
  claim.year <> NEW.year OR whose.year <> NEW.year OR whose.person_id <> NEW.person_id
  OR whose.insurance <> NEW.insurance
  OR claim.stay_in_parts <> NEW.stay_id OR claim.own_expense_fen <> NEW.own_expense_fen
  OR claim.over_limit_fen <> NEW.over_limit_fen OR claim.pre_self_pay_fen <> NEW.pre_self_pay_fen
  OR claim.in_scope_fen <> NEW.in_scope_fen OR claim.personal_fen <> NEW.personal_fen
  OR json_array_length(claim.paid_fen) <> json_array_length(payers.layers)
  OR EXISTS (SELECT 1 FROM settlement_layer AS layer WHERE layer.settlement_id = NEW.id
    AND layer.pay_fen <> coalesce((SELECT json_extract(claim.paid_fen, '$[' || payer.key || ']')
      FROM json_each(payers.layers) AS payer WHERE payer.value = layer.layer), 0))))
BEGIN SELECT RAISE(ABORT, 'settlement_does_not_answer_its_claim'); END;
${['insured_year', 'claim_situation', 'claim_payers', 'settlement_claim'].map(appendOnly).join('\n')}
`,
};
