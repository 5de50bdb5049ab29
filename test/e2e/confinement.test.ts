import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('what a page leaves behind is not on the disk', async () => {
  await attempt(application, () => {
    localStorage.setItem('secret', 'marker-429913');
    document.cookie = 'secret=marker-429913';
  });
  let found = '';
  try {
    found = execFileSync('grep', ['-rl', 'marker-429913', application.userDataFolder], { encoding: 'utf8' });
  } catch {
    // grep ends with 1 when it finds nothing.
  }
  expect(found).toBe('');
  expect(readFileSync(`${application.userDataFolder}/logs/main.log`, 'utf8')).not.toContain('429913');
});
