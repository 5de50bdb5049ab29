import axe from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patients } from '../../electron/service/practice/patients.ts';
import { payersOf } from '../demo/journey.ts';
import { type Application, startApplication } from './application/application.ts';
import { openPatient, search, signIn } from './desk/clerk.ts';

/* Every screen of the application under axe: nothing serious and nothing critical on any of them. */

let application: Application;
beforeAll(async () => {
  application = await startApplication();
});
afterAll(() => application.close());

/** What axe finds on the screen as it stands, each with the first place where it was found. */
async function faults(screen: string): Promise<string[]> {
  const { window } = application;
  // Evaluated by the driver, because the page itself lets no script in.
  await window.evaluate(axe.source);
  const violations = await window.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as { axe: typeof axe };
    const result = await tool.run(document, { resultTypes: ['violations'] });
    return result.violations.map(({ id, impact, nodes }) => ({ id, impact, first: nodes[0]?.html ?? '' }));
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, first }) => `${screen}: ${id} ${first.slice(0, 200)}`);
}

const room = (name: string) =>
  application.window.getByRole('navigation', { name: '房间' }).getByRole('button', { name }).click();

/** Every page of the open room that has several. */
async function faultsOfPages(title: string): Promise<string[]> {
  const pages = application.window.getByRole('navigation', { name: title }).getByRole('button');
  const found: string[] = [];
  for (const page of await pages.all()) {
    await page.click();
    await expect.poll(() => page.getAttribute('aria-current')).toBe('page');
    found.push(...(await faults(await page.innerText())));
  }
  return found;
}

test('the sign-in screen', async () => {
  await application.window.getByText('练习账号').waitFor();
  expect(await faults('登录')).toEqual([]);
});

test('characters of names that few faces have are no boxes on the screen', async () => {
  const [box, ...rare] = await application.window.evaluate(() =>
    // The first belongs to nobody and will not for long.
    ['\u{3FFFD}', '𠮷', '䶮', '㵐', '𡒄'].map((character) => {
      const paper = Object.assign(document.createElement('canvas'), { width: 60, height: 60 });
      const pen = paper.getContext('2d')!;
      pen.font = `40px ${getComputedStyle(document.body).fontFamily}`;
      pen.fillText(character, 5, 45);
      return paper.toDataURL();
    }),
  );
  expect(new Set(rare).size).toBe(4);
  expect(rare).not.toContain(box);
});

test('the desk: empty, with hits, with a trial and its reasons, and its dialogs', async () => {
  const { window } = application;
  await signIn(application, '2');
  const field = window.getByRole('combobox', { name: '查找患者' });
  await field.waitFor();
  const found = await faults('空桌面');
  await field.fill('王');
  await window.getByRole('listbox', { name: '查到的人' }).waitFor();
  found.push(...(await faults('查到的人')));
  await openPatient(application, '王秀英');
  await payersOf(application).getByText('个人应付').waitFor();
  found.push(...(await faults('试算')));
  await window.keyboard.press('F5');
  await window.getByRole('region', { name: '为什么' }).waitFor();
  found.push(...(await faults('为什么')));
  await window.keyboard.press('F5');
  for (const key of ['F3', 'F6']) {
    await window.keyboard.press(key);
    await window.getByRole('dialog').waitFor();
    found.push(...(await faults(`结算 ${key}`)));
    await window.keyboard.press('Escape');
    await window.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  await search(application, patients.liuDefu.idNumber);
  await window.getByRole('heading', { name: '刘德福' }).first().waitFor();
  await window.keyboard.press('F10');
  await window.getByRole('dialog').getByText('电子票据号').waitFor();
  found.push(...(await faults('历次结算')));
  await window.keyboard.press('Escape');
  await window.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(found).toEqual([]);
});

test('the queue, what hangs on a row, and the way by stick', async () => {
  const { window } = application;
  await room('上传');
  await window.getByRole('region', { name: '上传记录' }).waitFor();
  const found = await faults('上传');
  await window
    .getByRole('button', { name: /查看|处理/ })
    .first()
    .click();
  await window.getByRole('dialog').waitFor();
  found.push(...(await faults('上传的一条记录')));
  await window.keyboard.press('Escape');
  await window.keyboard.press('F6');
  await window.getByRole('dialog').waitFor();
  found.push(...(await faults('U盘报送')));
  await window.keyboard.press('Escape');
  expect(found).toEqual([]);
});

test('every page of the room of papers, and who owes', async () => {
  await room('单据');
  const found = await faultsOfPages('单据');
  await room('欠费');
  await application.window.getByRole('grid', { name: '欠费的人' }).waitFor();
  found.push(...(await faults('欠费')));
  expect(found).toEqual([]);
});

test('every page of finance’s rooms', async () => {
  const { window } = application;
  await window.keyboard.press('Control+L');
  await signIn(application, '3');
  await window.getByRole('table', { name: /谁来付/ }).waitFor();
  const found = await faults('总览');
  for (const title of ['日结', '对账', '拨付', '报表']) {
    await room(title);
    found.push(...(await faultsOfPages(title)));
  }
  await room('转诊');
  found.push(...(await faults('转诊')));
  expect(found).toEqual([]);
});

test('nothing in the title line is cut, also with larger text, for whoever has most rooms', async () => {
  const { window, electron } = application;
  const show = async (width: number, zoom: number) => {
    await electron.evaluate(
      ({ BrowserWindow }, given) => {
        const [shown] = BrowserWindow.getAllWindows();
        shown!.setContentSize(given.width, 768);
        shown!.webContents.setZoomFactor(given.zoom);
      },
      { width, zoom },
    );
    await window.waitForFunction((wanted) => Math.abs(innerWidth - wanted) < 3, width / zoom);
  };
  /** What does not show all of its words. */
  const cut = () =>
    window.evaluate(() =>
      [document.querySelector('header')!, ...document.querySelectorAll('header *')]
        .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
        .map((one) => `${one.textContent} ${one.clientWidth}`),
    );
  for (const [width, zoom] of [
    [1366, 1],
    [1920, 1],
    [1366, 1.25],
    [1366, 1.5],
    [1366, 1],
  ] as const) {
    await show(width, zoom);
    expect(await cut()).toEqual([]);
  }
});

test('every page of the rooms of the information office', async () => {
  await application.window.keyboard.press('Control+L');
  await signIn(application, '4');
  await room('管理');
  const found = await faultsOfPages('管理');
  await room('政策');
  found.push(...(await faultsOfPages('政策工作台')));
  await room('更正');
  found.push(...(await faults('更正')));
  expect(found).toEqual([]);
});
