import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bringFreeCareIntoForce, openFreeStay } from '../../demo/free-care.ts';
import { ask, loadFees, payersOf, slipOf } from '../../demo/journey.ts';
import { type Application, startApplication } from '../application/application.ts';
import { openPatient, practiceFile, search, signIn } from './clerk.ts';

let application: Application;
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'onestop-outpatient-'));
  application = await startApplication();
  await signIn(application, '1');
});
afterAll(async () => {
  await application.close();
  await rm(scratch, { recursive: true, force: true });
});

const payers = () => payersOf(application);

/** The newest settlement, and the words of its slip without blanks. */
async function newest() {
  const [row] = await ask(application, 'settlements.list', { day: null, limit: 1 });
  const settlement = await ask(application, 'settlements.get', { settlementId: row!.settlementId });
  const { pdf } = await slipOf(application, settlement.settlementId);
  const { text } = await extractText(await getDocumentProxy(pdf.slice()), { mergePages: true });
  return { settlement, slip: text.replaceAll(/\s/g, '') };
}

async function settleByEnter(): Promise<void> {
  await payers().getByText('个人应付').waitFor();
  // What the platform says of the year may bring another trial, and no key settles by the one that goes.
  await application.window.getByText('正在向平台核对本年累计').waitFor({ state: 'hidden' });
  const next = application.window.getByRole('button', { name: '结算并打印' });
  await expect.poll(() => next.isEnabled()).toBe(true);
  await application.window.keyboard.press('Enter');
  await payers().getByText('✓ 已结算').waitFor();
  await payers().getByText('打印').waitFor();
}

describe('a visit for a chronic disease', () => {
  test('is registered for the disease that counts, with its limits in sight, and gets its fees', async () => {
    const { window } = application;
    await openPatient(application, '孙玉兰');
    await window.keyboard.press('F12');
    const dialog = window.getByRole('dialog');
    const standing = dialog.getByRole('list', { name: '门诊慢特病资格' });
    await standing.getByText('当月限额 300.00，已用 0.00，还剩 300.00').waitFor();
    expect(await standing.getByRole('radio').isChecked()).toBe(true);
    await dialog.getByLabel('门诊号').fill('MZ26020001');
    await dialog.getByLabel('科室').fill('内分泌门诊');
    await dialog.getByLabel('就诊日期').fill('2026-02-27');
    await dialog.getByRole('button', { name: '登记就诊' }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await window.getByRole('region', { name: '费用' }).getByText('门诊号 MZ26020001').waitFor();
    await loadFees(application, practiceFile('MZ26020001.csv'));
    await payers().getByText('个人应付').waitFor();
    await window.getByText('医保平台试算与本窗口一致').waitFor();
    await window.keyboard.press('Escape');
  });

  test('is settled by a scan and two keys, and its slip says what is left of the limit', async () => {
    const { window } = application;
    const { hits } = await ask(application, 'people.search', { text: '孙玉兰' });
    const { idNumber } = await ask(application, 'people.reveal', { personId: hits[0]!.personId });
    await search(application, idNumber);
    await settleByEnter();
    const { settlement, slip } = await newest();
    expect(settlement.layers.find(({ layer }) => layer === 'outpatient_insurance')?.payFen).toBe(21_670);
    expect(settlement.personalFen).toBe(3_774);
    expect(settlement.payments).toMatchObject([{ means: 'cash', amountFen: 3_774 }]);
    for (const words of [
      '门诊号：MZ26020001',

      '2型糖尿病',
      '还剩83.30',
      '这次看门诊一共花了377.40元',
      '校验码',
    ])
      expect(slip).toContain(words);
    const { stays, year } = await ask(application, 'people.card', { personId: hits[0]!.personId });
    expect(stays.find(({ visitType }) => visitType === 'outpatient')?.state).toBe('settled');
    // The one in another hospital: a visit is none.
    expect(year.stays).toBe(1);
    await payers().getByText('中心编号').waitFor();
    await window.getByRole('note', { name: '门诊慢特病' }).getByText('还剩 83.30').waitFor();
  });
});

async function signInAs(digit: '1' | '4'): Promise<void> {
  await ask(application, 'staff.signOut', {});
  await application.window.reload();
  await signIn(application, digit);
  await expect.poll(() => ask(application, 'staff.session', {})).not.toBeNull();
}

describe('a stay that is free of charge', () => {
  test('says so when its fees are entered, settles to zero, and screen and slip name payer and clause', async () => {
    const { window } = application;
    await signInAs('4');
    await bringFreeCareIntoForce(application, scratch);
    await signInAs('1');
    await openFreeStay(application, scratch);
    const said = /本次费用免费，不得收取：由免费救治承担（.*二（二）6）/;
    await window.getByRole('region', { name: '费用' }).getByText(said).waitFor();
    await payers().getByText('免费救治').waitFor();
    await settleByEnter();
    const { settlement, slip } = await newest();
    expect(settlement.personalFen).toBe(0);
    expect(settlement.payments).toEqual([]);
    expect(await payers().innerText()).toMatch(/免费救治[\s\S]*二（二）6/);
    expect(slip).toMatch(/二（二）6免费，由免费救治承担，任何人不得向您收取/);
    expect(slip).toContain('您这次不用付钱');
  });
});
