import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLog, traceOf } from '../../../electron/main/start/log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onestop-log-'));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const file = () => join(folder, 'main.log');

test('one entry is one line, cut to length, readable by this account only', () => {
  openLog(folder)(`first\nforged 2026-01-01 entry ${'x'.repeat(1000)}`);
  const text = readFileSync(file(), 'utf8');
  expect(text.split('\n')).toHaveLength(2);
  expect(text.length).toBeLessThan(540);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test('the log of one run ends after 5000 lines', () => {
  const log = openLog(folder);
  for (let line = 0; line < 6000; line += 1) log('again');
  const lines = readFileSync(file(), 'utf8').trim().split('\n');
  expect(lines).toHaveLength(5000);
  expect(lines.at(-1)).toContain('the log of this run is full');
});

test('a large log is put aside at the next start', () => {
  writeFileSync(file(), 'x'.repeat(1_000_001));
  openLog(folder)('new');
  expect(statSync(file()).size).toBeLessThan(100);
  expect(existsSync(join(folder, 'main.old.log'))).toBe(true);
});

test('an unexpected error is written without its message, which may quote a person', () => {
  const trace = traceOf(new RangeError('张三 429913199001011234\n    at 429913199001011234'));
  expect(trace).toContain('RangeError');
  expect(trace).toContain('log.test.ts');
  expect(trace).not.toContain('张三');
  expect(trace).not.toContain('429913');
});
