import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { folderSizes } from '../../../electron/main/diagnostics/folder-sizes.ts';
import { logTail } from '../../../electron/main/diagnostics/log-tail.ts';
import { machineFacts } from '../../../electron/main/diagnostics/machine.ts';
import { plainLine } from '../../../electron/main/diagnostics/plain-line.ts';
import {
  type DiagnosticsDesk,
  saveClosedDiagnostics,
  saveDiagnostics,
} from '../../../electron/main/diagnostics/save-diagnostics.ts';
import { hospitalFileNames } from '../../../shared/contract/diagnostics.ts';
import { Refusal, type RefusalShape } from '../../../shared/contract/refusal.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'onestop-diagnostics-'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('a line of the log', () => {
  test.each([
    [
      '2026-11-22T02:00:00.000Z service: stopped, key_missing',
      '2026-11-22T02:00:00.000Z service: stopped, key_missing',
    ],
    [
      'internal_error 0a1b2c3d in people.search: TypeError',
      'internal_error 0a1b2c3d in people.search: TypeError',
    ],
    ['at settle (service.js:10:5)', 'at settle (service.js:10:5)'],
    [
      'practice platform: listening on http://127.0.0.1:40123',
      'practice platform: listening on http 127.0.0.1:40123',
    ],
  ])('that is ours stays: %s', (line, kept) => {
    expect(plainLine(line)).toBe(kept);
  });

  test.each([
    ['王秀英 of 测试村', '王秀英'],
    ['number 429913196503150014', '429913196503150014'],
    ['number 42991319650315001X', '42991319650315001'],
    ['full width ４２９９１３１９６５０３１５００１４', '429913196503150014'],
    ['phone 13800005678.', '13800005678'],
    ['Cannot read "Wang Xiuying"', 'Xiuying'],
    ["no such file: 'C:\\Users\\Wang Xiuying\\data'", 'Xiuying'],
    ['open C:\\Users\\WangXiuying\\data\\hospital.db', 'WangXiuying'],
    ['open /home/wangxiuying/data/hospital.db', 'wangxiuying'],
    ['GET https://wang:geheim@centre.example/429913?token=geheim', 'geheim'],
  ])('loses what could be a person’s or a secret: %s', (line, secret) => {
    expect(plainLine(line)).not.toContain(secret);
  });

  test('is no longer than the file allows', () => {
    expect(plainLine('x'.repeat(5000))).toHaveLength(500);
  });
});

test('the newest lines of both files of the log are taken, the older file first', () => {
  writeFileSync(
    join(root, 'main.old.log'),
    `${Array.from({ length: 400 }, (_, at) => `old ${at}`).join('\n')}\n`,
  );
  writeFileSync(join(root, 'main.log'), 'new 1\nnew 2 张敏\n');
  const lines = logTail(root);
  expect(lines).toHaveLength(300);
  expect(lines.slice(-3)).toEqual(['old 399', 'new 1', 'new 2 ?']);
  expect(logTail(join(root, 'none'))).toEqual([]);
});

test('sizes are told of our own files; others are counted without their names', () => {
  writeFileSync(join(root, 'hospital.db'), 'x'.repeat(100));
  writeFileSync(join(root, '王秀英的病历.docx'), 'x');
  mkdirSync(join(root, 'backups'));
  writeFileSync(join(root, 'backups', 'a.db'), 'x'.repeat(10));
  writeFileSync(join(root, 'backups', 'b.db'), 'x'.repeat(20));
  const sizes = folderSizes(root);
  expect(sizes.files).toMatchObject([{ name: 'hospital.db', sizeBytes: 100 }]);
  expect(sizes.backups).toMatchObject({ count: 2, sizeBytes: 30 });
  expect(sizes).toMatchObject({ otherFiles: 2 });
  expect(sizes.freeBytes).toBeGreaterThan(0);
  expect(folderSizes(join(root, 'none'))).toMatchObject({ files: [], freeBytes: null });
});

const machine = () => machineFacts({ getVersion: () => '0.1.0', isPackaged: true }, 'plain_file');

test('the machine has neither its name nor the account’s', () => {
  const text = JSON.stringify(machine());
  expect(machine()).toMatchObject({ application: '0.1.0', node: process.version, keysKeptBy: 'plain_file' });
  expect(text).not.toContain(hostname());
  expect(text).not.toContain(`"${userInfo().username}"`);
});

function desk(
  over: { notOpen?: RefusalShape; path?: string | null; refusal?: Refusal; log?: string[] } = {},
) {
  const asked: string[] = [];
  const made: DiagnosticsDesk = {
    service: {
      whyNotOpen: async () => over.notOpen ?? null,
      askAsHost: async (_windowId: number, name: string) => {
        asked.push(name);
        throw over.refusal ?? new Refusal('not_allowed', '没有权限。');
      },
    },
    choosePath: async (_windowId, name) => {
      asked.push(name.replace(/\d{4}-\d\d-\d\d/, 'DAY'));
      return over.path === null ? undefined : (over.path ?? join(root, 'saved.json'));
    },
    machine,
    folder: () => folderSizes(root),
    logLines: () => over.log ?? [],
  };
  return { desk: made, asked };
}

const closed = { notOpen: { code: 'key_missing', sentence: '没有它的密钥。' } };

describe('saving', () => {
  test('asks where first and the service then; what it refuses leaves no file', async () => {
    const { desk: made, asked } = desk();
    await expect(saveDiagnostics(made, 1)).rejects.toMatchObject({ code: 'not_allowed' });
    expect(asked).toEqual(['一站通诊断-DAY.json', 'host.diagnostics']);
    expect(() => readFileSync(join(root, 'saved.json'))).toThrow('ENOENT');
  });

  test('is nothing when the person thinks better of it', async () => {
    const { desk: made, asked } = desk({ path: null });
    expect(await saveDiagnostics(made, 1)).toBeNull();
    expect(asked).toHaveLength(1);
  });

  test('of a closed file needs no service, and says why it is closed', async () => {
    for (const name of hospitalFileNames) writeFileSync(join(root, name), 'x');
    const { desk: made, asked } = desk({ ...closed, log: ['service: stopped, key_missing'] });
    expect(await saveClosedDiagnostics(made, 1)).toEqual({ fileName: 'saved.json' });
    expect(asked).toEqual(['一站通诊断-DAY.json']);
    expect(JSON.parse(readFileSync(join(root, 'saved.json'), 'utf8'))).toMatchObject({
      notOpen: 'key_missing',
      service: null,
      log: ['service: stopped, key_missing'],
      folder: { files: hospitalFileNames.map((name) => ({ name, sizeBytes: 1 })) },
    });
  });

  test('of a closed file is refused while the file is open', async () => {
    const { desk: made } = desk();
    await expect(saveClosedDiagnostics(made, 1)).rejects.toMatchObject({ code: 'diagnostics_need_account' });
  });

  test('writes nothing that has no place in the file, whoever put it there', async () => {
    const { desk: made } = desk({ ...closed, log: ['王秀英 429913196503150014'] });
    await expect(saveClosedDiagnostics(made, 1)).rejects.toThrow('invalid_format');
    expect(() => readFileSync(join(root, 'saved.json'))).toThrow('ENOENT');
  });

  test('where nothing can be written is a refusal', async () => {
    const { desk: made } = desk({ ...closed, path: join(root, 'none', 'saved.json') });
    await expect(saveClosedDiagnostics(made, 1)).rejects.toMatchObject({ code: 'file_not_written' });
  });
});
