import type { SignedIn } from '../../../shared/contract/staff.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { faultOfPassword, type PasswordOwner } from '../../../shared/staff/password-rules.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readSetting } from '../hospital/settings.ts';
import type { KeptPassword } from './password.ts';

const dayMs = 24 * 60 * 60_000;

/** How an account came by the password that it has now. */
interface Newest {
  readonly recordedAt: string;
  readonly recordedBy: string | null;
}

/**
 * Whether the password has to be changed before anything else: somebody else gave it, or it is older than
 * `passwordDays`. One that came with the file itself (first start, practice hospital) was given by nobody.
 */
export function passwordDue(context: ServiceContext, accountId: string): SignedIn['passwordDue'] {
  const newest = statement<[string], Newest>(
    context.database,
    `SELECT recorded_at AS recordedAt, recorded_by AS recordedBy FROM staff_password
     WHERE account_id = ? ORDER BY rowid DESC LIMIT 1`,
  ).get(accountId);
  if (newest === undefined || context.practice) return null;
  if (newest.recordedBy !== null && newest.recordedBy !== accountId) return 'given';
  const days = readSetting(context, 'passwordDays');
  if (days === null) return null;
  const ageMs = context.clock.now().getTime() - Date.parse(newest.recordedAt);
  return ageMs >= days * dayMs ? 'expired' : null;
}

/** Refuses what `faultOfPassword` finds, under its code. */
export function requireGoodPassword(password: string, owner: PasswordOwner): void {
  const fault = faultOfPassword(password, owner);
  if (fault !== undefined) throw new Refusal(fault.code, fault.sentence);
}

/** From now on the account has that password. In the caller's transaction. */
export function recordPassword(
  context: ServiceContext,
  actor: Pick<Actor, 'accountId'> | undefined,
  accountId: string,
  { scheme, salt, hash }: KeptPassword,
): void {
  statement<unknown[]>(
    context.database,
    `INSERT INTO staff_password (id, account_id, scheme, salt, hash, recorded_at, recorded_by)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    context.newId(),
    accountId,
    scheme,
    salt,
    hash,
    context.clock.now().toISOString(),
    actor?.accountId ?? null,
  );
}

/** The passwords that an account had, the newest first. */
export function passwordsOf(context: ServiceContext, accountId: string, most: number): KeptPassword[] {
  return statement<[string, number], KeptPassword>(
    context.database,
    'SELECT scheme, salt, hash FROM staff_password WHERE account_id = ? ORDER BY rowid DESC LIMIT 0 + ?',
  ).all(accountId, most);
}
