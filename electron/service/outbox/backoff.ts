export interface BackoffLimits {
  readonly firstMs: number;
  readonly ceilingMs: number;
  /** The longest wait a platform may ask for (Retry-After). */
  readonly longestAskedForMs: number;
}

export const usualBackoff: BackoffLimits = {
  firstMs: 1_000,
  ceilingMs: 5 * 60_000,
  longestAskedForMs: 60 * 60_000,
};

/**
 * How long to leave something alone after its nth attempt failed: doubling up to the ceiling, the upper half of it
 * random (`random` in [0, 1)) so that the windows of a county do not come back all at once; never less than the
 * platform asked for.
 */
export function backoffMs(
  limits: BackoffLimits,
  attempt: number,
  random: number,
  askedForMs: number | undefined,
): number {
  const doubled = Math.min(limits.ceilingMs, limits.firstMs * 2 ** Math.min(Math.max(attempt, 1) - 1, 30));
  const spread = Math.round(doubled * (0.5 + random / 2));
  return Math.max(spread, Math.min(askedForMs ?? 0, limits.longestAskedForMs));
}
