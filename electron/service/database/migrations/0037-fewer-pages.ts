import { appendOnly, type Migration } from './migration.ts';

/**
 * Less to write for each settlement and each message. Attempts are asked for by their row and in their order, so that
 * they need no names of their own; an answer is kept under its row alone. Whether an open row is dead stands in one of
 * the two indexes of open rows, since a row changes its state twice for each message. That the layers of a settlement
 * are what its claim says they paid is one comparison of two lists.
 */
export const fewerPages: Migration = {
  version: 37,
  title: 'fewer pages',
  sql: `
CREATE TABLE outbox_attempt_next (
  sequence INTEGER PRIMARY KEY, outbox_id TEXT NOT NULL REFERENCES outbox(id), transaction_code TEXT NOT NULL,
  message_id TEXT NOT NULL, at TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT, reason TEXT, duration_ms INTEGER NOT NULL
) STRICT;
INSERT INTO outbox_attempt_next SELECT rowid, outbox_id, transaction_code, message_id, at, outcome, code, reason,
  duration_ms FROM outbox_attempt ORDER BY rowid;
DROP TABLE outbox_attempt;
ALTER TABLE outbox_attempt_next RENAME TO outbox_attempt;
CREATE INDEX outbox_attempt_by_outbox ON outbox_attempt(outbox_id);
${appendOnly('outbox_attempt')}

CREATE TABLE platform_answer_next (
  outbox_id TEXT PRIMARY KEY REFERENCES outbox(id), answer TEXT NOT NULL CHECK (json_valid(answer)), recorded_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO platform_answer_next SELECT outbox_id, answer, recorded_at FROM platform_answer ORDER BY outbox_id;
DROP TABLE platform_answer;
ALTER TABLE platform_answer_next RENAME TO platform_answer;
${appendOnly('platform_answer')}

DROP INDEX outbox_open_by_person;
CREATE INDEX outbox_open_by_person ON outbox(person_id, sequence, year, stay_id, stands_at) WHERE closed_at IS NULL;

DROP TRIGGER settlement_answers_its_claim;
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
  OR (payers.layers, claim.paid_fen) <> (SELECT json_group_array(layer), json_group_array(pay_fen)
    FROM (SELECT layer, pay_fen FROM settlement_layer AS paid
      WHERE paid.settlement_id = NEW.id AND pay_fen <> 0 ORDER BY position))))
BEGIN SELECT RAISE(ABORT, 'settlement_does_not_answer_its_claim'); END;
`,
};
