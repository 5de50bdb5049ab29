import { type RequestName, requests } from '../../shared/contract/contract.ts';
import type { Allowed, Role } from '../../shared/contract/request.ts';

/** Whether a role may make a request. The contract decides; no screen keeps a list of its own. */
export function mayAsk(role: Role, name: RequestName): boolean {
  const allowed: Allowed = requests[name].allowed;
  return typeof allowed === 'string' || allowed.includes(role);
}
