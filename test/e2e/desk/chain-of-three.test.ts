import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, confirmAndPrint, loadFees, payersOf } from '../../demo/journey.ts';
import { type Application, startApplication } from '../application/application.ts';
import { practiceFile, search, signIn } from './clerk.ts';

/* Three stays of one person and one year, and the first of them was wrong. */

let application: Application;
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'onestop-three-'));
  application = await startApplication();
  await signIn(application, '1');
});
afterAll(async () => {
  await application.close();
  await rm(scratch, { recursive: true, force: true });
});

const idNumber = '42991319550110057X';
const newest = (limit: number) => ask(application, 'settlements.list', { day: null, limit });

async function openLiuDefu(): Promise<void> {
  await search(application, idNumber);
  const person = application.window.getByRole('region', { name: '患者' });
  await person.getByRole('heading', { name: '刘德福' }).first().waitFor();
}

/** Discharged two days after the last one, with fees of its own. */
async function thirdStay(): Promise<void> {
  const { hits } = await ask(application, 'people.search', { text: idNumber });
  await ask(application, 'stays.open', {
    requestId: v7(),
    personId: hits[0]!.personId,
    admissionNumber: 'ZY26030071',
    place: 'county',
    department: '呼吸内科',
    bed: '7床',
    admittedOn: '2026-01-20',
    dischargedOn: '2026-02-26',
    diagnoses: [{ code: 'J20.9', name: '急性支气管炎' }],
  });
  await openLiuDefu();
  await application.window.getByText('住院号 ZY26030071').waitFor();
  const fees = join(scratch, 'ZY26030071.csv');
  await copyFile(practiceFile('ZY26020012.csv'), fees);
  await loadFees(application, fees);
}

async function settled(): Promise<void> {
  await payersOf(application).getByText('个人应付').waitFor();
  await confirmAndPrint(application, '刘德福', {});
}

test('the first of three stays is reversed with both after it, which are settled again in their order', async () => {
  const { window } = application;
  await openLiuDefu();
  await settled();
  await thirdStay();
  await settled();
  const [third, second, first] = await newest(3);
  await window.getByRole('list', { name: '住院' }).getByText('普外科').click();
  await payersOf(application).getByText('✓ 已结算').waitFor();
  await window.keyboard.press('F7');
  const dialog = window.getByRole('dialog');
  const table = dialog.getByRole('table');
  await table.getByText(first!.slipNumber).waitFor();
  for (const { slipNumber } of [second!, third!]) expect(await table.innerText()).toContain(slipNumber);
  await dialog.getByLabel('原因').fill('第一次住院的费用清单录错');
  await dialog.getByLabel('复核人账号').fill('liuqiang');
  await dialog.getByLabel('复核人密码').fill('lianxi2020');
  await dialog.getByLabel('复核人密码').press('Enter');
  await dialog.getByText('✓ 已撤销 3 张，重新结算 2 张').waitFor();
  const written = (await newest(5)).toReversed();
  expect(written.map(({ kind }) => kind)).toEqual(['reversal', 'reversal', 'reversal', 'final', 'final']);
  const reversed = await Promise.all(
    written.slice(0, 3).map(({ settlementId }) => ask(application, 'settlements.get', { settlementId })),
  );
  // The last one first: each stood on those before it.
  const ids = [third!, second!, first!].map(({ settlementId }) => settlementId);
  expect(reversed.map(({ reversesId }) => reversesId)).toEqual(ids);
  await dialog.getByRole('button', { name: '完成' }).press('Enter');
  await payersOf(application).getByText('个人应付').waitFor();
});
