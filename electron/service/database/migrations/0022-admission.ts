import { appendOnly, type Migration } from './migration.ts';

/**
 * What the desk checked when a patient came in, and the agreement by which the patient is treated first and pays at
 * discharge. Of each the newest of a stay counts.
 */
export const admission: Migration = {
  version: 22,
  title: 'admission',
  sql: `
CREATE TABLE admission_check (
  id TEXT PRIMARY KEY, stay_id TEXT NOT NULL REFERENCES stay(id),
  -- Of the causes that treating first does not cover, those that apply; and the papers that were shown.
  causes TEXT NOT NULL CHECK (json_valid(causes)), papers TEXT NOT NULL CHECK (json_valid(papers)),
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX admission_check_by_stay ON admission_check(stay_id);
CREATE TABLE treat_first_agreement (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL, number TEXT NOT NULL UNIQUE,
  stay_id TEXT NOT NULL REFERENCES stay(id), in_force_id TEXT NOT NULL REFERENCES policy_in_force(id),
  clause TEXT NOT NULL, check_id TEXT NOT NULL REFERENCES admission_check(id),
  guarantor_name TEXT NOT NULL, guarantor_relation TEXT NOT NULL,
  guarantor_id_number TEXT NOT NULL CHECK (length(guarantor_id_number) = 18), guarantor_phone TEXT NOT NULL,
  signer_name TEXT NOT NULL, signer_relation TEXT NOT NULL,
  signature TEXT NOT NULL CHECK (signature IN ('signature','fingerprint')), signed_on TEXT NOT NULL,
  -- Why an earlier agreement of the stay was replaced.
  reason TEXT, hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX treat_first_agreement_by_stay ON treat_first_agreement(stay_id);
${['admission_check', 'treat_first_agreement'].map(appendOnly).join('\n')}
`,
};
