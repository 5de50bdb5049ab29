import { appendOnly, type Migration } from './migration.ts';

/**
 * A package that never got to the platform: the stick was lost, or the file was not written. Its rows count as on their
 * way by stick no more. A receipt that comes for it all the same is taken.
 */
export const offlineWithdrawals: Migration = {
  version: 21,
  title: 'withdrawn offline packages',
  sql: `
CREATE TABLE offline_package_withdrawal (
  package_id TEXT PRIMARY KEY REFERENCES offline_package(id), reason TEXT NOT NULL,
  recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL REFERENCES staff_account(id)
) STRICT;
${appendOnly('offline_package_withdrawal')}
`,
};
