import { appendOnly, type Migration } from './migration.ts';

/**
 * What the window signed when a policy pack was put into force: pack, region, dates, options, by whom and with whom.
 * Acts of before have a row without a signature; from now on there is none without.
 */
export const policySignature: Migration = {
  version: 16,
  title: 'policy signature',
  sql: `
CREATE TABLE policy_signature (
  in_force_id TEXT PRIMARY KEY REFERENCES policy_in_force(id),
  statement TEXT CHECK (json_valid(statement)), public_key TEXT CHECK (length(public_key) = 130),
  signature TEXT CHECK (length(signature) = 128), recorded_at TEXT NOT NULL,
  CHECK ((statement IS NULL) = (signature IS NULL) AND (public_key IS NULL) = (signature IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO policy_signature (in_force_id, recorded_at) SELECT id, recorded_at FROM policy_in_force;
CREATE TRIGGER policy_signature_is_no_blank BEFORE INSERT ON policy_signature WHEN NEW.signature IS NULL
BEGIN SELECT RAISE(ABORT, 'policy_is_not_signed'); END;
${appendOnly('policy_signature')}
`,
};
