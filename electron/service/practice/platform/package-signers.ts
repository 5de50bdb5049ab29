import { appendOnly, type Migration } from '../../database/migrations/migration.ts';
import { statement } from '../../database/statement.ts';
import type { PackageHeader } from '../../offline/package-content.ts';
import type { Office } from './book.ts';
import { CentreRefusal } from './refusal.ts';

export const packageSigners: Migration = {
  version: 5,
  title: 'package signers',
  sql: `
CREATE TABLE package_signer (
  fixmedins_code TEXT NOT NULL, window TEXT NOT NULL, public_key TEXT NOT NULL, first_seen_at TEXT NOT NULL,
  PRIMARY KEY (fixmedins_code, window)
) STRICT, WITHOUT ROWID;
${appendOnly('package_signer')}
`,
};

/**
 * A real centre is told each window's key beforehand, and both compare the fingerprint over the telephone. This one
 * believes the first package of a window, and no other key afterwards.
 */
export function requireKnownSigner({ database, clock }: Office, header: PackageHeader): void {
  const { hospitalCode, windowId, windowKey } = header;
  statement<[string, string, string, string]>(
    database,
    `INSERT INTO package_signer (fixmedins_code, window, public_key, first_seen_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  ).run(hospitalCode, windowId, windowKey, clock.now().toISOString());
  const known = statement<[string, string], { public_key: string }>(
    database,
    'SELECT public_key FROM package_signer WHERE fixmedins_code = ? AND window = ?',
  ).get(hospitalCode, windowId);
  if (known?.public_key !== windowKey)
    throw new CentreRefusal('bad_signature', '这个窗口的签名公钥与登记的不一致');
}
