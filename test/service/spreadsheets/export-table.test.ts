import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportTable } from '../../../electron/service/spreadsheets/export-table.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';

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
