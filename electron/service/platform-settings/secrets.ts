import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import type { SigningSecrets } from '../platform/request-signature.ts';
import { fingerprintOf } from '../signing/fingerprint.ts';

export type SecretName = keyof SigningSecrets;

/** What requests are signed with on that day. Never sent to a window, never logged. */
export function readSecrets(context: ServiceContext, day: LocalDate): SigningSecrets {
  const newest = statement<[string, string], { value: string | null }>(
    context.database,
    'SELECT value FROM platform_secret WHERE name = ? AND from_day <= ? ORDER BY from_day DESC, rowid DESC LIMIT 1',
  );
  const read = (name: SecretName): string | null => newest.get(name, day)?.value ?? null;
  return { signingSecret: read('signingSecret'), signingKeyHex: read('signingKeyHex') };
}

/** Puts down what counts from that day on; null takes it back. The log gets the fingerprint alone. */
export function writeSecret(
  context: ServiceContext,
  actor: Actor | undefined,
  name: SecretName,
  value: string | null,
  fromDay: LocalDate,
): void {
  const { database, clock } = context;
  inTransaction(database, () => {
    statement<[string, string, string | null, string, string, string | null]>(
      database,
      'INSERT INTO platform_secret (id, name, value, from_day, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(context.newId(), name, value, fromDay, clock.now().toISOString(), actor?.accountId ?? null);
    const fingerprint = value === null ? null : secretFingerprint(value);
    appendAudit(context, actor, 'platform.secret', null, { name, fingerprint, fromDay });
  });
}

/** Enough to see that both sides hold the same; too little to try secrets against. */
export function secretFingerprint(value: string): string {
  return fingerprintOf(value).slice(0, 9);
}
