import { readXlsx } from 'hucre/xlsx';
import { expect, it } from 'vitest';
import { reportTable } from '../../../electron/service/reports/spreadsheets.ts';
import { readStatistics } from '../../../electron/service/reports/statistics.ts';
import { makePackage } from '../../../electron/service/treatment/package.ts';
import { march, Month, putJinzhouIntoForce, rowsOf } from './month.ts';
import { day } from '../harness/patient.ts';
import { testPassword } from '../harness/hospital.ts';
import { refusalCode } from '../harness/refusal.ts';

const at = new Month();

const secondPerson = { login: 'cashier_lead', password: testPassword };

async function madePackage(): Promise<string> {
  const asked = { month: '2020-03', reason: '先报', secondPerson };
  return (await makePackage(at.context, at.hospital.actor('finance'), asked)).reportId;
}

async function sheetsOf(report: Parameters<typeof reportTable>[2]['report']) {
  const saved = { report, secondPerson: report.what === 'special_treatment' ? secondPerson : null };
  const { fileName, table } = await reportTable(at.context, at.hospital.actor('finance'), saved);
  const { sheets } = await readXlsx(table, { readStyles: true });
  return { fileName, sheets };
}

it('the spreadsheet has the numbers of the report, as numbers that are shown as such', async () => {
  at.treat();
  at.treat({ person: { entry: { township: '别的镇' } }, cost: { inScope: 1234.56 } });
  const { fileName, sheets } = await sheetsOf({ what: 'statistics', period: march });
  expect(fileName).toBe('一站式结算统计-2020年3月.xlsx');
  const townships = sheets.find(({ name }) => name === '按乡镇')!;
  const statistics = await readStatistics(at.context, march);
  const told = rowsOf(statistics, 'township').map(({ title, sums }) => [
    title,
    sums.count,
    sums.totalFen / 100,
  ]);
  expect(townships.rows.slice(1, 3).map((row) => row.slice(0, 3))).toEqual(told);
  expect(townships.rows[3]!.slice(0, 3)).toEqual(['合计', 2, statistics.total.totalFen / 100]);
  const formats = ['1,1', '1,2', '1,10'].map((cell) => townships.cells?.get(cell)?.style?.numFmt);
  expect(formats).toEqual(['#,##0', '#,##0.00', '0.00%']);
  expect(sheets.map(({ name }) => name)).toContain('近十二个月');
});

it('what people typed never becomes a formula', async () => {
  putJinzhouIntoForce(at.hospital);
  const formula = '=HYPERLINK("http://x","y")';
  at.treat({
    person: { name: '+86', region: '210781', entry: { township: formula, village: '@SUM(A1)' } },
    stay: { diagnoses: [{ code: 'C16.2', name: formula }] },
  });
  for (const asked of [
    { what: 'statistics', period: march },
    { what: 'special_treatment', reportId: await madePackage() },
    { what: 'premiums', day: day('2020-03-10') },
  ] as const) {
    const { sheets } = await sheetsOf(asked);
    const cells = sheets.flatMap(({ cells: some }) => [...(some?.values() ?? [])]);
    expect(cells.filter((cell) => cell.formula !== undefined)).toEqual([]);
  }
  const { sheets } = await sheetsOf({ what: 'statistics', period: march });
  const townships = sheets.find(({ name }) => name === '按乡镇')!;
  expect(townships.rows[1]![0]).toBe(formula);
  expect(townships.cells?.get('1,0')?.style?.numFmt).toBe('@');
});

it('the register of special treatment names people and is not taken out by one person', async () => {
  const finance = at.hospital.actor('finance');
  putJinzhouIntoForce(at.hospital);
  const report = { what: 'special_treatment', reportId: await madePackage() } as const;
  const alone = { report, secondPerson: null };
  expect(await refusalCode(() => reportTable(at.context, finance, alone))).toBe('export_needs_second_person');
  const same = { report, secondPerson: { ...secondPerson, login: 'finance' } };
  expect(await refusalCode(() => reportTable(at.context, finance, same))).toBe('second_person_is_same');
});
