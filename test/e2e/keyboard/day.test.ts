import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patients } from '../../../electron/service/practice/patients.ts';
import { answerFileDialog, ask, payersOf } from '../../demo/journey.ts';
import { type PrivateCups, startPrivateCups } from '../../main/printing/private-cups.ts';
import { type Application, startApplication } from '../application/application.ts';
import { practiceFile } from '../desk/clerk.ts';
import { keysGoTo } from './focus.ts';

/* A whole day at the window without a mouse: nothing here but keys, and after each act the keys go where they should. */

let cups: PrivateCups;
let application: Application;
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'onestop-day-'));
  cups = await startPrivateCups();
  application = await startApplication({ environment: { CUPS_SERVER: cups.socket } });
});
afterAll(async () => {
  await application?.close();
  await cups?.stop();
  await rm(scratch, { recursive: true, force: true });
});

const searchField = '查找患者';
const at = (name: string | RegExp) => keysGoTo(application, name);
const dialog = () => application.window.getByRole('dialog');

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await application.window.keyboard.press(key);
}

/** Each with Enter behind it, which goes on to the next field. */
async function type(...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await application.window.keyboard.type(text);
    await press('Enter');
  }
}

/** Enter after Enter, through fields that stay as they are. */
async function walk(...names: readonly (string | RegExp)[]): Promise<void> {
  for (const name of names) {
    await press('Enter');
    await at(name);
  }
}

async function deskIsFree(): Promise<void> {
  await dialog().waitFor({ state: 'hidden' });
  await at(searchField);
}

const settled = () => payersOf(application).getByText('✓ 已结算').waitFor();

test('a day from the first key to the last', async () => {
  await morning();
  await admission();
  await feesAndReasons();
  await cashAndPromise();
  await nextPatient();
  await laterPayment();
  expect(await reprint()).toEqual([0, 1]);
  await evening();
});

/** The morning begins with one key. */
async function morning(): Promise<void> {
  await application.window.getByText('练习账号').waitFor();
  await at(/张敏/);
  await press('1');
  await at(searchField);
}

/** A patient is found by a typed number and admitted. */
async function admission(): Promise<void> {
  const { window } = application;
  await type(patients.liJianguo.idNumber);
  await window.getByText(/住院号 ZY/).waitFor();
  await at(searchField);
  await press('F6');
  await dialog()
    .getByRole('button', { name: /另一次入院/ })
    .waitFor();
  await press('F9');
  await at('住院号');
  await type('ZY26031001', '呼吸内科', '5床');
  await at('入院日期');
  await press('Control+A');
  await type('2026-01-20', '2026-02-26', 'J20.9', '急性支气管炎');
  await at(/^病因已核对/);
  await press('Space', 'Enter');
  await window.getByText('住院号 ZY26031001').waitFor();
  await deskIsFree();
}

/** Fees are loaded, the trial lies there, and its reasons are read and left again. */
async function feesAndReasons(): Promise<void> {
  const fees = join(scratch, 'ZY26031001.csv');
  await copyFile(practiceFile('ZY26020012.csv'), fees);
  // The system's own dialog cannot be driven from here.
  await answerFileDialog(application, fees);
  await press('F3');
  await payersOf(application).getByText('个人应付').waitFor();
  await at(searchField);
  await press('F5');
  await at('为什么');
  await press('Escape');
  await at(searchField);
}

/** A part is paid in cash with change, the rest is promised. */
async function cashAndPromise(): Promise<void> {
  const { window } = application;
  await press('F9');
  await at('收到现金（元）');
  await press('Shift+Tab');
  await at('缓交金额');
  await type('2000');
  await at('收到现金（元）');
  await window.keyboard.type('3100');
  await dialog().getByText('找零 100.00').waitFor();
  await walk('分几期（每月一期）', '第一期日期', '电子票据号', '由家属付款、签字', '纸张', '打印机');
  await press('Enter');
  await settled();
  await deskIsFree();
}

/** The next is found by initials, settled with Enter, and taken back. */
async function nextPatient(): Promise<void> {
  const { window } = application;
  await window.keyboard.type('wxy');
  await window.getByRole('listbox', { name: '查到的人' }).waitFor();
  await at(searchField);
  // Several have these initials: the arrows walk to the one who stands at the counter.
  const meant = window.getByRole('option', { name: /王秀英/ });
  for (let hit = 0; hit < 10 && (await meant.getAttribute('aria-selected')) !== 'true'; hit += 1) {
    await press('ArrowDown');
  }
  await press('Enter');
  const next = window.getByRole('button', { name: /结算并打印/ });
  await expect.poll(() => next.isEnabled()).toBe(true);
  await press('Enter');
  await settled();
  await at(searchField);
  await press('F7');
  await at('原因');
  await type('录错费用清单', 'liuqiang', 'lianxi2020');
  await payersOf(application).getByText('✓ 已撤销结算').waitFor();
  await deskIsFree();
}

/** The first comes back and pays a part of what is owed. */
async function laterPayment(): Promise<void> {
  const { window } = application;
  await type('李建国');
  await window.getByText('欠费 2,000.00 元').waitFor();
  await press('ArrowDown');
  await settled();
  await press('F9');
  await at(/^本次收多少/);
  await press('Control+A');
  await window.keyboard.type('1200');
  await walk('现金', '分几种方式付', '收到现金（元）', '由家属付款、签字');
  await press('Enter');
  await dialog().getByText('已收 1,200.00 元').waitFor();
  await at('本次收多少（元），最多 800.00');
  await press('Escape');
  await deskIsFree();
}

/** A slip is found in the room of papers and printed again, and the table has the keys again. */
async function reprint(): Promise<number[]> {
  const { window } = application;
  const settlements = await ask(application, 'settlements.list', { day: null, limit: 10 });
  const slip = settlements.find(({ personName }) => personName === '李建国')!;
  await press('Control+3');
  await at('单号、姓名或身份证号');
  await type(slip.slipNumber);
  await window.getByText('共 1 份').waitFor();
  await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
  await at('存档的单据');
  await press('Enter');
  await at('补打的原因');
  const subject = { kind: 'slip', subjectId: slip.settlementId } as const;
  const [first] = await ask(application, 'documents.list', subject);
  await dialog().getByText(first!.sha256).waitFor();
  await press('Shift+Tab');
  await at('打印机');
  await window.keyboard.type('Slips');
  await press('Enter');
  await at('补打的原因');
  const paper = cups.nextPaper();
  await type('患者遗失');
  await dialog().getByText('补打 第1次：已送打印机').waitFor();
  await paper;
  await press('Escape');
  await at('存档的单据');
  return (await ask(application, 'documents.list', subject)).map(({ copyNumber }) => copyNumber);
}

/** What waits for the platform is looked at, and the window is left. */
async function evening(): Promise<void> {
  const { window } = application;
  await press('Control+2');
  await window.getByRole('region', { name: '上传记录' }).waitFor();
  await at(/^(上传记录|F4 立即上传)$/);
  await press('Control+L');
  await at(/张敏/);
}
