import type { ServiceContext } from '../context.ts';
import { readSetting } from '../hospital/settings.ts';

const hourMs = 60 * 60_000;

/** When the sessions of a program began, by window. */
const beginnings = new WeakMap<ServiceContext['sessions'], Map<number, number>>();

/** The session of that window begins now. */
export function beginSession({ sessions, clock }: ServiceContext, windowId: number): void {
  const begun = beginnings.get(sessions) ?? new Map<number, number>();
  beginnings.set(sessions, begun);
  begun.set(windowId, clock.now().getTime());
}

/** The shortest limit is an hour: before it nothing is read. A clock that was set back makes no session longer than that. */
export function isSessionOver(context: ServiceContext, windowId: number): boolean {
  const begunAtMs = beginnings.get(context.sessions)?.get(windowId);
  if (begunAtMs === undefined) return false;
  const ageMs = Math.abs(context.clock.now().getTime() - begunAtMs);
  if (ageMs < hourMs) return false;
  const hours = readSetting(context, 'sessionHours');
  return hours !== null && ageMs >= hours * hourMs;
}
