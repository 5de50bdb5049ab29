import { join } from 'node:path';
import { projectFolder } from '../../build/setup/dependencies.js';
import type { Application } from '../e2e/application/application.ts';
import { signIn } from '../e2e/desk/clerk.ts';
import type { Album } from './album.ts';
import { answerFileDialog } from './journey.ts';

/** Every page of the information office, each with what stands on it when it is in use. */
export async function pictureAdministration(application: Application, album: Album): Promise<void> {
  const { window } = application;
  const page = async (key: string, title: string, name: string) => {
    await window.keyboard.press(key);
    await window.getByRole('heading', { name: title, exact: true }).waitFor();
    await window.waitForTimeout(500);
    await album(application, name);
  };
  await signIn(application, '4');
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '管理' }).click();
  await answerFileDialog(application, join(projectFolder, 'test/demo/faulty-roster.csv'));
  await window.getByRole('button', { name: '选择名册文件（CSV 或 XLSX）' }).click();
  await window.getByText('没有导入：').waitFor();
  await album(application, 'roster-refused');

  await window.keyboard.press('F3');
  await window.getByText('今天生效：').waitFor();
  await album(application, 'policy');
  await window.keyboard.press('F4');
  await window.getByRole('cell', { name: 'zhoutao' }).waitFor();
  await album(application, 'staff');
  await page('F5', '恢复密钥', 'keys');
  await page('F6', '诊断文件', 'diagnostics');
  await window.keyboard.press('F7');
  await window.getByRole('button', { name: '立即备份' }).click();
  await window.getByText('已备份并核对').waitFor();
  await window.getByRole('button', { name: '演练' }).first().click();
  await window.getByText('演练结果').waitFor();
  await album(application, 'backups');
  await page('F8', '医保平台', 'platform');
  await page('F9', '本院参数', 'parameters');
  for (const [key, name] of [
    ['F10', 'catalogue'],
    ['F11', 'devices'],
    ['F12', 'designated'],
    ['Shift+F2', 'printers'],
    ['Shift+F3', 'fee-sources'],
  ] as const) {
    await window.keyboard.press(key);
    await window.waitForTimeout(800);
    await album(application, name);
  }
  await pictureReplay(application, album);
}

/** What the year that was settled would have been without a layer. */
async function pictureReplay(application: Application, album: Album): Promise<void> {
  const { window } = application;
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '政策' }).click();
  await answerFileDialog(application, join(projectFolder, 'shared/policy/packs/suixian-2020.yaml'));
  await window.getByRole('button', { name: '打开一个文件' }).click();
  await window.getByRole('region', { name: '打开的政策包写了什么' }).waitFor();
  await window.keyboard.press('F4');
  await window.getByText('实际结算的一年').click();
  await window.getByRole('checkbox', { name: '大病补充医疗保险' }).check();
  await window.getByRole('checkbox', { name: /列出乡镇/ }).check();
  await window.getByRole('button', { name: '测算', exact: true }).click();
  await window.getByRole('region', { name: '测算结果' }).getByRole('table', { name: '按乡镇' }).waitFor();
  await album(application, 'replay');
}
