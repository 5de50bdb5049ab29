import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { type Application, startApplication } from './application/application.ts';
import { attempt } from './application/attempt.ts';

/* Tries to break each rule that keeps the window where it is, from inside the real window of the real application. */

let application: Application;
beforeAll(async () => {
  application = await startApplication();
});
afterAll(async () => {
  await application?.close();
});

const ask = (name: string, input: unknown = {}) =>
  application.window.evaluate(
    ([name, input]) =>
      (window as unknown as { onestop: Bridge }).onestop.request(
        name as 'hospital.status',
        input as Record<string, never>,
      ),
    [name, input] as const,
  );

describe('the page', () => {
  test('finds nothing of Node or Electron', async () => {
    const found = await attempt(application, (names) => names.filter((name) => name in globalThis), [
      'require',
      'process',
      'module',
      'exports',
      'Buffer',
      'global',
      '__dirname',
      'electron',
      'ipcRenderer',
    ]);
    expect(found).toEqual([]);
  });

  test('runs in a sandbox, apart from the preload script, without webviews and without a session on the disk', async () => {
    const facts = await application.electron.evaluate(({ BrowserWindow, Menu }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window!.webContents as Electron.WebContents & {
        getLastWebPreferences(): Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } =
        contents.getLastWebPreferences();
      return {
        preferences: {
          sandbox,
          contextIsolation,
          nodeIntegration,
          webviewTag: webviewTag ?? false,
          webSecurity,
        },
        spellChecker: contents.session.isSpellCheckerEnabled(),
        isPersistent: contents.session.isPersistent(),
        storagePath: contents.session.getStoragePath(),
        menu: Menu.getApplicationMenu(),
      };
    });
    expect(facts).toEqual({
      preferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        webSecurity: true,
      },
      spellChecker: false,
      isPersistent: false,
      storagePath: null,
      menu: null,
    });
  });

  test('cannot open developer tools once the application is packaged', async () => {
    const [isPackaged, isOpened] = await application.electron.evaluate(async ({ app, BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window!.webContents.openDevTools({ mode: 'detach', activate: false });
      await new Promise((done) => setTimeout(done, 500));
      const opened = window!.webContents.isDevToolsOpened();
      window!.webContents.closeDevTools();
      return [app.isPackaged, opened];
    });
    expect(isPackaged && isOpened).toBe(false);
  });

  test('comes with its policy and is neither guessed at nor stored', async () => {
    const headers = await application.electron.evaluate(async ({ BrowserWindow }) => {
      const { session } = BrowserWindow.getAllWindows()[0]!.webContents;
      return Object.fromEntries((await session.fetch('app://window/index.html')).headers);
    });
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
  });
});

describe('the bridge', () => {
  test('is two functions, frozen, and cannot be put out of place', async () => {
    const facts = await attempt(application, () => {
      const page = window as unknown as { onestop: Bridge };
      const before = page.onestop;
      const attempts = [
        () => Object.assign(window, { onestop: { request: () => 'forged' } }),
        () => Object.defineProperty(window, 'onestop', { value: {} }),
        () => Object.assign(before, { request: () => 'forged' }),
        () => Object.defineProperty(before, 'more', { value: 1 }),
        () => Reflect.deleteProperty(window, 'onestop') || Reflect.deleteProperty(before, 'request'),
        () => Object.setPrototypeOf(before, { request: () => 'forged' }),
      ];
      for (const attempt of attempts) {
        try {
          attempt();
        } catch {
          // Refused, as it should be.
        }
      }
      return {
        same: page.onestop === before,
        names: Object.keys(page.onestop).toSorted(),
        frozen: Object.isFrozen(page.onestop),
        kinds: Object.values(page.onestop).map((value) => typeof value),
      };
    });
    expect(facts).toEqual({
      same: true,
      names: ['on', 'request'],
      frozen: true,
      kinds: ['function', 'function'],
    });
  });

  test.each(['nothing.such', '__proto__', 'constructor', 'toString', 'host.prepareSlip', ''])(
    'knows no request %j',
    async (name) => {
      expect(await ask(name)).toMatchObject({ ok: false, error: { code: 'request_unknown' } });
    },
  );

  test('is not moved by a page that bends what everything is made of', async () => {
    const answer = await attempt(application, async () => {
      const hasOwn = Object.hasOwn;
      Object.hasOwn = () => true;
      const everything = Object.getPrototypeOf({}) as object;
      Object.defineProperty(everything, 'host.prepareSlip', { value: {}, configurable: true });
      try {
        const page = window as unknown as { onestop: Bridge };
        return await page.onestop.request('host.prepareSlip' as 'hospital.status', {});
      } finally {
        Object.hasOwn = hasOwn;
        Reflect.deleteProperty(everything, 'host.prepareSlip');
      }
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'request_unknown' } });
  });

  test('carries no function, no bottomless value, nothing huge, and still answers afterwards', async () => {
    const codes = await attempt(application, async () => {
      const { onestop } = window as unknown as { onestop: Bridge };
      const round: Record<string, unknown> = {};
      round['round'] = round;
      const inputs = [{ text: () => 1 }, round, { text: 'x'.repeat(3_000_000) }, { text: Symbol('x') }];
      const answers: unknown[] = [];
      for (const input of inputs) {
        try {
          answers.push(await onestop.request('people.search', input as never));
        } catch (error) {
          answers.push({ ok: false, error: { code: (error as Error).name } });
        }
      }
      return answers.map((answer) => (answer as { ok: boolean }).ok);
    });
    expect(codes).toEqual([false, false, false, false]);
    expect(await ask('people.search', { text: 'x'.repeat(3_000_000) })).toMatchObject({
      error: { code: 'input_too_large' },
    });
    expect(await ask('staff.session')).toMatchObject({ ok: true });
  });

  test('takes a polluting input for what it is: text in a value', async () => {
    const input = JSON.parse(
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
    ) as object;
    expect(await ask('staff.session', input)).toMatchObject({ ok: false });
    expect(await application.electron.evaluate(() => 'polluted' in {})).toBe(false);
    expect(await attempt(application, () => 'polluted' in {})).toBe(false);
  });

  test('brings nothing along but plain data: no getter, proxy, class, hidden or inherited field', async () => {
    const codes = await attempt(application, async () => {
      const { onestop } = window as unknown as { onestop: Bridge };
      let reads = 0;
      const changing = Object.defineProperty({}, 'text', {
        enumerable: true,
        get: () => (reads++ === 0 ? 'x' : { toString: () => 'forged' }),
      });
      class Forged {
        text = 'x';
        role = 'finance';
      }
      const everything = Object.getPrototypeOf({}) as object;
      Object.defineProperty(everything, 'role', { value: 'finance', enumerable: true, configurable: true });
      const inputs: unknown[] = [
        changing,
        new Proxy({ text: 'x' }, { get: () => 'forged', ownKeys: () => ['text', 'role'] }),
        new Forged(),
        Object.create({ text: 'x' }),
        Object.defineProperty({}, 'text', { value: 'x' }),
        {
          get text(): string {
            throw new Error('read');
          },
        },
        { text: 'x', toJSON: 'x' },
        { text: Object('x') as unknown },
        { text: ['x'] },
        new Map([['text', 'x']]),
        [['text', 'x']],
        new Date(0),
        new Uint8Array(8),
        document.body,
        Object.assign([], { text: 'x' }),
      ];
      const answers: string[] = [];
      for (const input of inputs) {
        try {
          const answer = await onestop.request('people.search', input as never);
          answers.push(answer.ok ? 'ok' : answer.error.code);
        } catch {
          answers.push('not carried');
        }
      }
      Reflect.deleteProperty(everything, 'role');
      return answers;
    });
    // Nobody is signed in: whatever the page makes of its input, no other question is asked first.
    expect(
      codes.filter((code) => !['not_signed_in', 'not carried', 'input_too_large'].includes(code)),
    ).toEqual([]);
    expect(await ask('staff.session')).toEqual({ ok: true, value: null });
    expect(await application.electron.evaluate(() => 'role' in {})).toBe(false);
  });

  test('tells only what there is to tell, to functions alone', async () => {
    const outcomes = await attempt(application, () => {
      const { onestop } = window as unknown as { onestop: Bridge };
      const listen = (name: unknown, hear: unknown): unknown => onestop.on(name as never, hear as never);
      return [
        ['__proto__', () => undefined],
        ['constructor', () => undefined],
        ['no.such', () => undefined],
        ['outbox.changed', 'window.broken = 1'],
        [{ toString: () => 'outbox.changed' }, () => undefined],
      ].map(([name, hear]) => {
        try {
          return typeof listen(name, hear);
        } catch {
          return 'refused';
        }
      });
    });
    expect(outcomes.every((outcome) => ['refused', 'function', 'undefined'].includes(outcome))).toBe(true);
    expect(await attempt(application, () => 'broken' in window)).toBe(false);
    expect(await ask('staff.session')).toMatchObject({ ok: true });
  });

  test('gives no file away for a token that no dialog made', async () => {
    const input = { fileToken: 'A'.repeat(32), asOfDay: '2026-01-01', leaveOutRefused: false };
    expect(await ask('roster.import', input)).toMatchObject({ error: { code: 'file_not_chosen' } });
    expect(await ask('roster.import', { ...input, fileToken: '/etc/passwd' })).toMatchObject({
      error: { code: 'file_not_chosen' },
    });
  });

  test('opens no dialog and lists no printer for who is not signed in', async () => {
    expect(await ask('files.choose', { purpose: 'roster' })).toMatchObject({ ok: false });
    expect(await ask('documents.printers')).toMatchObject({ ok: false });
  });
});
