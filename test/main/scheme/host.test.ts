import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '../../../electron/main/scheme/host.ts';
import { windowPages } from '../../../electron/main/scheme/window-pages.ts';
import { noticePages } from '../../../electron/main/windows/notice.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'onestop-pages-'));
  mkdirSync(join(root, 'renderer'));
  writeFileSync(join(root, 'renderer', 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'renderer', 'app.js'), 'export {};');
  writeFileSync(join(root, 'renderer', 'notes.txt'), 'x');
  writeFileSync(join(root, 'secret.js'), 'secret');
});
afterAll(() => rmSync(root, { recursive: true }));

const ask = (url: string, method = 'GET') =>
  answer(
    { window: windowPages(join(root, 'renderer')), notice: noticePages(() => undefined) },
    { url, method },
  );

test('a page comes with its type, its policy, and is neither guessed at nor stored', async () => {
  const response = await ask('app://window/index.html');
  expect(response.statusCode).toBe(200);
  expect(response.data.toString()).toBe('<!doctype html>');
  expect(response.headers).toMatchObject({
    'Content-Type': 'text/html; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
  const policy = response.headers['Content-Security-Policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe-eval');
  expect(/script-src[^;]*unsafe-inline/.test(policy)).toBe(false);
  expect(policy).toContain("connect-src 'none'");
});

test('the bare address is the index, and a script is a script', async () => {
  expect((await ask('app://window/')).statusCode).toBe(200);
  expect((await ask('app://window/app.js')).headers['Content-Type']).toMatch(/^text\/javascript/);
});

test.each([
  'app://window/missing.js',
  'app://window/notes.txt',
  'app://window/../secret.js',
  'app://window/%2e%2e/secret.js',
  'app://window/..%2fsecret.js',
  'app://window/..%5csecret.js',
  'app://document/0123',
  'app://notice/',
  'app://constructor/',
  'app://__proto__/',
])('%s is not found, and not executable either', async (url) => {
  const response = await ask(url);
  expect(response.statusCode).toBe(404);
  expect(response.data.toString()).toBe('not found');
  expect(response.headers['Content-Security-Policy']).toContain("default-src 'none'");
});

test('only GET is answered', async () => {
  expect((await ask('app://window/index.html', 'POST')).statusCode).toBe(404);
});
