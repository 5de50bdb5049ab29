import { firstRequests, isFirstRequest } from '../../shared/contract/first.ts';
import type { Answer } from '../../shared/contract/refusal.ts';
import type { Handlers, ServiceContext } from './context.ts';
import { type AnyHandler, type Asked, passGate } from './gate.ts';
import { hospitalHandlers } from './hospital/handlers.ts';
import { staffHandlers } from './staff/handlers.ts';

/** What answers the requests of `shared/contract/first.ts`: all that the first picture of a window takes. */
export const firstHandlers: Pick<Handlers, keyof typeof firstRequests> = {
  ...hospitalHandlers,
  ...staffHandlers,
};

/** Answers such a request while the other handlers are not loaded yet; undefined for every other one. */
export function answerFirst(context: ServiceContext, asked: Asked): Promise<Answer<unknown>> | undefined {
  const { name, fromHost } = asked;
  if (fromHost || !isFirstRequest(name)) return undefined;
  const handler = firstHandlers[name] as unknown as AnyHandler;
  return passGate(context, { ...firstRequests[name], handler }, asked);
}
