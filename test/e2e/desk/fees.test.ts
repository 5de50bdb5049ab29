import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue } from '../../../electron/service/practice/generate/catalogue.ts';
import { answerFileDialog, ask, loadFees } from '../../demo/journey.ts';
import { type Application, startApplication } from '../application/application.ts';
import { openPatient, practiceFile, signIn } from './clerk.ts';

let application: Application;
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'onestop-fees-'));
  application = await startApplication();
});
afterAll(async () => {
  await application.close();
  await rm(scratch, { recursive: true, force: true });
});

/** What the practice hospital charges for, as a county's catalogue; one drug stands in it under a name of its own. */
async function catalogueFile(): Promise<string> {
  const items = [...catalogue.A, ...catalogue.B].filter(({ code }) => code !== 'XY0006');
  const rows = items.map(({ code, name, catalogueClass, ratio }) =>
    [code, name, catalogueClass, ratio, '', '2026-01-01', ''].join(','),
  );
  const own = 'XJ01DC,注射用头孢呋辛钠,乙,10%,,2026-01-01,';
  const file = join(scratch, '2026年目录.csv');
  await writeFile(
    file,
    ['目录编码,项目名称,目录等级,先行自付比例,限价,开始日期,结束日期', ...rows, own].join('\n'),
  );
  return file;
}

test('the information office takes in a catalogue and matches an item by one key', async () => {
  const { window } = application;
  await signIn(application, '4');
  await window.getByRole('navigation', { name: '房间' }).getByText('管理').click();
  await window.keyboard.press('F10');
  await window.getByLabel('起用日期').fill('2026-01-01');
  await answerFileDialog(application, await catalogueFile());
  await window.getByRole('button', { name: '选择目录文件' }).press('Enter');
  await window.getByText(/已导入 \d+ 项，2026-01-01 起用/).waitFor();
  const matching = window.getByRole('region', { name: '项目对照' });
  const field = matching.getByRole('textbox');
  const chosen = matching.getByRole('listitem').and(window.locator('[aria-current]'));
  await field.focus();
  for (let more = 20; more > 0 && !(await chosen.innerText()).includes('XY0006'); more -= 1) {
    await field.press('ArrowDown');
  }
  await matching.getByText('注射用头孢呋辛钠').waitFor();
  const before = (await ask(application, 'catalogue.state', {})).unmatchedCount!;
  await field.press('1');
  await expect
    .poll(async () => (await ask(application, 'catalogue.state', {})).unmatchedCount)
    .toBe(before - 1);
});

test('F3 shows a stay’s lines, what nobody matched and what stands outside the catalogue, all by key', async () => {
  const { window } = application;
  await ask(application, 'staff.signOut', {});
  await window.reload();
  await signIn(application, '1');
  await openPatient(application, '王秀英');
  await window.getByText(/费用明细 214 项 · 未匹配 \d+/).waitFor();
  await window.keyboard.press('F3');
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: '再加一份清单' }).waitFor();
  await window.keyboard.press('2');
  const lines = dialog.getByRole('grid', { name: '费用明细' });
  await lines.getByText('2026-02-09').first().waitFor();
  // Only what is seen is drawn.
  expect(await lines.getByRole('row').count()).toBeLessThan(60);
  await window.keyboard.press('End');
  await expect.poll(() => lines.getByRole('row').last().getAttribute('aria-rowindex')).toBe('215');
  await expect.poll(() => lines.getByRole('row').last().innerText()).not.toContain('…');
  await window.keyboard.press('6');
  await dialog.getByText(/目录外 5\.8%（控制线 10%）/).waitFor();
  const first = dialog.getByRole('grid', { name: '目录外' }).getByRole('row').nth(1);
  expect(await first.innerText()).toContain('进口康复辅具');
  await window.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await window.getByRole('region', { name: '患者' }).getByText('王秀英').first().waitFor();
});

test('a file of which some lines are there already adds what is new of it by Enter', async () => {
  const { window } = application;
  await openPatient(application, '孙玉兰');
  await loadFees(application, practiceFile('ZY26020011-1.csv'));
  await window.getByText('费用明细 37 项').waitFor();
  const text = await readFile(practiceFile('ZY26020011-1.csv'), 'utf8');
  const rows = text.split('\r\n').filter((row) => !row.startsWith('合计') && row !== '');
  const longer = join(scratch, 'ZY26020011-3.csv');
  await writeFile(longer, [...rows, 'FW120100002,一级护理,护理,甲,,,30.00,1,30.00,2026-02-20'].join('\r\n'));
  await window.keyboard.press('F3');
  const dialog = window.getByRole('dialog');
  await answerFileDialog(application, longer);
  await dialog.getByRole('button', { name: '再加一份清单' }).press('Enter');
  await dialog.getByText(/37 行与已导入的相同，另有 1 行是新的/).waitFor();
  await window.keyboard.press('Enter');
  await window.getByText('费用明细 38 项').waitFor();
  const { hits } = await ask(application, 'people.search', { text: '孙玉兰' });
  const { stays } = await ask(application, 'people.card', { personId: hits[0]!.personId });
  const stay = await ask(application, 'stays.get', { stayId: stays[0]!.stayId });
  expect(stay.feeLists.map(({ itemCount }) => itemCount)).toEqual([37, 1]);
});
