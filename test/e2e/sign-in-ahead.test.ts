import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ask } from '../demo/journey.ts';
import { type Application, startApplication } from './application/application.ts';

/** What is typed into the sign-in before the program of the page is there. */

interface Held {
  held: (() => void)[];
  isLetGo: boolean;
}

let application: Application;

beforeAll(async () => {
  application = await startApplication();
  await application.window.getByText('练习账号').waitFor();
});

afterAll(() => application.close());

beforeEach(async () => {
  await ask(application, 'staff.signOut', {});
  await holdProgram();
  await application.window.reload({ waitUntil: 'commit' });
  await application.window.locator('input[name="login"]:focus').waitFor();
});

const login = () => application.window.getByRole('textbox', { name: '账号' });
const focusedName = () =>
  application.window.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name);

/** The page's own program is asked for, and does not come until it is let go. */
async function holdProgram(): Promise<void> {
  await application.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const held: (() => void)[] = [];
    Object.assign(globalThis, { held, isLetGo: false });
    window?.webContents.session.webRequest.onBeforeRequest(({ url }, answer) => {
      if (url.includes('/assets/start-')) held.push(() => answer({}));
      else answer({});
    });
  });
}

/** Asked until it was: an answer of the program may be lost on its way to the test. */
async function letProgramCome(): Promise<void> {
  const isLetGo = () =>
    application.electron.evaluate(({ BrowserWindow }) => {
      const known = globalThis as unknown as Held;
      const [window] = BrowserWindow.getAllWindows();
      if (known.held.length > 0 && !known.isLetGo) {
        window?.webContents.session.webRequest.onBeforeRequest((_request, answer) => answer({}));
        known.isLetGo = true;
        for (const letGo of known.held) letGo();
      }
      return known.isLetGo;
    });
  await expect.poll(isLetGo).toBe(true);
}

test('account, Enter, password, Enter sign in as soon as the program is there', async () => {
  const { keyboard } = application.window;
  await keyboard.type('zhangmin');
  await keyboard.press('Enter');
  expect(await focusedName()).toBe('password');
  await keyboard.type('lianxi2020');
  await keyboard.press('Enter');
  expect(await login().inputValue()).toBe('zhangmin');
  expect(await ask(application, 'staff.session', {})).toBeNull();
  await letProgramCome();
  await application.window.getByRole('navigation', { name: '房间' }).waitFor();
  expect(await ask(application, 'staff.session', {})).toMatchObject({ login: 'zhangmin' });
});

test('whoever is in the middle of a name goes on in the same field, and nothing takes the cursor away', async () => {
  const { window } = application;
  await window.keyboard.type('zhang');
  const before = await login().boundingBox();
  await letProgramCome();
  await window.getByText('练习账号').waitFor();
  await window.keyboard.type('min');
  expect(await login().inputValue()).toBe('zhangmin');
  const after = await login().boundingBox();
  expect([after?.x, after?.width, after?.height]).toEqual([before?.x, before?.width, before?.height]);
});

test('what was typed ahead is there once: the next sign-in is empty', async () => {
  const { window } = application;
  await window.keyboard.type('zhangmin');
  await window.keyboard.press('Enter');
  await window.keyboard.type('lianxi2020');
  await window.keyboard.press('Enter');
  await letProgramCome();
  await window.getByRole('navigation', { name: '房间' }).waitFor();
  await window.keyboard.press('Control+L');
  await login().waitFor();
  expect(await login().inputValue()).toBe('');
  expect(await window.getByLabel('密码', { exact: true }).inputValue()).toBe('');
});
