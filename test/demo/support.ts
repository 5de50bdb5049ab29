import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Application } from '../e2e/application/application.ts';
import { openPatient, practiceFile, signIn } from '../e2e/desk/clerk.ts';
import type { Album } from './album.ts';
import { answerFileDialog, confirmAndPrint, payersOf } from './journey.ts';

/**
 * 帮扶: a roster that says otherwise than the last one, a household, a patient to call after a stay of major disease, and the
 * public board. Somebody else is signed in when it begins; nobody when it ends.
 */
export async function pictureSupport(application: Application, album: Album, folder: string): Promise<void> {
  const { window } = application;
  await window.keyboard.press('Control+L');
  await signIn(application, '1');
  await openPatient(application, '王秀英');
  await payersOf(application).getByText('个人应付').waitFor();
  await confirmAndPrint(application, '王秀英', {});
  await pictureHousehold(application, album);
  await pictureFollowUp(application, album);
  await importOtherRoster(application, folder);
  await window.keyboard.press('Control+L');
  await signIn(application, '2');
  await goToSupport(application);
  await window
    .getByRole('radiogroup', { name: '哪一类' })
    .getByText(/^有变动 [1-9]/)
    .click();
  await window.getByRole('region', { name: '要核对的人' }).waitFor();
  await album(application, 'roster-work');
  await window.keyboard.press('F5');
  await window.getByRole('region', { name: '公示内容' }).waitFor();
  await album(application, 'public-board');
  await window.keyboard.press('Control+L');
}

async function goToSupport({ window }: Application): Promise<void> {
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '帮扶' }).click();
}

async function pictureHousehold(application: Application, album: Album): Promise<void> {
  const { window } = application;
  await goToSupport(application);
  await window.getByLabel('查找一户').fill('42991300001');
  await window.getByLabel('查找一户').press('Enter');
  await window.getByRole('button', { name: '记家庭医生和一户一策' }).click();
  const dialog = window.getByRole('dialog');
  const typed = { 家庭医生: '陈医生', '所在卫生院、村卫生室': '白水镇卫生院', 电话: '13900000009' };
  for (const [label, value] of Object.entries(typed)) {
    await dialog.getByLabel(label, { exact: true }).fill(value);
  }
  await dialog
    .getByLabel('一户一策', { exact: true })
    .fill('王秀英脑梗死恢复期，村医每两周上门一次；秋后帮她女儿联系务工。');
  await dialog.getByRole('button', { name: '记下' }).click();
  await window.getByText('陈医生，白水镇卫生院').waitFor();
  await album(application, 'household');
}

async function pictureFollowUp(application: Application, album: Album): Promise<void> {
  const { window } = application;
  await window.keyboard.press('F4');
  await window.getByRole('button', { name: '记回访 王秀英' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByLabel('病情和用药').fill('能下地走，药快吃完了');
  for (const need of ['费用困难', '用药']) {
    await dialog.getByRole('checkbox', { name: need }).check();
  }
  await dialog.getByLabel('具体情况').fill('药费每月 300 元，家里没有收入');
  await dialog.getByLabel('提出救助申请').selectOption({ label: '慈善救助' });
  await dialog.getByLabel('交给谁').fill('随县慈善会');
  await album(application, 'follow-up-call');
  await dialog.getByRole('button', { name: '记下' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await window.getByText('有需求的', { exact: true }).click();
  await window.getByText('已提出救助申请').waitFor();
  await album(application, 'follow-up');
}

/** The practice roster, but for some who moved, fell out of insurance, are missing, or of whom two agencies say different things. */
async function importOtherRoster(application: Application, folder: string): Promise<void> {
  const text = await readFile(practiceFile('roster.csv'), 'utf8');
  const lines = text
    .replace(/^(李建国,.*?)新集村,正常参保/m, '$1东岳村,正常参保')
    .replace(/^(何家旺,.*?)正常参保/m, '$1暂停参保')
    .replace(/^(马永,.*?,建档立卡,2019-01-01),/m, '$1,2025-12-31')
    .split('\n')
    .filter((line) => !line.startsWith('徐德福,'));
  const file = join(folder, '十一月名册.csv');
  await writeFile(file, lines.join('\n'));
  const { window } = application;
  await window.keyboard.press('Control+L');
  await signIn(application, '4');
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '管理' }).click();
  await answerFileDialog(application, file);
  await window.getByRole('button', { name: '选择名册文件（CSV 或 XLSX）' }).click();
  await window.getByText('已导入').waitFor();
}
