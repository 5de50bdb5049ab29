import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readSpreadsheet from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../demo/journey.ts';
import { putListIntoForce } from '../demo/special-treatment.ts';
import { type Application, startApplication } from './application/application.ts';
import { signIn } from './desk/clerk.ts';

let application: Application;
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'onestop-reports-'));
  application = await startApplication();
  await signIn(application, '3');
});
afterAll(async () => {
  await application.close();
  await rm(scratch, { recursive: true, force: true });
});

const dialog = () => application.window.getByRole('dialog').last();
const yuan = (amountFen: number) =>
  (amountFen / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

test('the figures of a month open to their settlements, are drawn, saved and printed the same', async () => {
  const { window } = application;
  const { today } = await ask(application, 'hospital.status', {});
  const [year, number] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const period = { kind: 'month', year, number } as const;
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '报表' }).click();
  const table = window.getByRole('grid', { name: '按乡镇统计' });
  const { total, months } = await ask(application, 'reports.statistics', { period });
  expect(total.count).toBeGreaterThan(0);
  const sum = table.getByRole('row', { name: /合计/ });
  await sum.getByText(yuan(total.totalFen), { exact: true }).waitFor();

  await sum.dblclick();
  const list = dialog().getByRole('grid', { name: '背后的结算' });
  await list.getByRole('row').nth(1).waitFor();
  const { rows } = await ask(application, 'reports.settlements', { period, figure: { of: 'all' } });
  expect(rows.reduce((net, { totalFen }) => net + totalFen, 0)).toBe(total.totalFen);
  await window.keyboard.press('Enter');
  await window.getByText(`历次结算 ${rows[0]!.personName}`).waitFor();
  await window.keyboard.press('Escape');
  await list.waitFor();
  await window.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });

  await window.getByText('趋势', { exact: true }).click();
  await window.getByRole('img', { name: /^各月费用/ }).waitFor();
  const drawn = window.getByRole('table', { name: '近十二个月' }).getByRole('row').last();
  expect(await drawn.innerText()).toContain(yuan(months.at(-1)!.sums.totalFen));

  const file = join(scratch, 'report.xlsx');
  await answerSaveDialog(file);
  await window.getByRole('button', { name: '导出 XLSX' }).click();
  await window.getByText('✓ 已保存 report.xlsx').waitFor();
  // Not the library that wrote it.
  const sheets = await readSpreadsheet(await readFile(file));
  const saved = sheets.find(({ sheet }) => sheet === '按乡镇')!.data.at(-3)!;
  expect(saved.slice(0, 3)).toEqual(['合计', total.count, total.totalFen / 100]);

  await window.getByRole('button', { name: '核对' }).click();
  await window.getByText('与结算、记账一致').waitFor();
  await window.getByRole('button', { name: '制表打印' }).click();
  await window.getByText(/^BB\d{8}-0001：/).waitFor();
  const question = { text: '', kind: 'report', fromDay: today, toDay: today, clerk: '' } as const;
  const { documents } = await ask(application, 'documents.search', question);
  expect(documents.map(({ kind, paper }) => [kind, paper])).toEqual([['report', 'A4_landscape']]);
  const pdfFile = join(scratch, 'report.pdf');
  await answerSaveDialog(pdfFile);
  await window.getByRole('button', { name: '另存为 PDF' }).click();
  await window.getByText('✓ 已另存为 report.pdf').waitFor();
  expect(
    createHash('sha256')
      .update(await readFile(pdfFile))
      .digest('hex'),
  ).toBe(documents[0]!.sha256);
});

test('what is paid of premiums opens to the people for whom it is paid', async () => {
  const { window } = application;
  await window.keyboard.press('F4');
  const grid = window.getByRole('grid', { name: '参保资助' });
  await grid.getByRole('row').nth(1).dblclick();
  await dialog().getByRole('grid', { name: '资助的人' }).getByRole('row').nth(1).waitFor();
  const { today } = await ask(application, 'hospital.status', {});
  const { rows } = await ask(application, 'reports.premiums', { day: today });
  await dialog()
    .getByText(/^共 \d+ 人。$/)
    .waitFor();
  expect(await dialog().innerText()).toContain(`共 ${rows[0]!.peopleCount} 人。`);
  await window.keyboard.press('Escape');
});

test('a month’s package is checked, signed by two, printed and saved by one button', async () => {
  const { window } = application;
  await signInAs('4');
  await putListIntoForce(application, scratch);
  await signInAs('3');
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '报表' }).click();
  await window.keyboard.press('F5');
  await window.keyboard.press('F6');
  await window.getByText(/，补记 [1-9]/).waitFor();
  const ledger = window.getByRole('grid', { name: '救治台账' });
  await ledger.getByRole('row', { name: /王秀英/ }).dblclick();
  await dialog().getByRole('button', { name: '登记结果' }).press('Enter');
  await dialog().getByLabel('说明').fill('名单核对属实');
  await dialog().getByLabel('说明').press('Enter');
  await dialog()
    .getByRole('row', { name: /名单核对属实/ })
    .waitFor();
  await window.keyboard.press('Escape');
  await ledger.getByRole('row', { name: /王秀英.*已出院待登记/ }).waitFor();

  await window.keyboard.press('F3');
  await window.getByRole('list', { name: '完整性核对' }).getByText('例待核实').waitFor();
  await window.getByRole('button', { name: '办理上报包' }).click();
  const file = join(scratch, 'package.xlsx');
  await answerSaveDialog(file);
  await dialog().getByLabel('复核人账号').fill('liuqiang');
  await dialog().getByLabel('复核人密码').fill('lianxi2020');
  await dialog().getByLabel('复核人密码').press('Enter');
  await dialog().getByText('上报包还不完整').waitFor();
  await dialog().getByLabel('缺项说明').fill('乡镇还在核实');
  await dialog()
    .getByRole('button', { name: /签名、打印并导出/ })
    .click();
  await window.getByText(/^BB\d{8}-\d{4} 已办理。.*✓ 已保存 package.xlsx$/).waitFor();
  const sheets = await readSpreadsheet(await readFile(file));
  const sheet = sheets.find((one) => one.sheet === '救治对象名单');
  expect(sheet!.data.some((cells) => cells[0] === '王秀英' && cells[8] === '救治中')).toBe(true);

  const month = (await ask(application, 'hospital.status', {})).today.slice(0, 7);
  const { made } = await ask(application, 'treatment.month', { month });
  expect(made).toMatchObject({
    reason: '乡镇还在核实',
    isSame: true,
    signatures: { makerName: '陈静', secondName: '刘强' },
  });
  for (const kind of [
    'special_treatment_table',
    'special_treatment_register',
    'special_treatment_patients',
  ] as const) {
    expect(await ask(application, 'documents.list', { kind, subjectId: made!.reportId })).toHaveLength(1);
  }
});

async function signInAs(digit: '3' | '4'): Promise<void> {
  await ask(application, 'staff.signOut', {});
  await application.window.reload();
  await signIn(application, digit);
  await expect.poll(() => ask(application, 'staff.session', {})).not.toBeNull();
}

/** The system's dialog cannot be driven from here, so it is answered as if the person had named this file. */
async function answerSaveDialog(path: string): Promise<void> {
  await application.electron.evaluate(({ dialog: box }, filePath) => {
    box.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}
