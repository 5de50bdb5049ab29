import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readSpreadsheet from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerFileDialog, ask, payersOf } from '../demo/journey.ts';
import { practiceAccounts } from '../../electron/service/practice/accounts.ts';
import { type Application, startApplication } from './application/application.ts';
import { openPatient, practiceFile, signIn } from './desk/clerk.ts';

let application: Application;
let scratch: string;
/** What basic insurance owes for all settlements so far, in fen. */
let owedFen: number;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'onestop-claims-'));
  application = await startApplication();
  await signIn(application, '1');
  await openPatient(application, '马永');
  await answerFileDialog(application, practiceFile('ZY26020012.csv'));
  await application.window.keyboard.press('F3');
  await payersOf(application).getByText('个人应付').waitFor();
  await application.window.keyboard.press('F9');
  await dialog().getByRole('button', { name: '确认结算并打印' }).click();
  await payersOf(application).getByText('✓ 已结算').waitFor();
  await ask(application, 'staff.signOut', {});
  await application.window.reload();
  await signIn(application, '3');
});
afterAll(async () => {
  await application.close();
  await rm(scratch, { recursive: true, force: true });
});

const dialog = () => application.window.getByRole('dialog').last();

async function fillSecondPerson(): Promise<void> {
  const [, lead] = practiceAccounts;
  await dialog().getByLabel('复核人账号').fill(lead!.login);
  await dialog().getByLabel('复核人密码').fill(lead!.password);
}

async function answerSaveDialog(path: string): Promise<void> {
  await application.electron.evaluate(({ dialog: box }, filePath) => {
    box.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

test('what a payer owes becomes a claim that is submitted, and its list is the same as a spreadsheet', async () => {
  const { window } = application;
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '拨付' }).click();
  await window.getByRole('table', { name: '各方应付' }).waitFor();
  const { payers } = await ask(application, 'fundClaims.standing', {});
  owedFen = payers[0]!.unclaimedFen;
  expect(owedFen).toBeGreaterThan(0);
  await window.getByRole('button', { name: `向${payers[0]!.title}申请拨付` }).click();
  const { today } = await ask(application, 'hospital.status', {});
  await dialog().getByLabel('月份').fill(today.slice(0, 7));
  await dialog()
    .getByText(/^\d+ 笔，/)
    .waitFor();
  await window.keyboard.press('Enter');
  await dialog()
    .getByText(/^草稿，/)
    .waitFor();
  await dialog().getByRole('button', { name: '申报' }).click();
  await dialog()
    .getByText(/^已申报，/)
    .waitFor();

  const file = join(scratch, 'list.xlsx');
  await answerSaveDialog(file);
  await dialog().getByRole('button', { name: '导出 XLSX' }).click();
  await fillSecondPerson();
  await dialog().getByRole('button', { name: /导出$/ }).click();
  await dialog().getByText('✓ 已保存').waitFor();
  // Not the library that wrote it.
  const [sheet] = await readSpreadsheet(await readFile(file));
  const { 0: head, [sheet!.data.length - 3]: sums } = sheet!.data;
  expect(sums![head!.indexOf('本次申请')]).toBe(owedFen / 100);
});

test('money with a part refused is booked, and the ledger says what is still owed', async () => {
  await dialog().getByRole('button', { name: '登记到账' }).click();
  const { rows } = await ask(application, 'fundClaims.list', { payer: null, onlyOpen: true });
  const { lines } = await ask(application, 'fundClaims.read', { claimId: rows[0]!.claimId });
  await dialog()
    .getByLabel('到账（元）')
    .fill(String((owedFen - 12_000) / 100));
  await dialog().getByLabel('扣留质保金（元）').fill('20');
  await dialog().getByLabel('银行回单号').fill('HD2020');
  await dialog().getByRole('button', { name: '加一笔拒付' }).click();
  await dialog().getByLabel('拒付的结算单号').fill(lines[0]!.slipNumber);
  await dialog().getByLabel('拒付金额（元）').fill('100');
  await dialog().getByLabel('原因').fill('超限价');
  await dialog().getByRole('button', { name: '登记' }).click();
  await dialog()
    .getByText(/^部分拨付，/)
    .waitFor();
  await dialog().getByText('100.00 超限价').waitFor();
  const { payers } = await ask(application, 'fundClaims.standing', {});
  expect(payers[0]).toMatchObject({ openFen: 10_000, refusedFen: 10_000, receivedFen: owedFen - 12_000 });
});

test('what was kept back and never comes is booked by two people', async () => {
  const { window } = application;
  await window.keyboard.press('Escape');
  await window.getByRole('button', { name: '质保金' }).click();
  await dialog().getByText('对方不退了，由医院承担').click();
  await dialog().getByLabel('金额（元）').fill('5');
  await dialog().getByLabel('通知文号和原因').fill('年度考核扣款');
  await fillSecondPerson();
  await dialog().getByRole('button', { name: '记账' }).click();
  await window.getByText('不退 5.00').waitFor();
  const { payers } = await ask(application, 'fundClaims.standing', {});
  expect(payers[0]).toMatchObject({ retainedFen: 1500, forfeitedFen: 500 });
});
