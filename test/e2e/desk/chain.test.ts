import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerFileDialog, ask, confirmAndPrint, payersOf } from '../../demo/journey.ts';
import { type Application, startApplication } from '../application/application.ts';
import { openPatient, practiceFile, search, signIn } from './clerk.ts';

let application: Application;
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'onestop-chain-'));
  application = await startApplication();
  await signIn(application, '1');
});
afterAll(async () => {
  await application.close();
  await rm(scratch, { recursive: true, force: true });
});

/** The registry corrects this one: the eligibility had ended before he was settled. */
async function correctedRoster(): Promise<string> {
  return rosterWith(/^(刘德福,[^,]+057X,.*?特困,2019-04-01),/m, '$1,2020-01-31');
}

async function rosterWith(entry: RegExp, corrected: string): Promise<string> {
  const text = await readFile(practiceFile('roster.csv'), 'utf8');
  const file = join(scratch, '更正名册.csv');
  await writeFile(file, text.replace(entry, corrected));
  return file;
}

async function importRoster(path: string) {
  await answerFileDialog(application, path);
  const file = await ask(application, 'files.choose', { purpose: 'roster' });
  const asOfDay = new Date().toISOString().slice(0, 10);
  const { fileToken } = file!;
  return ask(application, 'roster.import', { fileToken, asOfDay, leaveOutRefused: false });
}

/** By number: another patient has the same name. */
async function openLiuDefu(): Promise<void> {
  await search(application, '42991319550110057X');
  const person = application.window.getByRole('region', { name: '患者' });
  await person.getByRole('heading', { name: '刘德福' }).first().waitFor();
}

async function signInAs(digit: '1' | '2' | '3' | '4' | '5'): Promise<void> {
  await ask(application, 'staff.signOut', {});
  await application.window.reload();
  await signIn(application, digit);
  await expect.poll(() => ask(application, 'staff.session', {})).not.toBeNull();
}

async function newest(limit: number) {
  return ask(application, 'settlements.list', { day: null, limit });
}

test('F7 on a stay with a later settlement offers the chain, shows every difference, and settles the later one again', async () => {
  const { window } = application;
  await openLiuDefu();
  await payersOf(application).getByText('个人应付').waitFor();
  await confirmAndPrint(application, '刘德福', {});
  const [second, first] = await newest(2);
  await window.getByRole('list', { name: '住院' }).getByText('普外科').click();
  await payersOf(application).getByText('✓ 已结算').waitFor();
  await window.keyboard.press('F7');
  const dialog = window.getByRole('dialog');
  const table = dialog.getByRole('table');
  await table.getByText(first!.slipNumber).waitFor();
  const shown = await table.innerText();
  expect(shown).toContain(second!.slipNumber);
  expect(shown).toContain('只撤销');
  await dialog.getByLabel('原因').fill('第一次住院的费用清单录错');
  await dialog.getByLabel('复核人账号').fill('liuqiang');
  await dialog.getByLabel('复核人密码').fill('lianxi2020');
  await dialog.getByLabel('复核人密码').press('Enter');
  await dialog.getByText('✓ 已撤销 2 张，重新结算 1 张').waitFor();
  const written = (await newest(3)).toReversed();
  expect(written.map(({ kind }) => kind)).toEqual(['reversal', 'reversal', 'final']);
  await dialog.getByRole('button', { name: '打印 1 张新结算单' }).press('Enter');
  await expect
    .poll(async () => {
      const { settlementId } = written[2]!;
      return (await ask(application, 'documents.list', { kind: 'slip', subjectId: settlementId })).length;
    })
    .toBe(1);
  await dialog.getByRole('button', { name: '完成' }).press('Enter');
  // The first stay lies open again, tried out on top of the others.
  await payersOf(application).getByText('个人应付').waitFor();
  expect(await window.getByRole('list', { name: '住院' }).innerText()).toContain('未结算');
});

test('a corrected roster says quietly what it would change, and leads to the chain', async () => {
  const { window } = application;
  await signInAs('4');
  const report = await importRoster(await correctedRoster());
  expect(report.importId).not.toBeNull();
  const affected = await ask(application, 'corrections.affected', {});
  expect(affected.persons.map(({ personName }) => personName)).toEqual(['刘德福']);
  await signInAs('1');
  await openLiuDefu();
  const line = window.getByRole('region', { name: '患者' }).getByText('新名册与 1 笔结算不一致');
  await line.waitFor();
  await window.getByRole('button', { name: '查看' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByText('特困 → 普通居民').waitFor();
  const before = await newest(10);
  await dialog.getByRole('button', { name: '起撤销并重新结算' }).click();
  await dialog.getByText('核实过了，按普通居民重新结算').click();
  await dialog.getByText('患者应补').waitFor();
  await window.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await newest(10)).toEqual(before);
});

test('the lead sees whom the new roster concerns, with sums, and the way to each', async () => {
  const { window } = application;
  await signInAs('2');
  await window.getByRole('button', { name: '更正' }).click();
  const list = window.getByRole('region', { name: '受影响的人' });
  await list.getByText('刘德福').waitFor();
  const shown = await list.innerText();
  expect(shown).toContain('个人应付合计');
  expect(shown).not.toContain('42991319550110057X');
  await list.getByRole('button', { name: '查看 刘德福' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: '起撤销并重新结算' }).click();
  await dialog.getByText('核实过了，按普通居民重新结算').waitFor();
  await window.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});

test('who was settled as ordinary and is in the roster for that day is listed, and settled again from the list', async () => {
  const { window } = application;
  await signInAs('1');
  await openPatient(application, '赵桂兰');
  await window.getByRole('group', { name: '按普通居民结算' }).getByRole('button').click();
  await payersOf(application).getByText('个人应付').waitFor();
  await confirmAndPrint(application, '赵桂兰', {});
  await signInAs('4');
  await importRoster(await rosterWith(/^(赵桂兰,.*?低保,2018-01-01,)2020-05-31/m, '$1'));
  await signInAs('2');
  await window.getByRole('button', { name: '更正' }).click();
  await window.keyboard.press('F3');
  await window.getByText('还没有查找过').waitFor();
  await window.keyboard.press('F6');
  const list = window.getByRole('region', { name: '查到的人' });
  await list.getByText('按普通居民结算，名册后来认定低保').waitFor();
  await list.getByRole('button', { name: '重新结算 赵桂兰' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByText('应退患者').waitFor();
  await dialog.getByLabel('原因').fill('身份认定晚于结算');
  await dialog.getByLabel('复核人账号').fill('chenjing');
  await dialog.getByLabel('复核人密码').fill('lianxi2020');
  await dialog.getByLabel('复核人密码').press('Enter');
  await dialog.getByText('✓ 已撤销 1 张，重新结算 1 张').waitFor();
  await dialog.getByRole('button', { name: '完成' }).press('Enter');
  await window.getByText('没有待办的').waitFor();
  await window.getByText('落实率 100%').waitFor();
  const { cases } = await ask(application, 'leftOut.list', { state: 'corrected' });
  expect(cases).toHaveLength(1);
});

test('the lead works off what the new roster says otherwise, and the list counts what is left', async () => {
  const { window } = application;
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '帮扶' }).click();
  const kinds = window.getByRole('radiogroup', { name: '哪一类' });
  await kinds.getByText('有变动 2 / 2').click();
  const list = window.getByRole('region', { name: '要核对的人' });
  await list.getByText('身份原有：低保 2018-01-01 至 2020-05-31（名册）').waitFor();
  await list.getByLabel('选 赵桂兰').check();
  await window.getByRole('button', { name: '销号 1 人' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByLabel('结果').selectOption({ label: '已重新结算' });
  await dialog.getByLabel('核实的情况').fill('低保没有中断，已重新结算');
  await dialog.getByLabel('核实的情况').press('Enter');
  await kinds.getByText('有变动 1 / 2').waitFor();
  expect(await list.innerText()).not.toContain('赵桂兰');
  await window.getByText('已销号', { exact: true }).click();
  await list.getByText('已重新结算：低保没有中断，已重新结算').waitFor();
});

test('what somebody should look at is answered by finance and closed by the auditor', async () => {
  const { window } = application;
  await signInAs('3');
  await window.getByRole('button', { name: '更正' }).click();
  await window.keyboard.press('F4');
  await window.getByRole('button', { name: '登记死亡日期' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByLabel('身份证号').fill('42991319550110057X');
  await dialog.getByLabel('死亡日期').fill('2019-12-31');
  await dialog.getByLabel('依据').fill('公安户籍注销');
  await dialog.getByRole('button', { name: '登记' }).click();
  await dialog.getByText('已登记 2019-12-31').waitFor();
  await window.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await window.keyboard.press('F6');
  const list = window.getByRole('region', { name: '待核情况的清单' });
  const line = list.getByRole('row').filter({ hasText: '死亡日期之后' }).first();
  await line.getByText('刘德福').waitFor();
  await line.getByRole('button', { name: '答复' }).click();
  await dialog.getByLabel('核实的情况').fill('重名，登记错人');
  await dialog.getByLabel('核实的情况').press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await signInAs('5');
  await window.getByRole('button', { name: '更正' }).click();
  await window.keyboard.press('F4');
  await window.getByText('已答复', { exact: true }).click();
  await line.getByRole('button', { name: '办结' }).click();
  await dialog.getByLabel('办结意见').fill('同意');
  await dialog.getByLabel('办结意见').press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  const { findings } = await ask(application, 'irregularities.list', { state: 'closed' });
  expect(findings.map(({ kind }) => kind)).toEqual(['after_death']);
});
