import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerFileDialog } from '../../demo/journey.ts';
import { type Application, startApplication } from '../application/application.ts';
import { processIdsOf } from '../application/processes.ts';
import { openPatient, signIn } from './clerk.ts';

let application: Application;
let stick: string;
beforeAll(async () => {
  stick = await mkdtemp(join(tmpdir(), 'onestop-stick-'));
  application = await startApplication();
});
afterAll(async () => {
  await application.close();
  await rm(stick, { recursive: true, force: true });
});

test('the information office sees the line without its secrets, and has it tested in one click', async () => {
  const { window } = application;
  await signIn(application, '4');
  await window.getByRole('button', { name: /^管理/ }).click();
  await window.getByRole('heading', { name: '名册' }).waitFor();
  await window.keyboard.press('F8');
  await window.getByText('本窗口公钥指纹').waitFor();
  await window.getByRole('button', { name: '检查连接' }).press('Enter');
  const checks = window.getByRole('table', { name: '检查结果' });
  await checks.waitFor();
  const rows = await checks.getByRole('row').allInnerTexts();
  expect(rows.map((row) => row.split(/\s+/).slice(0, 3).join(' '))).toEqual([
    '地址 ✓ 正常',
    '证书 — 没有用',
    '签名 ✓ 正常',
    '签到 ✓ 正常',
  ]);
  await window.keyboard.press('Control+L');
});

test('what waits while the platform is away is written to a stick by F6', async () => {
  const { window } = application;
  await signIn(application, '2');
  await openPatient(application, '李建国');
  const [platform] = await processIdsOf(application, 'practicePlatform');
  process.kill(platform!, 'SIGSTOP');
  try {
    await window.keyboard.press('F6');
    const form = window.getByRole('dialog');
    await form.getByRole('button', { name: '登记此人的另一次入院' }).press('Enter');
    await form.getByLabel('住院号').fill('ZY26029998');
    await form.getByLabel('科室').fill('消化内科');
    await form.getByLabel('主要诊断编码').fill('k25.9');
    await form.getByLabel('主要诊断名称').fill('胃溃疡');
    await form.getByLabel('主要诊断名称').press('Enter');
    await window.keyboard.press('Enter');
    await form.waitFor({ state: 'hidden' });

    await window.keyboard.press('Control+2');
    await window.getByRole('region', { name: '上传记录' }).waitFor();
    await window.keyboard.press('F6');
    const dialog = window.getByRole('dialog');
    await dialog.getByText('还没有导出过').waitFor();
    await answerFileDialog(application, stick);
    await dialog.getByRole('button', { name: '导出到U盘' }).press('Enter');
    await dialog.getByText('已写出 1 个文件').waitFor();
    await dialog.getByRole('cell', { name: /\.package$/ }).waitFor();
    const files = await readdir(stick);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatch(/^onestop-.*\.package$/);
  } finally {
    process.kill(platform!, 'SIGCONT');
  }
});
