import type { Database } from 'better-sqlite3';
import { Secret, TOTP } from 'otpauth';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Role } from '../../../shared/contract/request.ts';
import { rolesWithCode } from '../../../shared/staff/one-time-code-roles.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readSetting } from '../hospital/settings.ts';

/** What every authenticator on a phone does when nothing else is said: RFC 6238 with SHA-1, six digits, half a minute. */
export const codeShape = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Clocks of phone and machine may differ by so many steps, either way. */
const stepsApart = 1;

export interface OneTimeSecret {
  readonly secretId: string;
  readonly secret: string;
}

/** The secret that an account shares with its phone; undefined if it has none. */
export function secretOf(context: ServiceContext, accountId: string): OneTimeSecret | undefined {
  const row = statement<[string], { secretId: string; secret: string | null }>(
    context.database,
    'SELECT id AS secretId, secret FROM one_time_secret WHERE account_id = ? ORDER BY rowid DESC LIMIT 1',
  ).get(accountId);
  return row === undefined || row.secret === null ? undefined : { ...row, secret: row.secret };
}

/** Whether the account has to set up codes before anything else. The practice hospital's accounts are nobody's secret. */
export function codeDue(
  context: ServiceContext,
  { accountId, role }: { readonly accountId: string; readonly role: Role },
): boolean {
  if (context.practice || !rolesWithCode[readSetting(context, 'oneTimeCodeFor')].includes(role)) return false;
  return secretOf(context, accountId) === undefined;
}

/** The half minute that a code stands for, as far as the clocks may differ; undefined for a wrong one. */
export function timeStepOf(
  { clock }: Pick<ServiceContext, 'clock'>,
  secret: string,
  code: string,
): number | undefined {
  const timestamp = clock.now().getTime();
  const key = Secret.fromBase32(secret);
  const apart = TOTP.validate({ ...codeShape, token: code, secret: key, timestamp, window: stepsApart });
  return apart === null ? undefined : TOTP.counter({ period: codeShape.period, timestamp }) + apart;
}

/** A code that counts: of which secret, and for which half minute. */
export interface CodeUse {
  readonly secretId: string;
  readonly step: number;
}

/** What a code would use up; undefined for a wrong one, and for one at or before the last that was used. */
export function unusedCode(
  context: ServiceContext,
  { secretId, secret }: OneTimeSecret,
  code: string,
): CodeUse | undefined {
  const step = timeStepOf(context, secret, code);
  if (step === undefined) return undefined;
  const last = statement<[string], { step: number | null }>(
    context.database,
    'SELECT max(time_step) AS step FROM one_time_use WHERE secret_id = ?',
  ).get(secretId);
  return step <= (last?.step ?? -1) ? undefined : { secretId, step };
}

/** Neither this code nor one before it counts again. */
export function noteCodeUsed(database: Database, { secretId, step }: CodeUse): void {
  statement<[string, number]>(database, 'INSERT INTO one_time_use (secret_id, time_step) VALUES (?, ?)').run(
    secretId,
    step,
  );
}

/** Uses a code up. False for a wrong one and for one that was used. Nothing waits between looking and writing, so that of two at once one counts. */
export function useCode(context: ServiceContext, secret: OneTimeSecret, code: string): boolean {
  return inTransaction(context.database, () => {
    const use = unusedCode(context, secret, code);
    if (use !== undefined) noteCodeUsed(context.database, use);
    return use !== undefined;
  });
}

/** @param name whose code is wanted, where two accounts stand in one form and their passwords were right */
export function codeNeeded(name?: string): Refusal {
  const whose = name === undefined ? '' : `（${name}）`;
  return new Refusal(
    'one_time_code_needed',
    `这个账号${whose}还要一次性口令：请本人输入手机上现在显示的 6 位数字。`,
  );
}

export function codeWrong(): Refusal {
  return new Refusal(
    'one_time_code_wrong',
    '一次性口令不对、已过期或已经用过。请等手机换成下一个再输入；一直不对，请核对手机和电脑的时间。',
  );
}
