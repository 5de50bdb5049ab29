import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportTable } from '../../../electron/service/spreadsheets/export-table.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital({ nowIso: '2026-11-22T15:30:00.000Z' });
});
afterEach(() => hospital.close());

const list = {
  fileName: '名单.xlsx',
  sheets: [{ name: '名单', rows: [['姓名'], ['田守义']], headRows: 1 }],
  act: 'debts.remindersExported',
  detail: { count: 1 },
  secondPerson: null,
} as const;

it('says below its rows by whose account it was taken out and when, and stands in the log', async () => {
  const finance = hospital.actor('finance');
  const { table } = await exportTable(hospital.context, finance, list);
  const { sheets } = await readXlsx(table);
  expect(sheets[0]?.rows.at(-1)).toEqual([
    '导出人',
    `${finance.displayName}（${finance.login}）`,
    '导出时间',
    '2026-11-22 23:30:00',
  ]);
  const row = hospital.context.database
    .prepare('SELECT act, account_id, detail FROM audit ORDER BY sequence DESC LIMIT 1')
    .get();
  expect(row).toEqual({
    act: 'debts.remindersExported',
    account_id: finance.accountId,
    detail: '{"count":1}',
  });
});

it('is not marked where another program reads it', async () => {
  const { table } = await exportTable(hospital.context, hospital.actor('finance'), {
    ...list,
    isMarked: false,
  });
  expect((await readXlsx(table)).sheets[0]?.rows).toHaveLength(2);
});

it('about people is made with the word of a second person, and recorded with both', async () => {
  const { context } = hospital;
  const finance = hospital.actor('finance');
  const by = (login: string) =>
    refusalCode(() =>
      exportTable(context, finance, { ...list, secondPerson: { login, password: testPassword } }),
    );
  expect(await by('finance')).toBe('second_person_is_same');
  expect(await by('clerk')).toBe('second_person_not_allowed');
  const logged = context.database
    .prepare("SELECT json_extract(detail, '$.approvalId') FROM audit WHERE act = 'debts.remindersExported'")
    .pluck();
  expect(logged.all()).toEqual([]);
  expect(await by('cashier_lead')).toBe('not refused');
  const approval = context.database.prepare('SELECT * FROM approval').get() as { id: string };
  expect(approval).toMatchObject({
    act: 'debts.remindersExported',
    reason: '导出 名单.xlsx',
    account_id: finance.accountId,
    second_account_id: hospital.actor('cashier_lead').accountId,
  });
  expect(logged.all()).toEqual([approval.id]);
});
