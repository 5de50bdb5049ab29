import type { Migration } from './migration.ts';

/** SQL: what a payer owes by the ledger for a settlement, or for a top-up of it. */
const receivableOf = (line: string, payer: string): string => `(SELECT coalesce(sum(entry.amount_fen), 0)
    FROM ledger_posting AS posting JOIN ledger_entry AS entry ON entry.posting_id = posting.id
    WHERE posting.settlement_id = ${line}.settlement_id AND posting.top_up_id IS ${line}.top_up_id
      AND entry.account = 'receivable' AND entry.payer = ${payer})`;

/**
 * A line of a claim is what its payer owes for a settlement, or for one top-up of it. Within a claim every settlement stands
 * once: what the same payer owes for a top-up of it goes into the next one. The two rules of the file that compare lines with
 * the ledger and with other claims are made anew.
 */
export const claimsOfTopUps: Migration = {
  version: 70,
  title: 'claims of top-ups',
  sql: `
ALTER TABLE fund_claim_line ADD COLUMN top_up_id TEXT REFERENCES top_up(id);
CREATE INDEX fund_claim_line_by_top_up ON fund_claim_line(top_up_id) WHERE top_up_id IS NOT NULL;
DROP TRIGGER fund_claim_holds_no_settlement_of_another;
CREATE TRIGGER fund_claim_holds_no_settlement_of_another BEFORE INSERT ON fund_claim
WHEN EXISTS (SELECT 1 FROM fund_claim_line AS line
  JOIN fund_claim_line AS theirs ON theirs.settlement_id = line.settlement_id AND theirs.claim_id <> line.claim_id
    AND theirs.top_up_id IS line.top_up_id
  JOIN fund_claim AS other ON other.id = theirs.claim_id AND other.payer = NEW.payer
  WHERE line.claim_id = NEW.id
    AND NOT EXISTS (SELECT 1 FROM fund_claim_step WHERE claim_id = other.id AND step = 'withdrawn'))
BEGIN SELECT RAISE(ABORT, 'settlement_already_claimed'); END;
DROP TRIGGER fund_claim_is_what_its_payer_owes;
CREATE TRIGGER fund_claim_is_what_its_payer_owes BEFORE INSERT ON fund_claim
WHEN NEW.amount_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM fund_claim_line WHERE claim_id = NEW.id)
  OR EXISTS (SELECT 1 FROM fund_claim_line AS line WHERE line.claim_id = NEW.id
    AND line.amount_fen <> ${receivableOf('line', 'NEW.payer')})
BEGIN SELECT RAISE(ABORT, 'fund_claim_does_not_add_up'); END;
`,
};
