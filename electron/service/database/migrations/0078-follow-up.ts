import { appendOnly, type Migration } from './migration.ts';

/**
 * 回访 (随县卫发〔2020〕1号 五、八): stays of major disease, noted behind the settling some settlements at a time, and the calls.
 * A portion names the last settlement that it looked at.
 */
export const followUp: Migration = {
  version: 78,
  title: 'follow-up',
  sql: `
CREATE TABLE follow_up_portion (
  settlement_id TEXT PRIMARY KEY REFERENCES settlement(id), recorded_at TEXT NOT NULL
) STRICT;
CREATE TABLE follow_up_stay (
  stay_id TEXT PRIMARY KEY REFERENCES stay(id), settlement_id TEXT NOT NULL REFERENCES settlement(id),
  person_id TEXT NOT NULL REFERENCES person(id), settled_on TEXT NOT NULL,
  -- The disease of the policy's list; empty where critical illness insurance paid and no list names it.
  disease TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_up_stay_by_day ON follow_up_stay(settled_on);
CREATE INDEX follow_up_stay_by_person ON follow_up_stay(person_id);
CREATE TABLE follow_up_call (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL,
  stay_id TEXT NOT NULL REFERENCES follow_up_stay(stay_id), person_id TEXT NOT NULL REFERENCES person(id),
  occasion TEXT NOT NULL CHECK (occasion IN ('discharge','winter')), called_on TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('reached','no_answer','declined','moved','died')),
  condition TEXT NOT NULL, needs TEXT NOT NULL CHECK (json_valid(needs)), need_words TEXT NOT NULL,
  application_id TEXT REFERENCES hardship_application(id),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  -- A need is what somebody said.
  CHECK (outcome = 'reached' OR (needs = '[]' AND application_id IS NULL))
) STRICT;
CREATE INDEX follow_up_call_by_stay ON follow_up_call(stay_id);
CREATE INDEX follow_up_call_by_person ON follow_up_call(person_id);
${['follow_up_portion', 'follow_up_stay', 'follow_up_call'].map(appendOnly).join('\n')}
`,
};
