import { draftLimits } from '../../../shared/contract/drafts.ts';
import type { Session } from '../../../shared/contract/staff.ts';
import type { ServiceContext } from '../context.ts';

/**
 * What was begun at a window and not yet sent, as long as its session lasts. In memory only: half a form may name a
 * patient's illness, and nothing says when it would be thrown away. Of a window that crashed the service keeps it, of a
 * service that crashed the window does.
 */
const draftsOfSessions = new WeakMap<Session, Map<string, string>>();

/** By name. */
export function readDrafts(
  { sessions }: Pick<ServiceContext, 'sessions'>,
  windowId: number,
): ReadonlyMap<string, string> {
  const session = sessions.get(windowId);
  return (session === undefined ? undefined : draftsOfSessions.get(session)) ?? new Map<string, string>();
}

/** Keeps a draft under its name, or none any more (null). Beyond the limit the one that was left alone longest goes. */
export function keepDraft(
  { sessions }: Pick<ServiceContext, 'sessions'>,
  windowId: number,
  name: string,
  text: string | null,
): void {
  const session = sessions.get(windowId);
  if (session === undefined) return;
  const drafts = draftsOfSessions.get(session) ?? new Map<string, string>();
  draftsOfSessions.set(session, drafts);
  drafts.delete(name);
  if (text === null) return;
  const [oldest] = drafts.keys();
  if (oldest !== undefined && drafts.size >= draftLimits.count) drafts.delete(oldest);
  drafts.set(name, text);
}
