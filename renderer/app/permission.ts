import { type RequestName, requests } from '../../shared/contract/contract.ts';
import type { Allowed, Role } from '../../shared/contract/request.ts';

/** Whether a role may make a request. The contract decides; no screen keeps a list of its own. */
export function mayAsk(role: Role, name: RequestName): boolean {
  const allowed: Allowed = requests[name].allowed;
  return typeof allowed === 'string' || allowed.includes(role);
}

export const roleTitles: Record<Role, string> = {
  clerk: '收费员',
  cashier_lead: '收费组长',
  finance: '财务',
  information_office: '信息科',
  auditor: '审计',
};
