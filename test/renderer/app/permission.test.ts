import { describe, expect, it } from 'vitest';
import { adminPagesFor } from '../../../renderer/admin/admin.tsx';
import { mayAsk } from '../../../renderer/app/permission.ts';
import { roomsFor } from '../../../renderer/app/rooms.tsx';
import { type Role, roles } from '../../../shared/contract/request.ts';

const titlesFor = (role: Role) => roomsFor(role).map(({ title }) => title);

describe('what a role is shown', () => {
  it('is the desk only for those who may settle', () => {
    expect(roles.filter((role) => titlesFor(role).includes('结算'))).toEqual(['clerk', 'cashier_lead']);
  });

  it('is who is affected by late knowledge for everybody but the clerk, who has it on the card of the person', () => {
    const shown = roles.filter((role) => titlesFor(role).includes('更正'));
    expect(shown).toEqual(['cashier_lead', 'finance', 'information_office', 'auditor']);
    expect(shown.filter((role) => mayAsk(role, 'corrections.runChain'))).toEqual(['cashier_lead']);
  });

  it('is every admin page for the information office, and the policy in force for everybody', () => {
    expect(adminPagesFor('information_office').map(({ title }) => title)).toEqual([
      '名册',
      '政策',
      '账号',
      '恢复密钥',
      '诊断文件',
      '备份与恢复',
      '医保平台',
      '本院参数',
      '目录',
      '设备',
      '定点医院',
      '打印设置',
      '费用来源',
      '操作日志',
    ]);
    expect(adminPagesFor('clerk').map(({ title }) => title)).toEqual(['政策']);
  });

  it('leaves the auditor every list and no act', () => {
    expect(adminPagesFor('auditor')).toHaveLength(11);
    expect(mayAsk('auditor', 'recovery.restore')).toBe(false);
    expect(mayAsk('finance', 'backups.list')).toBe(true);
    expect(mayAsk('finance', 'recovery.restore')).toBe(false);
    expect(mayAsk('auditor', 'keys.printRecoveryKey')).toBe(false);
    expect(mayAsk('auditor', 'diagnostics.save')).toBe(false);
    expect(mayAsk('auditor', 'roster.import')).toBe(false);
    expect(mayAsk('auditor', 'outbox.sendNow')).toBe(false);
    expect(mayAsk('auditor', 'outbox.list')).toBe(true);
  });
});
