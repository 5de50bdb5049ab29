import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../demo/journey.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { type Application, startApplication } from '../application/application.ts';
import { signIn } from './clerk.ts';

let platform: ReferencePlatform;
let application: Application;
beforeAll(async () => {
  platform = await ReferencePlatform.start();
  const refusal = { kind: 'code', infcode: -1, words: '科室编码不存在', acted: false } as const;
  await platform.fault('2401', refusal);
  application = await startApplication({ args: [`--platform-url=${platform.url}`] });
  await signIn(application, '2');
});
afterAll(async () => {
  await application.close();
  await platform.stop();
});

test('a record that the centre refuses stands on top with its reason, is remarked on, and goes out anew', async () => {
  const { window } = application;
  await window.getByRole('combobox', { name: '查找患者' }).waitFor();
  await window.keyboard.press('Control+2');
  const refused = window.getByRole('button', { name: /^处理 入院登记/ });
  await refused.waitFor();
  await expect
    .poll(async () => (await ask(application, 'outbox.list', { limit: 200 })).summary.unsentCount)
    .toBeGreaterThan(0);
  const { rows } = await ask(application, 'outbox.list', { limit: 200 });
  const dead = rows.find(({ state }) => state === 'dead')!;
  expect(dead.lastReason).toContain('科室编码不存在');
  const firstRow = window.getByRole('region', { name: '上传记录' }).getByRole('row').nth(1);
  expect(await firstRow.innerText()).toContain(dead.personName);

  await refused.press('Enter');
  const dialog = window.getByRole('dialog');
  await dialog.getByText('其他人的照常上传').waitFor();
  await dialog.getByRole('button', { name: '备注' }).press('Enter');
  await dialog.getByLabel('备注').fill('已电话告知中心');
  await dialog.getByLabel('备注').press('Enter');
  await dialog.getByText('已电话告知中心').waitFor();

  await dialog.getByRole('button', { name: '更正重传' }).press('Enter');
  await dialog.getByText('与原来的内容相同').waitFor();
  await dialog.getByLabel('原因').fill('中心已补科室编码');
  await dialog.getByLabel('原因').press('Enter');
  await dialog.getByText('更正重传：中心已补科室编码').waitFor();
  await window.keyboard.press('Escape');
  await refused.waitFor({ state: 'hidden' });
  await expect
    .poll(async () => (await ask(application, 'outbox.list', { limit: 200 })).summary)
    .toMatchObject({ unsentCount: 0, deadCount: 0 });
});
