import { appendOnly, type Migration } from './migration.ts';

/**
 * A clerk alone at night acts now, and the second person's word follows (approval_answer). The table of approvals is made
 * anew, since those have no second account yet; other tables name it, so that it keeps its name (SQLite manual, "ALTER
 * TABLE"). How many numbers an account revealed today is counted over the log by an index of its own.
 */
export const approvalsThatFollow: Migration = {
  version: 52,
  title: 'approvals that follow',
  rebuildsReferencedTables: true,
  sql: `
PRAGMA legacy_alter_table = ON;
CREATE TABLE approval_next (
  id TEXT PRIMARY KEY, act TEXT NOT NULL, subject_id TEXT NOT NULL, reason TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES staff_account(id),
  second_account_id TEXT REFERENCES staff_account(id),
  recorded_at TEXT NOT NULL,
  -- Why nobody else could be asked.
  alone_reason TEXT,
  CHECK (account_id <> second_account_id),
  CHECK ((second_account_id IS NULL) = (alone_reason IS NOT NULL))
) STRICT;
INSERT INTO approval_next (rowid, id, act, subject_id, reason, account_id, second_account_id, recorded_at, alone_reason)
SELECT rowid, id, act, subject_id, reason, account_id, second_account_id, recorded_at, NULL FROM approval ORDER BY rowid;
DROP TABLE approval;
ALTER TABLE approval_next RENAME TO approval;
PRAGMA legacy_alter_table = OFF;
CREATE INDEX approval_alone ON approval(account_id) WHERE second_account_id IS NULL;
CREATE TABLE approval_answer (
  approval_id TEXT PRIMARY KEY REFERENCES approval(id),
  verdict TEXT NOT NULL CHECK (verdict IN ('approved','objected')),
  note TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES staff_account(id),
  recorded_at TEXT NOT NULL,
  CHECK (verdict = 'approved' OR note <> '')
) STRICT;
CREATE TRIGGER approval_answer_is_anothers BEFORE INSERT ON approval_answer
WHEN NOT EXISTS (SELECT 1 FROM approval WHERE id = NEW.approval_id AND second_account_id IS NULL
    AND account_id <> NEW.account_id)
BEGIN SELECT RAISE(ABORT, 'approval_answer_is_anothers'); END;
CREATE INDEX audit_of_reveals ON audit(account_id, at) WHERE act = 'people.reveal';
${['approval', 'approval_answer'].map(appendOnly).join('\n')}
`,
};
