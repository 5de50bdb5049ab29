import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { PersonalStrings, practicePersons } from '../attack/personal-strings.ts';
import { type Application, startApplication } from './application/application.ts';
import { atHome, attempt, whereabouts } from './application/attempt.ts';
import { openOutside, type Outside } from './application/outside.ts';

/* Tries to get onto the network, to run what is no file of ours, to the disk, to the devices. */

let application: Application;
let outside: Outside;
beforeAll(async () => {
  [application, outside] = await Promise.all([startApplication(), openOutside()]);
});
afterAll(async () => {
  await application?.close();
  await outside?.stop();
});

test('nothing of the network is reached by any way a page has', async () => {
  const failures = await attempt(
    application,
    async (url) => {
      const outcome = async (way: () => unknown): Promise<string> => {
        try {
          return (await way()) === false ? 'refused' : 'done';
        } catch {
          return 'refused';
        }
      };
      const element = (name: string, attributes: Record<string, string>) => () =>
        new Promise<boolean>((done) => {
          const made = Object.assign(document.createElement(name), attributes);
          made.addEventListener('load', () => done(true));
          made.addEventListener('error', () => done(false));
          document.head.append(made);
          setTimeout(() => done(false), 400);
        });
      return Promise.all(
        [
          () => fetch(url),
          () => fetch(url, { mode: 'no-cors' }),
          () => fetch('app://window/index.html'),
          () => fetch('file:///etc/passwd'),
          () => import(/* @vite-ignore */ `${url}/module.js`),
          () =>
            new Promise((_done, fail) =>
              new WebSocket(url.replace('http', 'ws')).addEventListener('error', fail),
            ),
          () => new Promise((_done, fail) => new EventSource(url).addEventListener('error', fail)),
          () => new Promise((_done, fail) => new Worker(`${url}/worker.js`).addEventListener('error', fail)),
          element('img', { src: `${url}/picture.png` }),
          element('script', { src: `${url}/script.js` }),
          element('link', { rel: 'stylesheet', href: `${url}/style.css` }),
          element('link', { rel: 'prefetch', href: `${url}/prefetch` }),
          element('link', { rel: 'preconnect', href: url }),
          element('object', { data: `${url}/object` }),
          element('embed', { src: `${url}/embed` }),
          element('video', { src: `${url}/video.mp4` }),
        ].map(outcome),
      );
    },
    outside.url,
  );
  expect(new Set(failures)).toEqual(new Set(['refused']));
  await attempt(application, (url) => navigator.sendBeacon(url, 'x'), outside.url);
  expect(await whereabouts(application, outside)).toEqual(atHome);
});

test('no script runs that did not come as a file of ours', async () => {
  const broken = await attempt(application, async () => {
    const inline = Object.assign(document.createElement('script'), {
      textContent: 'window.broken = "inline"',
    });
    document.head.append(inline);
    const blob = URL.createObjectURL(new Blob(['window.broken = "blob"'], { type: 'text/javascript' }));
    document.head.append(Object.assign(document.createElement('script'), { src: blob }));
    document.head.append(
      Object.assign(document.createElement('script'), { src: 'data:text/javascript,window.broken="data"' }),
    );
    const box = document.createElement('div');
    box.innerHTML =
      '<img src="app://window/none.png" onerror="window.broken=1"><a href="javascript:window.broken=2">x</a>';
    document.body.append(box);
    box.querySelector('a')?.click();
    // Playwright may evaluate what the page may not, so these run on their own time.
    const later = (way: () => unknown) =>
      new Promise((done) => {
        setTimeout(() => {
          try {
            done(way());
          } catch (error) {
            done((error as Error).name);
          }
        });
      });
    const evaluate = Reflect.get(globalThis, 'eval') as (text: string) => unknown;
    const compile = Reflect.get(globalThis, 'Function') as new (text: string) => unknown;
    const said = await Promise.all([
      later(() => evaluate('window.broken = 3')),
      later(() => Reflect.construct(compile, ['window.broken = 4'])),
    ]);
    await new Promise((done) => setTimeout(done, 200));
    box.remove();
    return [...said, (window as { broken?: unknown }).broken ?? 'nothing'];
  });
  expect(broken).toEqual(['EvalError', 'EvalError', 'nothing']);
});

test('every permission is refused', async () => {
  const answers = await attempt(application, async () => {
    const refused = (promise: Promise<unknown>) =>
      promise.then(
        () => 'given',
        () => 'refused',
      );
    return {
      notification: await Notification.requestPermission(),
      camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await refused(navigator.mediaDevices.getDisplayMedia()),
      clipboard: await refused(navigator.clipboard.readText()),
      position: await new Promise((done) => {
        navigator.geolocation.getCurrentPosition(
          () => done('given'),
          () => done('refused'),
        );
      }),
      midi: await refused(navigator.requestMIDIAccess()),
    };
  });
  expect(answers).toEqual({
    notification: 'denied',
    camera: 'refused',
    screen: 'refused',
    clipboard: 'refused',
    position: 'refused',
    midi: 'refused',
  });
});

test('a download is stopped before it has a file', async () => {
  await application.electron.evaluate(({ BrowserWindow }) => {
    const { session } = BrowserWindow.getAllWindows()[0]!.webContents;
    session.once('will-download', (event) => Object.assign(globalThis, { download: event.defaultPrevented }));
  });
  await attempt(application, () => {
    const href = URL.createObjectURL(new Blob(['x']));
    const link = Object.assign(document.createElement('a'), { href, download: 'secrets.csv' });
    document.body.append(link);
    link.click();
    link.remove();
  });
  const prevented = await application.electron.evaluate(
    () => (globalThis as { download?: boolean }).download,
  );
  // Stopped as a navigation already, or as a download.
  expect([true, undefined]).toContain(prevented);
});

test.each([
  'app://window/../main/main.js',
  'app://window/%2e%2e/main/main.js',
  'app://window/..%2fmain%2fmain.js',
  'app://window/%2e%2e%2f%2e%2e%2fpackage.json',
  'app://window/..%5c..%5cpackage.json',
  'app://window/%252e%252e/main/main.js',
  'app://window//etc/passwd',
  'app://window/assets/../../preload/preload.cjs',
  'app://window/index.html%00.js',
  'app://window/%00',
  'app://window/%5c%5cserver%5cshare%5cx.js',
  String.raw`app://window/\\server\share\x.js`,
  'app://window/C:%5cWindows%5cwin.ini',
  'app://window/%2fetc%2fpasswd',
  'app://window/file:%2f%2f%2fetc/passwd',
  'app://window/%c0%ae%c0%ae/%c0%ae%c0%ae/package.json',
  'app://window/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json',
  'app://window/..;/main/main.js',
  'app://document/',
  'app://notice/',
  'app://elsewhere/index.html',
])('%s holds nothing', async (address) => {
  const answer = await application.electron.evaluate(async ({ BrowserWindow }, address) => {
    const { session } = BrowserWindow.getAllWindows()[0]!.webContents;
    const response = await session.fetch(address);
    return [response.status, await response.text()];
  }, address);
  expect(answer).toEqual([404, 'not found']);
});

test('a window that is none of ours is not heard, though it knows the channel', async () => {
  const answer = await application.electron.evaluate(async ({ BrowserWindow }) => {
    const webPreferences = { nodeIntegration: true, contextIsolation: false, sandbox: false };
    const forged = new BrowserWindow({ show: false, webPreferences });
    await forged.loadURL('data:text/html,forged').catch(() => undefined);
    const said: unknown = await forged.webContents.executeJavaScript(
      "require('electron').ipcRenderer.invoke('onestop:request', 'staff.session', {})",
    );
    forged.destroy();
    return said;
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'sender_refused' } });
});

test('what a page leaves behind, and whom the desk looked at, is not on the disk, also after a kill', async () => {
  await attempt(application, () => {
    localStorage.setItem('secret', 'marker-429913');
    document.cookie = 'secret=marker-429913';
  });
  const persons = practicePersons();
  const idNumber = persons.find((text) => text.length === 18)!;
  const looked = await attempt(
    application,
    async ([persons, idNumber]) => {
      const { onestop } = window as unknown as { onestop: Bridge };
      const ask = async (name: string, input: object) =>
        (await onestop.request(name as 'people.search', input as never)) as { ok: boolean; value: never };
      await ask('staff.signIn', { login: 'zhangmin', password: 'lianxi2020' });
      const { value } = await ask('people.search', { text: idNumber });
      const { personId } = (value as { hits: { personId: string }[] }).hits[0]!;
      document.title = persons[0]!;
      history.replaceState(persons, '', `#${persons[0]}`);
      const { ok } = await ask('drafts.keep', { name: 'desk.note', text: persons.slice(0, 200).join(' ') });
      return ok && (await ask('people.reveal', { personId })).ok;
    },
    [persons, idNumber] as const,
  );
  expect(looked).toBe(true);
  const search = new PersonalStrings([...persons, 'marker-429913']);
  const inUse = search.foundUnder(application.userDataFolder);
  expect(inUse.found).toEqual([]);
  expect(inUse.byteCount).toBeGreaterThan(1_000_000);
  const child = application.electron.process();
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(search.foundUnder(application.userDataFolder).found).toEqual([]);
});
