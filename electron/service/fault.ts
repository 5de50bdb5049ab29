import { faultTrace } from '../../shared/fault/trace.ts';

const mostFrames = 12;

/** Kind and place of a fault for the log, never its message: messages quote values, and values are people's. */
export function traceOf(error: unknown): string {
  const [kind, ...frames] = faultTrace(error);
  return [kind, ...frames.slice(0, mostFrames).map((frame) => `    ${frame}`)].join('\n');
}
