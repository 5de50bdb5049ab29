import { appendOnly, type Migration } from './migration.ts';

/**
 * What requests to the platform are signed with. Dated like the settings and apart from them, so that no list of
 * settings, no log and no diagnosis can hold one by mistake. A null takes a secret back.
 */
export const platformSecrets: Migration = {
  version: 15,
  title: 'platform secrets',
  sql: `
CREATE TABLE platform_secret (
  id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (name IN ('signingSecret','signingKeyHex')), value TEXT,
  from_day TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT REFERENCES staff_account(id)
) STRICT;
CREATE INDEX platform_secret_by_name ON platform_secret(name, from_day);
${appendOnly('platform_secret')}
`,
};
