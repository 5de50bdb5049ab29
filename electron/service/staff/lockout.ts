import type { Clock } from '../context.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';

/** Wrong passwords in a row that cost nothing; every further one doubles the wait. */
const freeAttempts = 5;
const firstWaitMs = 30_000;
export const longestWaitMs = 15 * 60_000;
/** Logins that are watched at once; beyond it the one that was tried longest ago is forgotten. */
const largestCount = 1000;

interface Attempts {
  readonly failed: number;
  readonly lockedUntilMs: number;
}

const none: Attempts = { failed: 0, lockedUntilMs: 0 };

/** One attempt that was counted. */
export type Attempt = Attempts;

/** Whose attempts are counted together: a hospital's, or those of people before a file that is closed. */
type Counted = { readonly clock: Clock };

const attemptsOf = new WeakMap<Counted, Map<string, Attempts>>();

/**
 * Counts an attempt as failed before it is looked at, so that many at once gain nothing; `forgetAttempts` takes the
 * count away after the right password. Refuses `sign_in_locked` while the login waits, whether or not it exists.
 * @param earlier what is known of a login that this program has not seen yet
 */
export function countAttempt(
  context: Counted,
  login: string,
  earlier: () => Attempt | undefined = () => undefined,
): Attempt {
  const attempts = watched(context);
  const key = login.toLowerCase();
  const nowMs = context.clock.now().getTime();
  const before = attempts.get(key) ?? earlier() ?? none;
  const leftMs = before.lockedUntilMs - nowMs;
  // More is left than is ever given: the clock was set back, and nobody is to wait for days because of it.
  if (leftMs > 0 && leftMs <= longestWaitMs) {
    const seconds = Math.ceil(leftMs / 1000);
    throw new Refusal('sign_in_locked', `密码连续输错多次，请等待 ${seconds} 秒后再试，或联系信息科。`);
  }
  const attempt = attemptAfter(before.failed + 1, nowMs);
  remember(attempts, key, attempt);
  return attempt;
}

/** @param failed how many there were, the last of them at that time */
export function attemptAfter(failed: number, lastMs: number): Attempt {
  const waitMs =
    failed < freeAttempts ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (failed - freeAttempts));
  return { failed, lockedUntilMs: lastMs + waitMs };
}

/** One attempt less, and not the wait that only it brought; those before it and beside it stay. */
export function takeAttemptBack(context: Counted, login: string, { lockedUntilMs }: Attempt): void {
  const attempts = watched(context);
  const key = login.toLowerCase();
  const now = attempts.get(key);
  if (now === undefined) return;
  const stays = now.lockedUntilMs === lockedUntilMs ? 0 : now.lockedUntilMs;
  attempts.set(key, { failed: Math.max(0, now.failed - 1), lockedUntilMs: stays });
}

export function forgetAttempts(context: Counted, login: string): void {
  // Not unknown from now on: the log is not asked again for what the right password has taken away.
  remember(watched(context), login.toLowerCase(), none);
}

function remember(attempts: Map<string, Attempts>, key: string, attempt: Attempts): void {
  attempts.delete(key);
  attempts.set(key, attempt);
  const [oldest] = attempts.keys();
  if (attempts.size > largestCount && oldest !== undefined) attempts.delete(oldest);
}

function watched(context: Counted): Map<string, Attempts> {
  const known = attemptsOf.get(context) ?? new Map<string, Attempts>();
  attemptsOf.set(context, known);
  return known;
}
