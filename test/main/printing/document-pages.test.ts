import { expect, test } from 'vitest';
import { DocumentPages } from '../../../electron/main/printing/document-pages.ts';
import { answer } from '../../../electron/main/scheme/host.ts';

const ask = (pages: DocumentPages, url: string) => answer({ document: pages }, { url, method: 'GET' });

test('an address answers once', async () => {
  const pages = new DocumentPages();
  const url = pages.add('<p>结算单</p>');
  expect(url).toMatch(/^app:\/\/document\/[0-9a-f]{48}$/);
  const first = await ask(pages, url);
  expect(first.statusCode).toBe(200);
  expect(first.data.toString()).toBe('<p>结算单</p>');
  expect((await ask(pages, url)).statusCode).toBe(404);
});

test('a document may run and load nothing', async () => {
  const pages = new DocumentPages();
  const policy = (await ask(pages, pages.add('x'))).headers['Content-Security-Policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('script-src');
});

test('an unknown address, a folder, a prototype answer nothing', async () => {
  const pages = new DocumentPages();
  const url = pages.add('x');
  for (const other of ['app://document/', 'app://document/__proto__', `${url}/`, `${url}0`]) {
    expect((await ask(pages, other)).statusCode).toBe(404);
  }
});

test('pages that nobody fetched give way after eight', async () => {
  const pages = new DocumentPages();
  const urls = Array.from({ length: 9 }, (_, index) => pages.add(`${index}`));
  expect((await ask(pages, urls[0]!)).statusCode).toBe(404);
  expect((await ask(pages, urls[1]!)).data.toString()).toBe('1');
});

test('pages that nobody fetched can be forgotten at once', async () => {
  const pages = new DocumentPages();
  const url = pages.add('x');
  pages.clear();
  expect((await ask(pages, url)).statusCode).toBe(404);
});
