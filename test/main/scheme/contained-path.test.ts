import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { containedPath } from '../../../electron/main/scheme/contained-path.ts';

const folder = '/opt/onestop/dist/renderer';

test('a plain path is a file inside the folder', () => {
  expect(containedPath(folder, '/index.html')).toBe(`${folder}/index.html`);
  expect(containedPath(folder, '/assets/index-B1.js')).toBe(`${folder}/assets/index-B1.js`);
  expect(containedPath(folder, '/assets/%E4%B8%80.png')).toBe(`${folder}/assets/一.png`);
});

test.each([
  '/../main/main.js',
  '/assets/../../main/main.js',
  '/%2e%2e/main/main.js',
  '/%2E%2E%2Fmain%2Fmain.js',
  '/..%2fmain',
  '/%252e%252e/main',
  '/..%5cmain',
  '\\..\\main',
  '/C:/Windows/win.ini',
  '/assets//etc/passwd',
  '//etc/passwd',
  '/.env',
  '/assets/',
  '/',
  '',
  'index.html',
  '/index.html%00.png',
  '/%E0%A4%A',
  '/a\nb',
])('%j leads nowhere', (path) => {
  expect(containedPath(folder, path)).toBeUndefined();
});

test('whatever is asked, the file lies inside the folder or there is none', () => {
  const piece = oneof(
    constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', '%25', '%00', 'C:', 'assets', 'index.html'),
    string({ maxLength: 4, unit: 'binary' }),
  );
  assert(
    property(array(piece, { maxLength: 12 }), (pieces) => {
      const file = containedPath(folder, `/${pieces.join('')}`);
      if (file === undefined) return;
      const inside = relative(folder, file);
      expect(inside).not.toBe('');
      expect(inside.split(sep)).not.toContain('..');
    }),
    { numRuns: process.env['ONESTOP_FULL'] === '1' ? 1_000_000 : 20_000 },
  );
});
