import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hospitalFolder } from '../../../electron/main/start/hospital-folder.ts';

let userData: string;
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'onestop-hospital-'));
  for (const name of ['practice', 'practice-platform', 'keys', 'other']) {
    mkdirSync(join(userData, name));
    writeFileSync(join(userData, name, 'file'), 'x');
  }
});
afterEach(() => rmSync(userData, { recursive: true }));

const left = () =>
  ['practice', 'practice-platform', 'keys', 'other'].filter((name) =>
    existsSync(join(userData, name, 'file')),
  );

test('the practice hospital and its platform are kept from one start to the next', () => {
  hospitalFolder({ dataFolder: null, freshPractice: false }, userData);
  expect(left()).toEqual(['practice', 'practice-platform', 'keys', 'other']);
});

test('only the explicit switch throws them away, and nothing else with them', () => {
  hospitalFolder({ dataFolder: null, freshPractice: true }, userData);
  expect(left()).toEqual(['keys', 'other']);
});

test('the switch does nothing where a real hospital is opened', () => {
  hospitalFolder({ dataFolder: join(userData, 'other'), freshPractice: true }, userData);
  expect(left()).toEqual(['practice', 'practice-platform', 'keys', 'other']);
});
