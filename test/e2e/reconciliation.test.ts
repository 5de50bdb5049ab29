import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readSpreadsheet from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  answerFileDialog,
  ask,
  confirmSettlement,
  loadFees,
  payersOf,
  settlementOf,
} from '../demo/journey.ts';
import { type Fen, plainYuan } from '../../shared/money/fen.ts';
import { practiceAccounts } from '../../electron/service/practice/accounts.ts';
import { ReferencePlatform } from '../platform/start.ts';
import { type Application, startApplication } from './application/application.ts';
import { openPatient, practiceFile, signIn } from './desk/clerk.ts';

/*
 * One settlement, three sides: the centre has refused it, gets it out of the reconciliation, agrees by the platform then, and
 * is 61.00 short by its file, line by line.
 */

let platform: ReferencePlatform;
let application: Application;
let scratch: string;
let today: string;
let settlementId: string;
let slipNumber: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'onestop-reconciliation-'));
  platform = await ReferencePlatform.start();
  application = await startApplication({ args: [`--platform-url=${platform.url}`] });
});
afterAll(async () => {
  await application.close();
  await platform.stop();
  await rm(scratch, { recursive: true, force: true });
});

/** Waits until the queue holds that. */
async function queueBecomes(expected: {
  readonly unsentCount?: number;
  readonly deadCount?: number;
}): Promise<void> {
  await expect
    .poll(async () => (await ask(application, 'outbox.list', { limit: 200 })).summary)
    .toMatchObject(expected);
}

/** The centre's file of today, with that settlement 61.00 short or as it is told; returns how many it names. */
async function writeCentreFile(
  stated = (totalFen: number, isShort: boolean): number => (isShort ? totalFen - 6100 : totalFen),
): Promise<number> {
  // The practice hospital settled somebody today as well.
  const listed = await ask(application, 'settlements.list', { day: null, limit: 20 });
  const ofToday = [];
  for (const each of listed) {
    const one = await ask(application, 'settlements.get', { settlementId: each.settlementId });
    if (one.settledOn === today) ofToday.push(one);
  }
  const rows = ofToday.map(({ settlementId: of, slipNumber: slip, cost, upload }) => {
    const totalFen = stated(cost.totalFen, of === settlementId);
    return `${upload.platformSettlementId ?? ''},${slip},${today},"${plainYuan(totalFen as Fen)}"`;
  });
  const lines = ['中心结算号,结算单号,结算日期,医疗费总额（元）', ...rows, '合计,,,0.00'];
  await writeFile(join(scratch, '中心.csv'), `${lines.join('\r\n')}\r\n`);
  return ofToday.length;
}

/** A settlement whose message the centre sends back; finance sits down behind it. */
async function settleRefused(): Promise<void> {
  await signIn(application, '1');
  await queueBecomes({ unsentCount: 0 });
  await platform.fault('2304', { kind: 'code', infcode: -1, words: '结算日期未开放', acted: false });
  await openPatient(application, '马永');
  await loadFees(application, practiceFile('ZY26020012.csv'));
  await payersOf(application).getByText('个人应付').waitFor();
  await confirmSettlement(application, {});
  const settlement = await settlementOf(application, '马永');
  await queueBecomes({ deadCount: 1 });
  today = settlement.settledOn;
  ({ settlementId, slipNumber } = settlement);
  await ask(application, 'staff.signOut', {});
  await application.window.reload();
  await signIn(application, '3');
}

const dialog = () => application.window.getByRole('dialog').last();

const centreSide = () => application.window.getByRole('group', { name: '医保中心' });

test('what the centre refused is here alone; sent anew out of the difference, both sides agree', async () => {
  await settleRefused();
  const { window } = application;
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '对账' }).click();
  await window.getByLabel('业务日期从').fill(today);
  await window.getByLabel('到（含这一天）').fill(today);
  await centreSide().getByRole('button', { name: '从医保平台取' }).click();
  await centreSide()
    .getByText(/\d+ 行，总额/)
    .waitFor();
  await window.getByLabel('业务日期从').press('Enter');
  await window.getByText(/医保中心比窗口少/).waitFor();
  await window.getByRole('grid', { name: '差异' }).press('Enter');
  await dialog().getByRole('table', { name: '各方金额' }).waitFor();
  expect(await dialog().textContent()).toContain(slipNumber);
  await dialog().getByRole('button', { name: '上传记录、重传' }).click();
  await dialog().getByRole('button', { name: '更正重传' }).press('Enter');
  await dialog().getByLabel('原因').fill('中心已开放这一天');
  await dialog().getByLabel('原因').press('Enter');
  await dialog().getByText('更正重传：中心已开放这一天').waitFor();
  await queueBecomes({ unsentCount: 0, deadCount: 0 });
  await window.keyboard.press('Escape');
  await dialog().getByRole('table', { name: '各方金额' }).waitFor();
  await window.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  await window.keyboard.press('Escape');
});

test('finance sets the centre beside the window, sees why 61.00 are missing, books them, signs and saves the run', async () => {
  const { window } = application;
  const count = await writeCentreFile();
  const centre = centreSide();
  await centre.getByRole('button', { name: '从医保平台取' }).click();
  await centre.getByText(`${count} 行，总额`).waitFor();
  await window.getByLabel('业务日期从').press('Enter');
  await window.getByText('医保中心比窗口一致').waitFor();
  await window.getByText('与中心的总账一致').waitFor();
  await window.keyboard.press('Escape');

  await answerFileDialog(application, join(scratch, '中心.csv'));
  await centre.getByRole('button', { name: '选择对账单文件' }).click();
  await centre.getByText('没有计入合计行 1 行').waitFor();
  await window.getByLabel('业务日期从').press('Enter');
  await window.getByText('医保中心比窗口少 61.00 元').waitFor();
  await window.getByText(/新增 1 条，没有消除的/).waitFor();
  await window.getByRole('grid', { name: '差异' }).press('Enter');
  await dialog().getByText('双方计算不同，请看是哪一项。').waitFor();
  await dialog().getByRole('button', { name: '问医保中心' }).click();
  await dialog()
    .getByText(/中心现在有这次就医的 1 笔/)
    .waitFor();
  await dialog().getByRole('button', { name: '记差额' }).click();
  const booking = window.getByRole('dialog', { name: '记差额' });
  await booking.getByLabel('依据').fill('中心核减');
  await secondPerson(booking);
  await booking.getByRole('button', { name: '记账' }).click();
  await dialog().getByText('少收 61.00 元记账：中心核减').waitFor();
  await dialog().getByRole('button', { name: '记差额' }).click();
  await booking.getByText('这条差异已经记过账：少收 61.00 元记账：中心核减。').waitFor();
  await booking.getByLabel('依据').press('Escape');
  await booking.waitFor({ state: 'hidden' });
  await window.keyboard.press('Escape');

  await window.getByRole('button', { name: '两人签字' }).click();
  await secondPerson(dialog());
  await dialog().getByRole('button', { name: '签字' }).click();
  await window.getByText(/陈静、刘强 .* 签字/).waitFor();
  await window.getByRole('button', { name: '重做核对' }).click();
  await window.getByText('重做一遍，结果完全相同。').waitFor();
  const file = join(scratch, '对账.xlsx');
  await answerSaveDialog(file);
  await window.getByRole('button', { name: '导出表格' }).click();
  await secondPerson(dialog());
  await dialog().getByRole('button', { name: /导出$/ }).click();
  await window.getByText('已保存：').waitFor();
  // Not the library that wrote it.
  const sheets = await readSpreadsheet(await readFile(file));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['总账', '差异']);
  expect(sheets[1]?.data[1]?.slice(12, 13)).toEqual([-61]);
});

test('the lead opens what finance found and is led to that very settlement at the desk, where F7 takes it back', async () => {
  const { window } = application;
  await ask(application, 'staff.signOut', {});
  await window.reload();
  await signIn(application, '2');
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '对账' }).click();
  await window.getByRole('grid', { name: '历次对账' }).press('Enter');
  await window.getByRole('grid', { name: '差异' }).press('Enter');
  await dialog().getByRole('table', { name: '各方金额' }).waitFor();
  const [slip] = /\d{8}-\d{4}/.exec((await dialog().textContent()) ?? '') ?? [];
  await dialog().getByRole('button', { name: '去结算台撤销' }).click();
  await window.getByRole('dialog', { name: '历次结算 马永' }).getByText('撤销').first().waitFor();
  await window.keyboard.press('F7');
  const reversal = window.getByRole('dialog', { name: '撤销结算 马永' });
  await reversal.getByLabel('原因').waitFor();
  expect(await reversal.textContent()).toContain(slip ?? '没有单号');
});

test('a statement of a hundred times what was settled is set beside the window once finance says that its unit is right', async () => {
  const { window } = application;
  await ask(application, 'staff.signOut', {});
  await window.reload();
  await signIn(application, '3');
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '对账' }).click();
  const count = await writeCentreFile((totalFen) => totalFen * 100);
  await answerFileDialog(application, join(scratch, '中心.csv'));
  await centreSide().getByRole('button', { name: '选择对账单文件' }).click();
  await centreSide().getByText(`${count} 行，总额`).waitFor();
  await window.getByLabel('业务日期从').fill(today);
  await window.getByLabel('到（含这一天）').fill(today);
  await window.getByLabel('业务日期从').press('Enter');
  await window.getByRole('alert').getByText('金额单位（元、分）可能选错了').waitFor();
  await window.getByRole('button', { name: '单位没有错，照样对账' }).click();
  const gap = window.getByText(/医保中心比窗口多 [\d,]+\.\d\d 元/);
  await gap.waitFor();
  expect(await window.getByRole('alert').count()).toBe(0);
});

async function secondPerson(within: ReturnType<typeof dialog>): Promise<void> {
  const [, lead] = practiceAccounts;
  await within.getByLabel('复核人账号').fill(lead?.login ?? '');
  await within.getByLabel('复核人密码').fill(lead?.password ?? '');
}

async function answerSaveDialog(path: string): Promise<void> {
  await application.electron.evaluate(({ dialog: box }, filePath) => {
    box.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}
