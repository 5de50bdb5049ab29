import type { ServiceDiagnostics } from '../../../shared/contract/diagnostics.ts';
import type { ServiceContext } from '../context.ts';

interface Times {
  count: number;
  longestMs: number;
  /** A ring of the last ones. */
  readonly lastMs: number[];
}

const mostKept = 500;
const timesOf = new WeakMap<ServiceContext, Map<string, Times>>();

/** @param name of a request there is: names from outside would fill the memory */
export function noteRequestTime(context: ServiceContext, name: string, durationMs: number): void {
  let all = timesOf.get(context);
  if (all === undefined) {
    all = new Map();
    timesOf.set(context, all);
  }
  let times = all.get(name);
  if (times === undefined) {
    times = { count: 0, longestMs: 0, lastMs: [] };
    all.set(name, times);
  }
  times.lastMs[times.count % mostKept] = durationMs;
  times.count += 1;
  times.longestMs = Math.max(times.longestMs, durationMs);
}

/** How long requests took since the start: how many, and of the last 500 of each name the median and the 99th percentile. */
export function requestTimes(context: ServiceContext): ServiceDiagnostics['requests'] {
  const entries = [...(timesOf.get(context) ?? [])].map(([name, { count, longestMs, lastMs }]) => {
    const sorted = lastMs.toSorted((one, other) => one - other);
    const at = (share: number): number => rounded(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
    return [name, { count, p50Ms: at(0.5), p99Ms: at(0.99), longestMs: rounded(longestMs) }] as const;
  });
  return Object.fromEntries(entries);
}

/** To a tenth of a millisecond. */
function rounded(durationMs: number): number {
  return Math.round(durationMs * 10) / 10;
}
