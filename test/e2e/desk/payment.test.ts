import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerFileDialog, ask, payersOf } from '../../demo/journey.ts';
import { checkDigit } from '../../../shared/identity/id-number.ts';
import { type Application, startApplication } from '../application/application.ts';
import { openPatient, practiceFile, signIn } from './clerk.ts';

/** Of nobody: area 429913 does not exist. */
const numberOfDaughter = `42991319990101002${checkDigit('42991319990101002')}`;

let application: Application;
let scratch: string;
let personId: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'onestop-payment-'));
  application = await startApplication();
  await signIn(application, '1');
  await openPatient(application, '马永');
  await answerFileDialog(application, practiceFile('ZY26020012.csv'));
  await application.window.keyboard.press('F3');
  await payersOf(application).getByText('个人应付').waitFor();
  const { hits } = await ask(application, 'people.search', { text: '马永' });
  personId = hits[0]!.personId;
});
afterAll(async () => {
  await application.close();
  await rm(scratch, { recursive: true, force: true });
});

const debts = () => ask(application, 'debts.ofPerson', { personId });
const dialog = () => application.window.getByRole('dialog');

async function textOf(kind: 'instalment_agreement' | 'payment_receipt', subjectId: string): Promise<string> {
  const printed = () => ask(application, 'documents.list', { kind, subjectId });
  await expect.poll(async () => (await printed()).length).toBe(1);
  const { documentId } = (await printed())[0]!;
  const { pdf } = await ask(application, 'documents.pdf', { documentId });
  const { text } = await extractText(await getDocumentProxy(pdf.slice()), { mergePages: true });
  return text.replaceAll(/\s/g, '');
}

test('a part is paid in cash and by telephone, the rest in three instalments with the second agreement', async () => {
  const { window } = application;
  await window.keyboard.press('F9');
  await dialog().getByRole('radiogroup', { name: '支付方式' }).getByText('缓交/分期').click();
  await dialog().getByLabel('现金金额').fill('1000');
  await dialog().getByLabel('手机支付金额').fill('500');
  await dialog().getByLabel('手机支付交易流水号').fill('4200002026');
  await dialog().getByLabel('收到现金（元）').fill('1100');
  await dialog().getByText('找零 100.00').waitFor();
  await dialog().getByLabel('分几期（每月一期）').fill('3');
  await dialog().getByText('由家属付款、签字').click();
  await dialog().getByLabel('付款人姓名').fill('马小燕');
  await dialog().getByLabel('身份证号').fill('429913199901010028');
  await dialog().getByLabel('与患者关系').fill('女儿');
  await dialog().getByRole('button', { name: '确认结算并打印' }).click();
  // The check digit is wrong by purpose: the sentence stands where the number was typed, nothing is lost.
  await dialog().getByRole('alert').getByText('校验位不符').waitFor();
  expect((await debts()).owedFen).toBe(0);
  await dialog().getByLabel('身份证号').fill(numberOfDaughter);
  await dialog().getByRole('button', { name: '确认结算并打印' }).click();
  await payersOf(application).getByText('✓ 已结算').waitFor();

  const { owedFen, debts: owed } = await debts();
  expect(owedFen).toBe(350_000);
  expect(owed[0]?.plan?.instalments.map(({ amountFen }) => amountFen)).toEqual([116_600, 116_600, 116_800]);
  const agreement = await textOf('instalment_agreement', owed[0]!.plan!.planId);
  expect(agreement).toContain('医疗费分期付款协议书');
  expect(agreement).toContain('叁仟伍佰元整');
  expect(agreement).toContain('马小燕');
  await window.getByRole('region', { name: '患者' }).getByText('欠费 3,500.00 元').waitFor();
});

test('a later payment goes to the oldest instalment and has a receipt', async () => {
  const { window } = application;
  await window.keyboard.press('F9');
  await dialog().getByRole('table', { name: '欠费' }).waitFor();
  await dialog()
    .getByLabel(/本次收多少/)
    .fill('1200');
  await dialog().getByRole('button', { name: '确认收款并打印收据' }).click();
  await dialog().getByText('已收 1,200.00 元').waitFor();
  const { owedFen, debts: owed } = await debts();
  expect(owedFen).toBe(230_000);
  expect(owed[0]?.plan?.instalments.map(({ openFen }) => openFen)).toEqual([0, 113_200, 116_800]);
  await window.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
});

test('the settlement is looked up with its money and papers, and the official receipt is entered later', async () => {
  const { window } = application;
  await window.keyboard.press('F10');
  await dialog().getByText('还欠 2,300.00').waitFor();
  const papers = dialog().getByRole('list', { name: '打印过的单据' });
  await papers.getByText(/缓交分期协议/).waitFor();
  await window.keyboard.press('F2');
  await window.keyboard.type('0012345678');
  await window.keyboard.press('Enter');
  await dialog().getByText('0012345678').waitFor();
  const { debts: owed } = await debts();
  const record = await ask(application, 'settlements.get', { settlementId: owed[0]!.settlementId });
  expect(record.invoiceNumber).toBe('0012345678');
  // The newest paper is the receipt; Esc goes one level back each time.
  await window.keyboard.press('F4');
  await dialog()
    .getByRole('heading', { name: /收据|收款/ })
    .waitFor();
  await window.keyboard.press('Escape');
  await papers.waitFor();
  await window.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
});

test('who owes is listed with the sums; from a row the later payment is one key away', async () => {
  const { window } = application;
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '欠费' }).click();
  await window.getByRole('heading', { name: '欠费' }).waitFor();
  const table = window.getByRole('grid', { name: '欠费的人' });
  await window.keyboard.type('马永');
  await table.getByRole('row').nth(1).getByText('马永').waitFor();
  expect((await window.getByLabel('合计').innerText()).split(/\s+/)).toContain('2,300.00');
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Enter');
  await dialog().getByText('还欠 2,300.00').waitFor();
  await window.keyboard.press('F9');
  await dialog()
    .getByLabel(/本次收多少/)
    .waitFor();
  await window.keyboard.press('Escape');
  await dialog().getByText('还欠 2,300.00').waitFor();
  await window.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  await window.keyboard.press('Control+1');
  await window.getByRole('region', { name: '患者' }).getByText('欠费 2,300.00 元').waitFor();
});

test('the day is closed with a variance and its reason, by keyboard, and finance signs it', async () => {
  const { window } = application;
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '日结' }).click();
  await window.getByRole('heading', { name: '我的日结' }).waitFor();
  await window.getByLabel('开班时的备用金（元）').waitFor();
  await window.keyboard.press('Control+A');
  await window.keyboard.type('200');
  await window.keyboard.press('Enter');
  await window.keyboard.type('70');
  await window.getByText('少 100.00 元', { exact: true }).waitFor();
  await window.getByLabel('为什么少 100.00 元').fill('多找了 100 元');
  await window.keyboard.press('Enter');
  await window.keyboard.press('Control+A');
  await window.keyboard.type('200');
  await window.keyboard.press('Enter');
  await window.getByText('上交 6,800.00 元').waitFor();
  await window.getByText(/抽屉里留着备用金 200.00 元/).waitFor();

  await ask(application, 'staff.signOut', {});
  await window.reload();
  // Finance sees at once what is not in order, and Enter opens it.
  await signIn(application, '3');
  const drawers = window.getByRole('button', { name: /收费员日结/ });
  await drawers.getByText('待确认 1 张').waitFor();
  await drawers.focus();
  await window.keyboard.press('Enter');
  const sheets = window.getByRole('grid', { name: '日结单' });
  await sheets.getByText('少 100.00 元').waitFor();
  await sheets.focus();
  await window.keyboard.press('Enter');
  await dialog().getByText('相差的原因：多找了 100 元').waitFor();
  await dialog().getByRole('button', { name: '现金已点收，确认锁定' }).click();
  await dialog()
    .getByText(/待确认/)
    .waitFor({ state: 'detached' });
  await window.keyboard.press('Escape');
  await window.getByRole('button', { name: /窗口汇总/ }).click();
  const { today } = await ask(application, 'hospital.status', {});
  const question = { text: '', kind: 'window_day_sheet', fromDay: today, toDay: today, clerk: '' } as const;
  const papers = async () => (await ask(application, 'documents.search', question)).documents;
  await expect.poll(papers).toMatchObject([{ title: '窗口日结汇总', paper: 'A4_landscape' }]);
  await window.keyboard.press('F4');
  await window.getByText('所有收退款都已日结。').waitFor();
  const { rows } = await ask(application, 'dayClose.list', { from: today, to: today });
  expect(rows).toMatchObject([{ varianceFen: -10_000, handedOverFen: 680_000, clerkName: '张敏' }]);
  expect(rows[0]?.confirmation?.byName).toBe('陈静');

  await ask(application, 'staff.signOut', {});
  await window.reload();
  await signIn(application, '1');
  await openPatient(application, '马永');
});

test('a reversal ends the debt and gives everything back by the means by which it came', async () => {
  const { window } = application;
  const { practiceAccounts } = await ask(application, 'hospital.status', {});
  const lead = practiceAccounts.find(({ role }) => role === 'cashier_lead')!;
  // From among the person's settlements, as from the desk.
  await window.keyboard.press('F10');
  await dialog().getByText('放到桌面上').waitFor();
  await window.keyboard.press('F7');
  await dialog().getByLabel('原因').fill('录错费用清单');
  await dialog().getByLabel('复核人账号').fill(lead.login);
  await dialog().getByLabel('复核人密码').fill(lead.password);
  await dialog().getByRole('button', { name: '撤销这笔结算' }).click();
  await payersOf(application).getByText('✓ 已撤销结算').waitFor();
  const { owedFen, refunds } = await debts();
  expect(owedFen).toBe(0);
  expect(refunds.map(({ means, amountFen }) => [means, amountFen])).toEqual([
    ['cash', 100_000],
    ['mobile', 50_000],
    ['cash', 120_000],
  ]);
  await window.getByRole('region', { name: '患者' }).getByText('待退款 2,700.00 元').waitFor();
  await window.keyboard.press('F9');
  await dialog().getByRole('button', { name: '确认已退 2,700.00 元并打印凭证' }).click();
  await dialog().getByText('已退 2,700.00 元').waitFor();
  expect(await debts()).toMatchObject({ refundFen: 0, refunds: [] });
});
