import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { type Attempt, attemptAfter, longestWaitMs } from './lockout.ts';

/** Acts of the log about an account, the newest first, that are looked at. */
const mostActs = 200;

/**
 * The wrong attempts at an account that a program before this one wrote into the log, none older than the longest wait;
 * whoever signed in since has taken them away. Undefined where there are none: starting the program anew gains nothing.
 */
export function refusedBefore({ database, clock }: ServiceContext, login: string): Attempt | undefined {
  const sinceMs = clock.now().getTime() - longestWaitMs;
  const acts = statement<[string], { act: string; at: string }>(
    database,
    `SELECT act, at FROM audit WHERE subject_id = (SELECT id FROM staff_account WHERE login = ?)
     ORDER BY sequence DESC LIMIT ${mostActs}`,
  ).all(login);
  const signedIn = acts.findIndex(({ act }) => act === 'staff.signed_in');
  const refused = acts
    .slice(0, signedIn < 0 ? undefined : signedIn)
    .filter(({ act }) => act === 'staff.password_refused' || act === 'staff.code_refused')
    .map(({ at }) => Date.parse(at))
    .filter((atMs) => atMs >= sinceMs);
  const [lastMs] = refused;
  return lastMs === undefined ? undefined : attemptAfter(refused.length, lastMs);
}
