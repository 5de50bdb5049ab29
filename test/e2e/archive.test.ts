import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, confirmAndPrint, payersOf } from '../demo/journey.ts';
import { type PrivateCups, startPrivateCups } from '../main/printing/private-cups.ts';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import { type Application, startApplication } from './application/application.ts';
import { openPatient, signIn } from './desk/clerk.ts';

/* The room of papers: a slip is proved, a day's slips are printed in one go. How one is found and printed again by keyboard: keyboard/day.test.ts. */

let cups: PrivateCups;
let application: Application;
let settlement: SettlementRecord;
beforeAll(async () => {
  cups = await startPrivateCups();
  application = await startApplication({ environment: { CUPS_SERVER: cups.socket } });
  await signIn(application, '1');
  await openPatient(application, '王秀英');
  await payersOf(application).getByText('个人应付').waitFor();
  ({ settlement } = await confirmAndPrint(application, '王秀英', {}));
});
afterAll(async () => {
  await application?.close();
  await cups?.stop();
});

const copies = () => ask(application, 'documents.list', { kind: 'slip', subjectId: settlement.settlementId });

async function openPage(key: string, title: string): Promise<void> {
  const { window } = application;
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '单据' }).click();
  await window.keyboard.press(key);
  await window.getByRole('heading', { name: title }).waitFor();
}

test('a scanned code that was altered is told with what differs, and one of nobody as not ours', async () => {
  const { window } = application;
  await openPage('F3', '查真伪');
  const field = window.getByLabel('扫单上的二维码，或输入单号、空格、十六位校验码');
  const text = `YZT1:${settlement.slipNumber}:${settlement.settledOn.replaceAll('-', '')}:1:1:00000000:0000000000000000`;
  await field.fill(text);
  await field.press('Enter');
  await window.getByRole('heading', { name: '✗ 不符' }).waitFor();
  expect(await window.getByRole('table', { name: '不符的地方' }).innerText()).toContain('总费用');
  // What is scanned next takes the place of what was scanned before.
  await window.keyboard.type('20990101-0001 0000-0000-0000-0000');
  await window.keyboard.press('Enter');
  await window.getByRole('heading', { name: '✗ 不是本窗口的' }).waitFor();
});

test('a day is printed in one go: a printer that is away stops no other slip, and each is listed', async () => {
  const { window } = application;
  await openPage('F4', '整日打印');
  await window.getByLabel('全部').check();
  await window.getByLabel('打印机').selectOption('Closed');
  await window.getByRole('button', { name: /^打印 \d+ 张$/ }).click();
  await window.getByText(/^已打完：(\d+) \/ \1 张，其中 \1 张没有打出/).waitFor();
  const failed = await window.getByRole('list', { name: '没有打出的' }).innerText();
  expect(failed).toContain(settlement.slipNumber);
  expect(failed).toContain('单据已存档，可补打');
  expect((await copies()).length).toBe(2);
});

test('the information office sets printer and paper of a kind, and the next slip goes there', async () => {
  const { window } = application;
  await ask(application, 'staff.signOut', {});
  await window.reload();
  await signIn(application, '4');
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '管理' }).click();
  await window.keyboard.press('Shift+F2');
  await window.getByLabel('结算单 80 毫米小票的打印机').selectOption('Slips');
  await window.getByText('已保存：结算单 80 毫米小票用Slips').waitFor();
  await window.getByLabel('结算单常用80 毫米小票').click();
  await window.getByText('已保存：结算单常用80 毫米小票').waitFor();
  const page = cups.nextPaper();
  await window.getByRole('button', { name: '结算单 80 毫米小票 打测试页' }).click();
  await page;
  await window.getByText('已送打印机').waitFor();
  await ask(application, 'staff.signOut', {});
  await window.reload();
  await signIn(application, '1');
  await expect.poll(() => ask(application, 'staff.session', {})).not.toBeNull();
  const slip = cups.nextPaper();
  const result = await ask(application, 'documents.print', {
    kind: 'slip',
    subjectId: settlement.settlementId,
    reason: '换小票',
  });
  expect(result).toMatchObject({ outcome: 'spooled', copyNumber: 2 });
  await slip;
  expect(cups.lastOptions()).toMatch(/\bmedia=Custom\.80x\d+mm\b/);
});
