import type { Clock } from '../context.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';

/** Wrong passwords in a row that cost nothing; every further one doubles the wait. */
const freeAttempts = 5;
const firstWaitMs = 30_000;
const longestWaitMs = 15 * 60_000;
/** Logins that are watched at once; beyond it the one that was tried longest ago is forgotten. */
const largestCount = 1000;

interface Attempts {
  readonly failed: number;
  readonly lockedUntilMs: number;
}

/** Whose attempts are counted together: a hospital's, or those of people before a file that is closed. */
type Counted = { readonly clock: Clock };

const attemptsOf = new WeakMap<Counted, Map<string, Attempts>>();

/**
 * Counts an attempt as failed before it is looked at, so that many at once gain nothing; `forgetAttempts` takes the
 * count away after the right password. Refuses `sign_in_locked` while the login waits, whether or not it exists.
 */
export function countAttempt(context: Counted, login: string): void {
  const attempts = watched(context);
  const key = login.toLowerCase();
  const nowMs = context.clock.now().getTime();
  const before = attempts.get(key) ?? { failed: 0, lockedUntilMs: 0 };
  const leftMs = before.lockedUntilMs - nowMs;
  // More is left than is ever given: the clock was set back, and nobody is to wait for days because of it.
  if (leftMs > 0 && leftMs <= longestWaitMs) {
    const seconds = Math.ceil(leftMs / 1000);
    throw new Refusal('sign_in_locked', `密码连续输错多次，请等待 ${seconds} 秒后再试，或联系信息科。`);
  }
  const failed = before.failed + 1;
  const waitMs =
    failed < freeAttempts ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (failed - freeAttempts));
  attempts.delete(key);
  attempts.set(key, { failed, lockedUntilMs: nowMs + waitMs });
  const [oldest] = attempts.keys();
  if (attempts.size > largestCount && oldest !== undefined) attempts.delete(oldest);
}

export function forgetAttempts(context: Counted, login: string): void {
  watched(context).delete(login.toLowerCase());
}

function watched(context: Counted): Map<string, Attempts> {
  const known = attemptsOf.get(context) ?? new Map<string, Attempts>();
  attemptsOf.set(context, known);
  return known;
}
