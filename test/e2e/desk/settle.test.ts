import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fen, formatYuan } from '../../../shared/money/fen.ts';
import { albumIn } from '../../demo/album.ts';
import { disagreements, holdingsOf, reckonOtherwise } from '../../demo/holdings.ts';
import {
  answerFileDialog,
  ask,
  confirmAndPrint,
  type JourneyEnd,
  payersOf,
  settleAsClerk,
  slipOf,
} from '../../demo/journey.ts';
import { type Application, startApplication } from '../application/application.ts';
import { openPatient, practiceFile, search } from './clerk.ts';

let application: Application;
let scratch: string;
let end: JourneyEnd;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'onestop-desk-'));
  application = await startApplication();
  const patient = { name: '马永', feeFile: practiceFile('ZY26020012.csv') };
  end = await settleAsClerk(application, patient, albumIn(scratch));
});
afterAll(async () => {
  await application.close();
  await rm(scratch, { recursive: true, force: true });
});

describe('a stay settled by keyboard from sign-in to acknowledgement', () => {
  test('is held by the platform exactly once and to the fen', async () => {
    const { settlement } = end;
    const held = await holdingsOf(application.userDataFolder, settlement.settlementId);
    expect(disagreements(settlement, held)).toEqual([]);
    expect(settlement.cost.totalFen).toBe(9_030_000);
    expect(settlement.personalFen).toBe(500_000);
  });

  test('has a slip that says what the screen said, in digits and in capitals', async () => {
    const { text } = await extractText(await getDocumentProxy(end.slip.pdf.slice()), { mergePages: true });
    const slip = text.replaceAll(/\s/g, '');
    const { settlement } = end;
    expect(slip).toContain(settlement.slipNumber);
    expect(slip).toContain(settlement.personalCapital);
    for (const { payFen } of settlement.layers) expect(slip).toContain(formatYuan(payFen));
    expect(slip).toContain('非真实单据');
    expect(slip).not.toContain('补打');
  });

  test('prints a second time only with a reason, and the copy says so', async () => {
    const { window } = application;
    await window.keyboard.press('F8');
    const dialog = window.getByRole('dialog');
    await dialog.getByLabel('原因').fill('患者遗失');
    await dialog.getByRole('button', { name: '补打' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const copies = () =>
      ask(application, 'documents.list', { kind: 'slip', subjectId: end.settlement.settlementId });
    await expect.poll(async () => (await copies()).length).toBe(2);
    const copy = await slipOf(application, end.settlement.settlementId, 1);
    const { text } = await extractText(await getDocumentProxy(copy.pdf.slice()), { mergePages: true });
    expect(text.replaceAll(/\s/g, '')).toContain('补打第1次');
    expect(copy.sha256).not.toBe(end.slip.sha256);
  });
});

describe('bad input at the desk', () => {
  test('a number with a wrong check digit is refused in place with what to do', async () => {
    const { window } = application;
    await search(application, '110105194912310021');
    const sentence = await window.getByRole('alert').innerText();
    expect(sentence).toContain('校验');
  });

  test('a fee file whose items do not make its total is refused whole', async () => {
    const { window } = application;
    await openPatient(application, '王䶮');
    // GB18030, as hospital systems write it; only digits are changed.
    const whole = await readFile(practiceFile('ZY26020010.csv'), 'latin1');
    const faulty = join(scratch, 'faulty.csv');
    await writeFile(faulty, whole.replace(',6220.00', ',99999.99'), 'latin1');
    await answerFileDialog(application, faulty);
    await window.keyboard.press('F3');
    const alert = window.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('99,999.99');
    const { stays } = await cardOf('王䶮');
    const stay = await ask(application, 'stays.get', { stayId: stays[0]!.stayId });
    expect(stay.feeLists).toEqual([]);
  });

  test('somebody whose eligibility ended is settled as an ordinary resident only after an explicit choice', async () => {
    const { window } = application;
    await openPatient(application, '赵桂兰');
    const choice = window.getByRole('group', { name: '按普通居民结算' });
    await choice.waitFor();
    expect(await window.getByText('个人应付').count()).toBe(0);
    await choice.getByRole('button').click();
    await window.getByRole('region', { name: '谁来付' }).getByText('个人应付').waitFor();
  });
});

describe('a double confirmation', () => {
  test('settles once', async () => {
    const { window } = application;
    await openPatient(application, '李建国');
    const payers = window.getByRole('region', { name: '谁来付' });
    await payers.getByText('个人应付').waitFor();
    await window.keyboard.press('F9');
    const button = window.getByRole('dialog').getByRole('button', { name: '确认结算并打印' });
    await button.dblclick();
    await payers.getByText('✓ 已结算').waitFor();
    const all = await ask(application, 'settlements.list', { day: null, limit: 200 });
    expect(all.filter(({ personName }) => personName === '李建国')).toHaveLength(1);
  });
});

describe('a centre that reckons otherwise', () => {
  test('leaves our amounts, and the window shows both beside each other', async () => {
    const difference = { admissionNumber: 'ZY26020006', field: 'hifp_pay', moreFen: 12_345 } as const;
    await reckonOtherwise(application.userDataFolder, difference);
    const { hits } = await ask(application, 'people.search', { text: '努尔艾力' });
    const { name } = hits[0]!;
    await openPatient(application, name);
    await payersOf(application).getByText('个人应付').waitFor();
    const { settlement } = await confirmAndPrint(application, name, {});
    const table = application.window.getByRole('table', { name: '中心的金额与本窗口不同' });
    const row = table.getByRole('row', { name: '基本医疗保险' });
    const ours = settlement.layers.find(({ layer }) => layer === 'basic_insurance')!.payFen;
    const cells = await row.getByRole('cell').allInnerTexts();
    expect(cells).toEqual([formatYuan(ours), formatYuan(fen(ours + 12_345))]);
    expect(settlement.upload.state).toBe('done');
  });
});

describe('a reversal', () => {
  test('is refused with the own account as second person, done with another, and reaches the platform', async () => {
    const { window } = application;
    await openPatient(application, '王秀英');
    const payers = window.getByRole('region', { name: '谁来付' });
    await payers.getByText('个人应付').waitFor();
    await window.keyboard.press('F9');
    await window.getByRole('dialog').getByRole('button', { name: '确认结算并打印' }).click();
    await payers.getByText('✓ 已结算').waitFor();
    const { practiceAccounts } = await ask(application, 'hospital.status', {});
    const account = (role: string) => practiceAccounts.find((one) => one.role === role)!;

    await window.keyboard.press('F7');
    const dialog = window.getByRole('dialog');
    await dialog.getByLabel('原因').fill('录错费用清单');
    await dialog.getByLabel('复核人账号').fill(account('clerk').login);
    await dialog.getByLabel('复核人密码').fill(account('clerk').password);
    await dialog.getByRole('button', { name: '撤销这笔结算' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('复核人账号').fill(account('cashier_lead').login);
    await dialog.getByLabel('复核人密码').fill(account('cashier_lead').password);
    await dialog.getByRole('button', { name: '撤销这笔结算' }).click();
    await payers.getByText('✓ 已撤销结算').waitFor();
    await payers.getByText('中心编号').waitFor();

    const [reversal] = await ask(application, 'settlements.list', { day: null, limit: 1 });
    const record = await ask(application, 'settlements.get', { settlementId: reversal!.settlementId });
    expect(record.personalFen).toBe(-500_000);
    const held = await holdingsOf(application.userDataFolder, record.settlementId);
    expect(disagreements(record, held)).toEqual([]);
  });
});

async function cardOf(name: string) {
  const { hits } = await ask(application, 'people.search', { text: name });
  return ask(application, 'people.card', { personId: hits[0]!.personId });
}
