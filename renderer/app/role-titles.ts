import type { Role } from '../../shared/contract/request.ts';

export const roleTitles: Record<Role, string> = {
  clerk: '收费员',
  cashier_lead: '收费组长',
  finance: '财务',
  information_office: '信息科',
  auditor: '审计',
};
