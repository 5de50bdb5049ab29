import { appendOnly, type Migration } from './migration.ts';

/**
 * What a payer kept back (质保金) and will never give back is a movement of its own, with a second person's word. The table
 * of movements is made anew; triggers of other tables name it, so that it keeps its name while it is put in place (SQLite
 * manual, "ALTER TABLE").
 */
export const forfeitedRetention: Migration = {
  version: 46,
  title: 'forfeited retention',
  rebuildsReferencedTables: true,
  sql: `
PRAGMA legacy_alter_table = ON;
CREATE TABLE fund_movement_next (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('receipt','write_off','release','forfeiture')),
  payer TEXT NOT NULL, claim_id TEXT REFERENCES fund_claim(id),
  -- The day of the bank's statement, and its number; of what never comes the day and why.
  moved_on TEXT NOT NULL, reference TEXT NOT NULL,
  -- The file that brought it, by its hash: the same one never counts twice.
  reply_hash TEXT UNIQUE, approval_id TEXT REFERENCES approval(id),
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK ((kind IN ('release','forfeiture')) = (claim_id IS NULL)),
  CHECK ((kind IN ('write_off','forfeiture')) = (approval_id IS NOT NULL))
) STRICT;
INSERT INTO fund_movement_next (rowid, id, request_id, request_hash, kind, payer, claim_id, moved_on, reference,
  reply_hash, approval_id, hospital, window, origin, recorded_at, recorded_by)
SELECT rowid, id, request_id, request_hash, kind, payer, claim_id, moved_on, reference,
  reply_hash, approval_id, hospital, window, origin, recorded_at, recorded_by FROM fund_movement ORDER BY rowid;
DROP TABLE fund_movement;
ALTER TABLE fund_movement_next RENAME TO fund_movement;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX fund_movement_by_claim ON fund_movement(claim_id);
CREATE TRIGGER fund_movement_is_of_a_submitted_claim BEFORE INSERT ON fund_movement
WHEN NEW.claim_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fund_claim AS claim
    JOIN fund_claim_step AS step ON step.claim_id = claim.id AND step.step = 'submitted'
    WHERE claim.id = NEW.claim_id AND claim.payer = NEW.payer
      AND NOT EXISTS (SELECT 1 FROM fund_claim_step WHERE claim_id = claim.id AND step = 'withdrawn'))
BEGIN SELECT RAISE(ABORT, 'fund_claim_not_submitted'); END;
${appendOnly('fund_movement')}
`,
};
