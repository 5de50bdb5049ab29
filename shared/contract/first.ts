import { hospitalRequests } from './hospital.ts';
import { staffRequests } from './staff.ts';

/** What a window asks before anybody has signed in; every program starts with this part of the contract alone. */
export const firstRequests = { ...hospitalRequests, ...staffRequests } as const;

export function isFirstRequest(name: string): name is keyof typeof firstRequests {
  return Object.hasOwn(firstRequests, name);
}
