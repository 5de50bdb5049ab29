import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { ask } from '../demo/journey.ts';
import {
  type Application,
  newUserDataFolder,
  spawnApplication,
  startApplication,
  patienceMs,
} from './application/application.ts';
import { isRunning, processIdsOf } from './application/processes.ts';
import { openPatient, signIn } from './desk/clerk.ts';

/* How the application starts, is started twice, loses parts of itself, and ends. */

/** Looks again until the fact is there. */
async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  while (!(await fact())) {
    if (Date.now() > giveUpAt) throw new Error('waited in vain');
    await pause(20);
  }
}

const status = ({ window }: Application) =>
  window.evaluate(() => (window as unknown as { onestop: Bridge }).onestop.request('hospital.status', {}));

describe('a running application', () => {
  let application: Application;
  beforeAll(async () => {
    application = await startApplication();
  });
  afterAll(() => application?.close());

  test('fits the smallest screen and opens the practice hospital', async () => {
    const size = await application.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getSize(),
    );
    expect(size?.[0]).toBeLessThanOrEqual(1366);
    expect(size?.[1]).toBeLessThanOrEqual(768);
    expect(await status(application)).toMatchObject({ ok: true, value: { practice: true } });
  });

  test('shows all text larger with Ctrl and +, after the page was loaded again too, and as usual with Ctrl 0', async () => {
    const { window } = application;
    const width = () => window.evaluate(() => innerWidth);
    // Keys of the driver go to the page alone; these come the way of the keyboard.
    const press = (keyCode: string) =>
      application.electron.evaluate(({ BrowserWindow }, key) => {
        const [first] = BrowserWindow.getAllWindows();
        first?.webContents.sendInputEvent({ type: 'keyDown', keyCode: key, modifiers: ['control'] });
      }, keyCode);
    const usual = await width();
    await press('=');
    await press('=');
    await expect.poll(width).toBeLessThan(usual / 1.2);
    const kept = readFileSync(join(application.userDataFolder, 'text-size.json'), 'utf8');
    expect(kept).toBe('1.25');
    await window.reload();
    await expect.poll(width).toBeLessThan(usual / 1.2);
    await press('0');
    await expect.poll(width).toBe(usual);
  });

  test('is brought to the front by a second start, which says so and ends', async () => {
    await application.electron.evaluate(({ app }) => {
      app.once('second-instance', () => Object.assign(globalThis, { startedTwice: true }));
    });
    const { ended } = spawnApplication(application.userDataFolder);
    const { code, output } = await ended;
    expect(code).toBe(0);
    expect(output).toContain('一站通已经打开，已切换到它的窗口。');
    const told = () =>
      application.electron.evaluate(() => (globalThis as { startedTwice?: boolean }).startedTwice === true);
    await until(told);
    expect(await told()).toBe(true);
    expect(await status(application)).toMatchObject({ ok: true });
  });

  test('starts a killed service again, and tells the window', async () => {
    await application.window.evaluate(() => {
      const { onestop } = window as unknown as { onestop: Bridge };
      const states: string[] = [];
      Object.assign(window, { states });
      onestop.on('service.state', ({ state }) => void states.push(state));
    });
    const [before] = await processIdsOf(application, 'service');
    process.kill(before!, 'SIGKILL');
    const states = () =>
      application.window.evaluate(() => (window as unknown as { states: string[] }).states);
    await until(async () => (await states()).includes('running'));
    expect(await states()).toEqual(['restarting', 'running']);
    expect(await status(application)).toMatchObject({ ok: true });
    const [after] = await processIdsOf(application, 'service');
    expect(after).not.toBe(before);
  });

  test('starts a killed practice platform again where it was', async () => {
    const addresses = () =>
      readFileSync(join(application.userDataFolder, 'logs/main.log'), 'utf8').match(
        /http:\/\/127\.0\.0\.1:\d+/g,
      ) ?? [];
    const [pid] = await processIdsOf(application, 'practicePlatform');
    process.kill(pid!, 'SIGKILL');
    await until(() => addresses().length === 2);
    expect(addresses()[1]).toBe(addresses()[0]);
  });

  test('loads a page again that crashed, with the same account, the same patient and what was typed', async () => {
    await signIn(application, '1');
    await openPatient(application, '王秀英');
    const kept = async () => Object.keys((await ask(application, 'drafts.read', {})).drafts);
    await application.window.keyboard.press('F6');
    await application.window.getByRole('dialog').getByLabel('床位').fill('加床7');
    await until(async () => {
      const names = await kept();
      return names.includes('desk') && names.some((name) => name.startsWith('stay:'));
    });
    const loaded = application.window.waitForEvent('load');
    await application.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await loaded.catch(() => undefined);
    // The driver does not find its way back to a page that crashed; the application itself does.
    const patient = () =>
      application.electron.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        if (!contents || contents.isCrashed() || contents.isLoading()) return undefined;
        const heading = 'document.querySelector("[aria-label=患者] h2")?.textContent';
        return (await contents.executeJavaScript(heading)) as string | undefined;
      });
    await until(async () => (await patient()) !== undefined);
    expect(await patient()).toContain('王秀英');
    const bed = () =>
      application.electron.evaluate(
        ({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(`{
            const field = [...document.querySelectorAll('[role=dialog] input')].find(({ value }) => value === '加床7');
            if (field === undefined && document.querySelector('[role=dialog]') === null) {
              document.documentElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'F6', code: 'F6', bubbles: true }));
            }
            field?.value;
          }`) as Promise<string | undefined>,
      );
    await until(async () => (await bed()) !== undefined);
    expect(await bed()).toBe('加床7');
  });
});

/** The practice platform starts after the first picture. */
async function programsOf(application: Application): Promise<number[]> {
  await status(application);
  const platform = () => processIdsOf(application, 'practicePlatform');
  await expect.poll(platform).toHaveLength(1);
  return [...(await processIdsOf(application, 'service')), ...(await platform())];
}

test('a closed application leaves no process behind', async () => {
  const application = await startApplication();
  const pids = await programsOf(application);
  await application.close();
  await until(() => !pids.some(isRunning));
  expect(pids.filter(isRunning)).toEqual([]);
});

test('an application that is killed leaves no process behind', async () => {
  const userDataFolder = await newUserDataFolder();
  const application = await startApplication({ userDataFolder });
  const pids = await programsOf(application);
  application.electron.process().kill('SIGKILL');
  await until(() => !pids.some(isRunning));
  expect(pids.filter(isRunning)).toEqual([]);
  rmSync(userDataFolder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

test('it saves a picture of its window and ends', async () => {
  const userDataFolder = await newUserDataFolder();
  const picture = join(userDataFolder, 'pictures/window.png');
  const { ended } = spawnApplication(userDataFolder, [`--picture=${picture}`, '--exit-after-picture']);
  expect((await ended).code).toBe(0);
  expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG');
  expect(statSync(picture).size).toBeGreaterThan(10_000);
  rmSync(userDataFolder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

describe('a start that cannot go well', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'onestop-bad-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

  test('a data folder without its key is left as it is, the window says what to do, and the exit code tells', async () => {
    const data = join(folder, 'moved');
    mkdirSync(data);
    writeFileSync(join(data, 'hospital.sqlite'), 'facts of another machine');
    const application = await startApplication({ args: [`--data=${data}`] });
    await application.window.getByText('没有它的密钥').first().waitFor();
    expect(await status(application)).toMatchObject({ ok: false, error: { code: 'key_missing' } });
    await application.close();
    expect(readdirSync(data)).toEqual(['hospital.sqlite']);
    expect(readFileSync(join(data, 'hospital.sqlite'), 'utf8')).toBe('facts of another machine');

    const { ended } = spawnApplication(join(folder, 'ud'), [
      `--data=${data}`,
      `--picture=${join(folder, 'bad.png')}`,
      '--exit-after-picture',
    ]);
    expect((await ended).code).toBe(1);
    expect(existsSync(join(folder, 'bad.png'))).toBe(true);
  });

  test('a damaged database is refused with a sentence, and left as it is', async () => {
    const userDataFolder = join(folder, 'damaged');
    const first = await startApplication({ userDataFolder });
    expect(await status(first)).toMatchObject({ ok: true });
    await first.close();
    const practice = join(userDataFolder, 'practice');
    const name = readdirSync(practice).find((file) => file.endsWith('.sqlite') || file.endsWith('.db'));
    const file = join(practice, name!);
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 0, 8192);
    writeFileSync(file, bytes);
    const second = await startApplication({ userDataFolder });
    const answer = await status(second);
    expect(answer.ok).toBe(false);
    await second.window
      .getByText((answer as { error: { sentence: string } }).error.sentence)
      .first()
      .waitFor();
    await second.close();
    expect(Buffer.compare(readFileSync(file), bytes)).toBe(0);
  });
});
