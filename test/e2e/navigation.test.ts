import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication } from './application/application.ts';
import { atHome, attempt, whereabouts } from './application/attempt.ts';
import { openOutside, type Outside } from './application/outside.ts';

/* Tries to lead the window elsewhere, or to open another page beside or inside it. */

let application: Application;
let outside: Outside;
beforeAll(async () => {
  [application, outside] = await Promise.all([startApplication(), openOutside()]);
});
afterAll(async () => {
  await application?.close();
  await outside?.stop();
});

/** Ways for a page to leave, each on its own: a second one at once would take the place of the first. */
const waysOut: Readonly<Record<string, (url: string) => void>> = {
  'an assigned address': (url) => location.assign(url),
  'a replaced address': (url) => location.replace(url),
  'a link': (url) => {
    const link = Object.assign(document.createElement('a'), { href: url });
    document.body.append(link);
    link.click();
    link.remove();
  },
  'a form': (url) => {
    const form = Object.assign(document.createElement('form'), { action: url });
    document.body.append(form);
    form.submit();
    form.remove();
  },
  'a refreshing page': (url) => {
    document.head.append(
      Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0; url=${url}` }),
    );
  },
};

const mark = () => application.window.evaluate(() => void Object.assign(window, { sameDocument: true }));
const isMarked = () => application.window.evaluate(() => 'sameDocument' in window);

describe.each(Object.entries(waysOut))('%s', (_name, leave) => {
  test.each([
    'http',
    'javascript:void delete window.sameDocument',
    'file:///etc/passwd',
    'app://notice/',
    'app://document/0',
    'data:text/html,<h1>x',
  ])('to %s leads nowhere', async (address) => {
    await mark();
    await attempt(application, leave, address === 'http' ? outside.url : address);
    expect(await isMarked()).toBe(true);
    expect(await whereabouts(application, outside)).toEqual(atHome);
  });

  test('to about:blank leads back to our page at once', async () => {
    // Chromium asks nobody before it shows about:blank.
    await attempt(application, leave, 'about:blank');
    expect(await whereabouts(application, outside)).toEqual(atHome);
  });
});

test('a new window is none', async () => {
  const opened = await attempt(
    application,
    (url) => {
      const link = Object.assign(document.createElement('a'), { href: url, target: '_blank' });
      document.body.append(link);
      link.click();
      link.remove();
      return [url, 'about:blank', 'app://window/index.html'].map((address) => window.open(address) === null);
    },
    outside.url,
  );
  expect(opened).toEqual([true, true, true]);
  expect(await whereabouts(application, outside)).toEqual(atHome);
});

test('a frame shows nothing, holds no bridge and runs no script', async () => {
  const found = await attempt(
    application,
    async (url) => {
      const reached: string[] = [];
      for (const [name, value] of [
        ['src', url],
        ['src', 'app://window/index.html'],
        ['srcdoc', '<script>parent.broken = "srcdoc"</script>'],
      ] as const) {
        const frame = document.createElement('iframe');
        frame.setAttribute(name, value);
        document.body.append(frame);
        await new Promise((done) => setTimeout(done, 200));
        try {
          if (frame.contentWindow && 'onestop' in frame.contentWindow) reached.push(`${name} ${value}`);
          if (frame.contentDocument?.querySelector('#root')) reached.push(`${name} ${value} page`);
        } catch {
          // Another origin: nothing to see there.
        }
        frame.remove();
      }
      return [...reached, String((window as { broken?: unknown }).broken)];
    },
    outside.url,
  );
  expect(found).toEqual(['undefined']);
  expect(await whereabouts(application, outside)).toEqual(atHome);
});

test('a webview is an unknown element', async () => {
  const isPlain = await attempt(
    application,
    (url) => {
      const webview = Object.assign(document.createElement('webview'), { src: url });
      document.body.append(webview);
      webview.remove();
      return !('loadURL' in webview);
    },
    outside.url,
  );
  expect(isPlain).toBe(true);
  expect(await whereabouts(application, outside)).toEqual(atHome);
});
