import type { z } from 'zod';
import { firstRequests, isFirstRequest } from './first.ts';
import type { RequestDefinition } from './request.ts';

/*
 * The contract by name, for programs that somebody waits for: the making of all its schemas takes a tenth of a second
 * in each of them, so the whole is loaded when something beyond the first picture is asked or told.
 */

/** @returns undefined if there is no request of that name */
export async function definitionOf(name: string): Promise<RequestDefinition | undefined> {
  if (isFirstRequest(name)) return firstRequests[name];
  const { requests } = await import('./contract.ts');
  return Object.hasOwn(requests, name) ? requests[name as keyof typeof requests] : undefined;
}

/** @returns undefined if there is no event of that name */
export async function eventSchemaOf(name: string): Promise<z.ZodType | undefined> {
  const { events } = await import('./contract.ts');
  return Object.hasOwn(events, name) ? events[name as keyof typeof events] : undefined;
}
