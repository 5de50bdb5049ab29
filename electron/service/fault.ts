/** Kind and place of a fault for the log, never its message: messages quote values, and values are people's. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const kind = 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [kind, ...frames.slice(0, 12)].join('\n');
}
