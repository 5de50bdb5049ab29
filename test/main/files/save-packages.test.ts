import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PackageDesk, savePackages } from '../../../electron/main/files/save-packages.ts';

let stick: string;

beforeEach(() => {
  stick = mkdtempSync(join(tmpdir(), 'onestop-stick-'));
});
afterEach(() => rmSync(stick, { recursive: true, force: true }));

const sealed = (number: number, next: number | null) => ({
  packageId: `p${number}`,
  fileName: `onestop-20200310100000-00000${number}.package`,
  content: Buffer.from(`package ${number}`),
  count: number,
  sumFen: 100 * number,
  next,
});

/** A service that has these packages, and a person who picks that folder. */
function deskWith(packages: readonly object[], folder: string | undefined) {
  const asked: unknown[] = [];
  const desk = {
    chooseFolder: () => Promise.resolve(folder),
    service: {
      askAsHost: (_windowId: number, name: string, input: unknown) => {
        asked.push([name, input]);
        const next = packages[asked.length - 1] ?? null;
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
      },
    },
  } as unknown as PackageDesk;
  return { desk, asked };
}

test('every package lies in the folder that the person chose, one after another', async () => {
  const { desk, asked } = deskWith([sealed(1, 40), sealed(2, null)], stick);
  expect(await savePackages(desk, 3)).toEqual({
    packages: [
      { fileName: 'onestop-20200310100000-000001.package', count: 1, sumFen: 100 },
      { fileName: 'onestop-20200310100000-000002.package', count: 2, sumFen: 200 },
    ],
    more: false,
  });
  expect(asked).toEqual([
    ['host.sealPackage', { after: 0 }],
    ['host.sealPackage', { after: 40 }],
  ]);
  expect(readFileSync(join(stick, 'onestop-20200310100000-000002.package'), 'utf8')).toBe('package 2');
});

test('nothing is sealed when the person thinks better of it', async () => {
  const { desk, asked } = deskWith([sealed(1, null)], undefined);
  expect(await savePackages(desk, 3)).toBeNull();
  expect(asked).toEqual([]);
});

test('nothing that waits is said, and nothing is written', async () => {
  const { desk } = deskWith([], stick);
  await expect(savePackages(desk, 3)).rejects.toMatchObject({ code: 'nothing_to_export' });
  expect(readdirSync(stick)).toEqual([]);
});

test('a file that the stick does not take is said, and its package is withdrawn', async () => {
  const { desk, asked } = deskWith([sealed(1, null), {}], join(stick, 'gone'));
  await expect(savePackages(desk, 3)).rejects.toMatchObject({
    code: 'file_not_written',
    message: expect.stringContaining('程序已把它标为“没有送出”') as string,
  });
  expect(asked).toEqual([
    ['host.sealPackage', { after: 0 }],
    ['host.withdrawPackage', { packageId: 'p1', reason: '导出时文件写不进去' }],
  ]);
});

test('a package that could not be withdrawn either is left to the person, in words', async () => {
  const { desk } = deskWith([sealed(1, null), new Error('stopped')], join(stick, 'gone'));
  await expect(savePackages(desk, 3)).rejects.toMatchObject({
    code: 'file_not_written',
    message: expect.stringContaining('请在导出过的文件里把它标为“没有送出”') as string,
  });
});

test('a file that lies there is never written over', async () => {
  const file = join(stick, 'onestop-20200310100000-000001.package');
  writeFileSync(file, 'there before');
  const { desk } = deskWith([sealed(1, null), {}], stick);
  await expect(savePackages(desk, 3)).rejects.toMatchObject({ code: 'file_not_written' });
  expect(readFileSync(file, 'utf8')).toBe('there before');
});

test('what was written by half does not stay on the stick', async () => {
  const broken = { ...sealed(1, null), content: 7 };
  const { desk } = deskWith([broken, {}], stick);
  await expect(savePackages(desk, 3)).rejects.toMatchObject({ code: 'file_not_written' });
  expect(readdirSync(stick)).toEqual([]);
});
