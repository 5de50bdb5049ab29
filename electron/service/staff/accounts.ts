import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Role } from '../../../shared/contract/request.ts';
import type { AccountOfList, Session } from '../../../shared/contract/staff.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { keepPassword, type KeptPassword } from './password.ts';
import { recordPassword } from './passwords.ts';

export interface NewAccount {
  readonly login: string;
  readonly displayName: string;
  readonly role: Role;
  readonly password: string;
}

export interface KnownAccount extends Session {
  readonly password: KeptPassword;
}

/** A file without any account is new. */
export function hasAccounts({ database }: Pick<ServiceContext, 'database'>): boolean {
  return statement<[]>(database, 'SELECT 1 FROM staff_account LIMIT 1').get() !== undefined;
}

/** Makes an account. Refuses `login_taken`; logins differ in more than capitals. */
export async function createAccount(
  context: ServiceContext,
  actor: Actor | undefined,
  account: NewAccount,
): Promise<Session> {
  const password = await keepPassword(account.password);
  return inTransaction(context.database, () => insertAccount(context, actor, account, password));
}

/** Refuses `login_taken`. In the caller's transaction. */
export function insertAccount(
  context: ServiceContext,
  actor: Actor | undefined,
  { login, displayName, role }: Omit<NewAccount, 'password'>,
  password: KeptPassword,
): Session {
  const { database } = context;
  // Also of an account that was closed: what it did stays under its login.
  const taken = statement<[string]>(database, 'SELECT 1 FROM staff_account WHERE login = ?').get(login);
  if (taken !== undefined) {
    throw new Refusal('login_taken', `登录名“${login}”已有人使用，请换一个。`);
  }
  const [accountId, by, now] = [context.newId(), actor?.accountId ?? null, context.clock.now().toISOString()];
  statement<unknown[]>(
    database,
    'INSERT INTO staff_account (id, login, display_name, created_at, created_by) VALUES (?, ?, ?, ?, ?)',
  ).run(accountId, login, displayName, now, by);
  insertRole(context, actor, accountId, role);
  recordPassword(context, actor, accountId, password);
  appendAudit(context, actor, 'staff.account_created', accountId, { login, role });
  return { accountId, login, displayName, role };
}

/** From now on the account has that role; `none` closes it. In the caller's transaction. */
export function insertRole(
  context: ServiceContext,
  actor: Actor | undefined,
  accountId: string,
  role: Role | 'none',
): void {
  statement<unknown[]>(
    context.database,
    'INSERT INTO staff_role (id, account_id, role, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?)',
  ).run(context.newId(), accountId, role, context.clock.now().toISOString(), actor?.accountId ?? null);
}

/** By order of writing: what was recorded last counts, also after the clock was set back. */
const newestRole = `(SELECT role FROM staff_role WHERE account_id = account.id ORDER BY rowid DESC LIMIT 1)`;

/** The role that an account has now; undefined if it was closed. */
export function currentRole(context: ServiceContext, accountId: string): Role | undefined {
  const row = statement<[string], { role: Role | 'none' }>(
    context.database,
    `SELECT ${newestRole} AS role FROM staff_account AS account WHERE account.id = ?`,
  ).get(accountId);
  return row === undefined || row.role === 'none' ? undefined : row.role;
}

/** Accounts whose newest role is one of the five; an account without a role can do nothing. */
export function listAccounts(context: ServiceContext): AccountOfList[] {
  const rows = statement<[], Session & { hasCode: 0 | 1 }>(
    context.database,
    `SELECT account.id AS accountId, login, display_name AS displayName, ${newestRole} AS role,
       (SELECT secret FROM one_time_secret WHERE account_id = account.id ORDER BY rowid DESC LIMIT 1) IS NOT NULL AS hasCode
     FROM staff_account AS account WHERE ${newestRole} <> 'none' ORDER BY login LIMIT 500`,
  ).all();
  return rows.map((row) => ({ ...row, hasCode: row.hasCode === 1 }));
}

/** An account that is not closed. Refuses `staff_account_unknown`. */
export function requireAccount(context: ServiceContext, accountId: string): Session {
  const account = listAccounts(context).find((one) => one.accountId === accountId);
  if (account === undefined) throw new Refusal('staff_account_unknown', '没有这个账号，请刷新后重试。');
  return account;
}

/** The account with its newest role and password; undefined if there is none or it was closed. */
export function findAccount(context: ServiceContext, login: string): KnownAccount | undefined {
  const row = statement<[string], Session & { scheme: string; salt: Uint8Array; hash: Uint8Array }>(
    context.database,
    `SELECT account.id AS accountId, login, display_name AS displayName, ${newestRole} AS role, scheme, salt, hash
     FROM staff_account AS account
     JOIN staff_password AS password ON password.id =
       (SELECT id FROM staff_password WHERE account_id = account.id ORDER BY rowid DESC LIMIT 1)
     WHERE login = ? AND ${newestRole} <> 'none'`,
  ).get(login);
  if (row === undefined) return undefined;
  const { accountId, displayName, role, scheme, salt, hash } = row;
  return { accountId, login: row.login, displayName, role, password: { scheme, salt, hash } };
}

/** The name that an account shows; null for an account that does not exist. */
export function accountName(context: ServiceContext, accountId: string): string | null {
  const sql = 'SELECT display_name AS name FROM staff_account WHERE id = ?';
  return statement<[string], { name: string }>(context.database, sql).get(accountId)?.name ?? null;
}
