import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServiceContext } from '../../electron/service/context.ts';
import { openDatabase } from '../../electron/service/database/open.ts';
import { practiceAccounts } from '../../electron/service/practice/accounts.ts';
import { createAccount } from '../../electron/service/staff/accounts.ts';
import { recoveryKeyRows, readRecoveryKey } from '../../shared/recovery-key/recovery-key.ts';
import { ask } from '../demo/journey.ts';
import { type PrivateCups, startPrivateCups } from '../main/printing/private-cups.ts';
import { type Application, newUserDataFolder, startApplication } from './application/application.ts';
import { signIn } from './desk/clerk.ts';

/* The recovery key from a real printer's paper back into a real application that has lost its key. */

let cups: PrivateCups;
let userDataFolder: string;
let application: Application;
/** The rows as they stand on the paper that came out. */
let rows: string[];

beforeAll(async () => {
  [cups, userDataFolder] = await Promise.all([startPrivateCups(), newUserDataFolder()]);
  await start();
});
afterAll(async () => {
  await application?.close();
  await cups?.stop();
  rmSync(userDataFolder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function start(args: readonly string[] = []): Promise<void> {
  application = await startApplication({
    userDataFolder,
    args,
    environment: { CUPS_SERVER: cups.socket },
  });
}

async function openKeysPage(): Promise<void> {
  await signIn(application, '4');
  await application.window.getByRole('navigation', { name: '房间' }).getByText('管理').click();
  await application.window.keyboard.press('F5');
  await application.window.getByRole('heading', { name: '恢复密钥' }).waitFor();
}

const field = (row: number) => application.window.getByRole('textbox', { name: `恢复密钥第 ${row} 行` });
const button = (name: string) => application.window.getByRole('button', { name });
const said = (text: string) => application.window.getByText(text).first().waitFor();

async function typeRows(typed: readonly string[]): Promise<void> {
  for (const [index, row] of typed.entries()) await field(index + 1).fill(row);
}

function practiceFolder(...names: string[]): string {
  return join(userDataFolder, 'practice', ...names);
}

test('the paper comes out of the printer on A4, marked as practice, with a key that can be typed back', async () => {
  await openKeysPage();
  await said('还没有打印过恢复密钥');
  await button('打印恢复密钥').click();
  const second = practiceAccounts.find(({ role }) => role === 'finance')!;
  await application.window.getByLabel('打印机').selectOption('Slips');
  await application.window.getByLabel('复核人账号').fill(second.login);
  await application.window.getByLabel('复核人密码').fill(second.password);
  const paper = cups.nextPaper();
  await application.window.getByRole('dialog').getByRole('button', { name: '打印' }).click();
  const document = await getDocumentProxy(new Uint8Array(await paper));
  const [, , width, height] = (await document.getPage(1)).view as [number, number, number, number];
  expect([width, height].map((points) => Math.round((points / 72) * 25.4))).toEqual([210, 297]);
  expect(document.numPages).toBe(1);
  expect(cups.lastOptions()).toMatch(/\bmedia=A4\b/);
  const { text } = await extractText(document, { mergePages: true });
  rows = text
    .split('\n')
    .map((line) => /^[1-7](\w{9})$/.exec(line.replaceAll(/\s/g, ''))?.[1])
    .filter((row) => row !== undefined);
  expect(rows).toHaveLength(7);
  const { fingerprint, state } = await ask(application, 'keys.status', {});
  expect(text.replaceAll(/\s/g, '')).toContain(fingerprint);
  expect(text.replaceAll(/\s/g, '')).toContain('练习医院');
  expect(state).toBe('not_tested');
  await said('已打印，还没有从纸上核对过');
});

test('what is typed back is looked at row by row, and found right or wrong', async () => {
  await button('核对恢复密钥').click();
  const wrong = rows.with(
    2,
    rows[2]!.startsWith('0') ? rows[2]!.replace('0', '1') : rows[2]!.replace(/^./, '0'),
  );
  await typeRows(wrong);
  expect(await application.window.getByText('✗ 这一行有错').count()).toBe(1);
  const dialog = application.window.getByRole('dialog');
  await dialog.getByRole('button', { name: '核对' }).click();
  await said('恢复密钥第 3 行和校验字符对不上');
  await field(3).fill(rows[2]!.toLowerCase());
  await dialog.getByRole('button', { name: '核对' }).click();
  await said('核对无误');
  await said('已打印，已从纸上核对');
  expect((await ask(application, 'keys.status', {})).state).toBe('tested');
});

test('the key on the paper is the key of the file, and stands as text in no file of the application', async () => {
  const keyHex = readRecoveryKey(rows.join('\n'));
  const id = readFileSync(practiceFolder('folder-id.txt'), 'utf8').trim();
  expect(readFileSync(join(userDataFolder, 'keys', `${id}.key.json`), 'utf8')).toContain(keyHex);
  for (const text of [rows[0]!, rows[0]!.replaceAll(' ', ''), '%PDF']) {
    let found = '';
    try {
      found = execFileSync('grep', ['-rlaF', text, userDataFolder], { encoding: 'utf8' });
    } catch {
      // grep ends with 1 when it finds nothing.
    }
    expect(found).toBe('');
  }
  expect(readFileSync(join(userDataFolder, 'logs/main.log'), 'utf8')).not.toContain(keyHex);
});

test('the hidden page on which the key stood is gone', async () => {
  const windows = await application.electron.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().length,
  );
  expect(windows).toBe(1);
});

test('without a printer it is refused, and nothing is shown instead', async () => {
  const { login, password } = practiceAccounts.find(({ role }) => role === 'finance')!;
  const refused = ask(application, 'keys.printRecoveryKey', {
    printer: '不存在',
    secondPerson: { login, password },
  });
  await expect(refused).rejects.toThrow('屏幕');
});

test('an application that has lost the key asks for the paper, and opens the same file with it', async () => {
  await application.close();
  const id = readFileSync(practiceFolder('folder-id.txt'), 'utf8').trim();
  const kept = join(userDataFolder, 'keys', `${id}.key.json`);
  renameSync(kept, `${kept}.lost`);
  const { ino } = statSync(practiceFolder('hospital.db'));
  await start();
  await application.window.getByRole('heading', { name: '用恢复密钥打开' }).waitFor();
  await said('没有它的密钥');

  await typeRows(recoveryKeyRows('c3'.repeat(32)));
  await button('打开 Enter').click();
  await said('打不开这个数据文件');
  await typeRows(rows);
  await field(7).press('Enter');
  await application.window.getByText('练习账号').waitFor();
  expect(statSync(practiceFolder('hospital.db')).ino).toBe(ino);
  const again = readFileSync(practiceFolder('folder-id.txt'), 'utf8').trim();
  expect(readdirSync(join(userDataFolder, 'keys'))).toEqual(
    expect.arrayContaining([`${id}.key.json.lost`, `${again}.key.json`]),
  );
  await openKeysPage();
  expect((await ask(application, 'keys.status', {})).state).toBe('tested');
  await expect(ask(application, 'keys.openWithRecoveryKey', { text: rows.join('\n') })).rejects.toThrow(
    '用不上恢复密钥',
  );

  await application.close();
  await start();
  await application.window.getByText('练习账号').waitFor();
});

test('two people give the file another key: all sign in anew, and the paper of before opens it no more', async () => {
  const before = await ask(application, 'hospital.status', {});
  await openKeysPage();
  const { fingerprint } = await ask(application, 'keys.status', {});
  await button('更换密钥').click();
  const second = practiceAccounts.find(({ role }) => role === 'finance')!;
  await application.window.getByLabel('复核人账号').fill(second.login);
  await application.window.getByLabel('复核人密码').fill(second.password);
  await application.window.getByRole('dialog').getByRole('button', { name: '更换' }).click();
  await signIn(application, '4');
  await button('已经重新登录，继续').click();
  await said('还没有打印过恢复密钥');
  const after = await ask(application, 'keys.status', {});
  expect(after.fingerprint).not.toBe(fingerprint);
  expect(after.state).toBe('never_printed');
  expect((await ask(application, 'hospital.status', {})).hospitalName).toBe(before.hospitalName);
  const names = readdirSync(practiceFolder());
  expect(names).not.toContain('next-key-id.txt');
  expect(names.filter((name) => name.includes('rekeying'))).toEqual([]);
});

/** A hospital of its own with one account of the information office, whose key this machine keeps. */
async function makeHospital(dataFolder: string): Promise<void> {
  const keyHex = '5a'.repeat(32);
  mkdirSync(dataFolder);
  const clock = { now: () => new Date() };
  const database = openDatabase({
    file: join(dataFolder, 'hospital.db'),
    keyHex,
    nativeBinding: null,
    clock,
  });
  const context = { database, clock, newId: () => v7() } as unknown as ServiceContext;
  await createAccount(context, undefined, {
    login: 'xinxike',
    displayName: '周涛',
    role: 'information_office',
    password: 'lianxi-2020',
  });
  database.close();
  const id = v7();
  writeFileSync(join(dataFolder, 'folder-id.txt'), id);
  const kept = { version: 1, sealedBy: 'plain_file', content: keyHex };
  writeFileSync(join(userDataFolder, 'keys', `${id}.key.json`), JSON.stringify(kept));
}

test('in a real hospital the information office is told until the paper was printed and tried', async () => {
  await application.close();
  const dataFolder = join(userDataFolder, 'hospital');
  await makeHospital(dataFolder);
  await start([`--data=${dataFolder}`]);
  const { window } = application;
  await window.getByLabel('账号').fill('xinxike');
  await window.getByLabel('密码').fill('lianxi-2020');
  await window.getByLabel('密码').press('Enter');
  const band = window.getByText('恢复密钥还没有打印：电脑一坏');
  await band.waitFor();
  expect(await band.innerText()).toContain('管理 · F5 恢复密钥');
});
