import type { Role } from '../../../shared/contract/request.ts';

export interface PracticeAccount {
  readonly login: string;
  readonly password: string;
  readonly displayName: string;
  readonly role: Role;
}

/** One for each role. The window shows them before anybody signed in: they are nobody's secret. */
export const practiceAccounts: readonly PracticeAccount[] = [
  { login: 'zhangmin', password: 'lianxi2020', displayName: '张敏', role: 'clerk' },
  { login: 'liuqiang', password: 'lianxi2020', displayName: '刘强', role: 'cashier_lead' },
  { login: 'chenjing', password: 'lianxi2020', displayName: '陈静', role: 'finance' },
  { login: 'zhoutao', password: 'lianxi2020', displayName: '周涛', role: 'information_office' },
  { login: 'sunli', password: 'lianxi2020', displayName: '孙丽', role: 'auditor' },
];
