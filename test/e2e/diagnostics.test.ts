import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diagnosticsFileSchema, type DiagnosticsFile } from '../../shared/contract/diagnostics.ts';
import { ask } from '../demo/journey.ts';
import { type Application, newUserDataFolder, startApplication } from './application/application.ts';
import { practiceFile, signIn } from './desk/clerk.ts';

/* The file for support, saved by the real application: of a file that is open, and of one that is not. */

let userDataFolder: string;
let application: Application;
beforeAll(async () => {
  userDataFolder = await newUserDataFolder();
  await start();
});
afterAll(async () => {
  await application?.close();
  rmSync(userDataFolder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function start(): Promise<void> {
  application = await startApplication({ userDataFolder });
}

/** Answers the system's dialog with this path. */
async function saveTo(path: string): Promise<void> {
  await application.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

function readDiagnostics(path: string): { text: string; file: DiagnosticsFile } {
  const text = readFileSync(path, 'utf8');
  return { text, file: diagnosticsFileSchema.parse(JSON.parse(text)) };
}

test('the information office saves what support needs, and no person of the hospital is in it', async () => {
  const path = join(userDataFolder, 'diagnostics.json');
  await signIn(application, '4');
  await application.window.getByRole('navigation', { name: '房间' }).getByText('管理').click();
  await application.window.keyboard.press('F6');
  await saveTo(path);
  await application.window.getByRole('button', { name: '保存诊断文件' }).click();
  await application.window.getByText('已保存“diagnostics.json”').waitFor();
  const { text, file } = readDiagnostics(path);
  expect(file.notOpen).toBeNull();
  expect(file.machine.electron).toMatch(/^\d+\./);
  expect(file.service?.file).toMatchObject({ integrityCheck: ['ok'], audit: { isWhole: true } });
  expect(file.service?.requests['staff.signIn']?.count).toBe(1);
  expect(file.folder.files.map(({ name }) => name)).toContain('hospital.db');
  expect(file.log.join('\n')).toContain('opening the practice hospital');
  expect(text).not.toContain(userDataFolder);
  const roster = readFileSync(practiceFile('roster.csv'), 'utf8').split('\n').slice(1);
  const words = roster.flatMap((line) =>
    line.split(',').filter((word) => /[\u4e00-\u9fff]{2,}|\d{11,}/.test(word)),
  );
  expect(words.length).toBeGreaterThan(1000);
  expect(words.filter((word) => text.includes(word))).toEqual([]);
});

test('while the file is open nobody gets it without an account', async () => {
  await application.window.keyboard.press('Control+L');
  await application.window.getByText('练习账号').waitFor();
  await expect(ask(application, 'diagnostics.save', {})).rejects.toThrow('请先登录');
  await expect(ask(application, 'diagnostics.saveClosed', {})).rejects.toThrow('登录后');
});

test('of a file that cannot be opened there is a smaller one, with the reason', async () => {
  await application.close();
  const path = join(userDataFolder, 'closed.json');
  const practice = join(userDataFolder, 'practice');
  const database = join(
    practice,
    readdirSync(practice).find((name) => name.endsWith('.db'))!,
  );
  const bytes = readFileSync(database);
  bytes.fill(0x5a, 8192, 65_536);
  writeFileSync(database, bytes);
  await start();
  await saveTo(path);
  await application.window.getByRole('button', { name: /^保存诊断文件/ }).click();
  await application.window.getByText('已保存“closed.json”').waitFor();
  const { file } = readDiagnostics(path);
  expect(file.service).toBeNull();
  expect(file.notOpen).toMatch(/^database_/);
  expect(file.folder.files.find(({ name }) => name === 'hospital.db')?.sizeBytes).toBe(bytes.length);
});
