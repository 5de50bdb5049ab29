import { appendOnly, type Migration } from './migration.ts';

/**
 * Referrals both ways: what stood on the certificate that a patient brought, certificates given out here, and the dated
 * list of designated hospitals beside the one that the policy in force names.
 */
export const referrals: Migration = {
  version: 27,
  title: 'referrals',
  sql: `
CREATE TABLE received_certificate (
  referral_id TEXT PRIMARY KEY REFERENCES referral(id), number TEXT NOT NULL, made_out_to TEXT NOT NULL,
  patient_name TEXT NOT NULL, patient_id_number TEXT NOT NULL
) STRICT;
CREATE INDEX received_certificate_by_number ON received_certificate(number);
CREATE TABLE issued_referral (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, request_hash TEXT NOT NULL, number TEXT NOT NULL UNIQUE,
  stay_id TEXT NOT NULL REFERENCES stay(id), to_hospital TEXT NOT NULL, to_hospital_code TEXT,
  issued_on TEXT NOT NULL, valid_to TEXT NOT NULL, diagnosis TEXT NOT NULL CHECK (json_valid(diagnosis)),
  reason TEXT NOT NULL, opinion TEXT NOT NULL, doctor TEXT NOT NULL,
  -- 市级专家会诊, where there was one: day, experts and opinion.
  consultation TEXT CHECK (consultation IS NULL OR json_valid(consultation)),
  is_transfer INTEGER NOT NULL CHECK (is_transfer IN (0, 1)),
  hospital TEXT NOT NULL, window TEXT NOT NULL, origin TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id),
  CHECK (valid_to >= issued_on)
) STRICT;
CREATE INDEX issued_referral_by_stay ON issued_referral(stay_id);
CREATE TABLE issued_referral_withdrawal (
  referral_id TEXT PRIMARY KEY REFERENCES issued_referral(id), reason TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE TABLE designated_hospital (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, code TEXT, rank TEXT NOT NULL CHECK (rank IN ('county','city')),
  since TEXT NOT NULL, until TEXT, needs TEXT NOT NULL CHECK (json_valid(needs)), clause TEXT,
  source TEXT NOT NULL CHECK (source IN ('hand','file')), recorded_at TEXT NOT NULL,
  recorded_by TEXT NOT NULL REFERENCES staff_account(id), CHECK (until IS NULL OR until >= since)
) STRICT;
-- The last day that it counts, learnt later; of several the newest counts.
CREATE TABLE designated_hospital_end (
  id TEXT PRIMARY KEY, hospital_id TEXT NOT NULL REFERENCES designated_hospital(id), until TEXT NOT NULL,
  reason TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
CREATE INDEX designated_hospital_end_by_hospital ON designated_hospital_end(hospital_id);
${['received_certificate', 'issued_referral', 'issued_referral_withdrawal', 'designated_hospital', 'designated_hospital_end'].map(appendOnly).join('\n')}
`,
};
