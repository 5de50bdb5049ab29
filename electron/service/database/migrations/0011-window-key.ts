import { appendOnly, type Migration } from './migration.ts';

/** The SM2 key pair that this window signs with. The newest counts; earlier ones stay, since they signed what they did. */
export const windowKey: Migration = {
  version: 11,
  title: 'window key',
  sql: `
CREATE TABLE window_key (
  id TEXT PRIMARY KEY, public_key TEXT NOT NULL UNIQUE CHECK (length(public_key) = 130),
  private_key TEXT NOT NULL CHECK (length(private_key) = 64), recorded_at TEXT NOT NULL
) STRICT;
${appendOnly('window_key')}
`,
};
