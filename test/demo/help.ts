import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Application } from '../e2e/application/application.ts';
import { openPatient, practiceFile, signIn } from '../e2e/desk/clerk.ts';
import type { Album } from './album.ts';
import { answerFileDialog, ask, loadFees, payersOf } from './journey.ts';

/** Suixian's document as it is, and what a county adds that lets temporary relief and charity pay the hospital. */
const pack = `
id: suixian-help-2020
title: 随县2020年“四位一体”和困难救助（练习）
region: "421321"
effective: {from: 2020-01-01, to: 2030-12-31}
source: {document: 随县卫发〔2020〕1号, title: 练习用补充, issued_by: 练习}
extends: suixian-2020
changes:
  - 增加临时救助、慈善救助两层，按批准的金额支付。
layers:
  - id: temporary_relief
    after: supplementary
    title: 临时救助
    base: remaining
    rules: [{approved: true, clause: 练习}]
  - id: charity
    after: temporary_relief
    title: 慈善救助
    base: remaining
    rules: [{approved: true, clause: 练习}]
`;

const secondPerson = { login: 'chenjing', password: 'lianxi2020' };

/** As the information office, with finance as the second person; help is offered from 3,000.00 yuan of a year on. */
export async function putHelpIntoForce(application: Application, folder: string): Promise<void> {
  const file = join(folder, '困难救助.yaml');
  await writeFile(file, pack);
  await answerFileDialog(application, file);
  const chosen = await ask(application, 'files.choose', { purpose: 'policy' });
  if (chosen === null) throw new Error('no file was chosen');
  await ask(application, 'policy.putIntoForce', {
    fileToken: chosen.fileToken,
    fromDay: '2020-01-01',
    toDay: null,
    options: {},
    secondPerson,
  });
  const { today } = await ask(application, 'hospital.status', {});
  await ask(application, 'parameters.change', {
    fromDay: today,
    values: { hardshipFromFen: 300_000 },
    secondPerson,
  });
}

/** A settlement at the desk, help applied for, and temporary relief that comes after it. Signs out whoever is there. */
export async function pictureHelp(application: Application, album: Album, folder: string): Promise<void> {
  const { window } = application;
  const dialog = () => window.getByRole('dialog').last();
  await window.keyboard.press('Control+L');
  await signIn(application, '4');
  await window.getByRole('navigation', { name: '房间' }).waitFor();
  await putHelpIntoForce(application, folder);
  await window.keyboard.press('Control+L');
  await signIn(application, '1');
  await openPatient(application, '马永');
  await loadFees(application, practiceFile('ZY26020012.csv'));
  await payersOf(application).getByText('个人应付').waitFor();
  await window.keyboard.press('F9');
  await dialog().getByRole('button', { name: '确认结算并打印' }).click();
  await payersOf(application)
    .getByText(/可以申请/)
    .waitFor();
  await album(application, 'help-offer');
  await payersOf(application).getByRole('button', { name: '困难救助' }).click();
  await dialog().getByRole('button', { name: '申请救助' }).click();
  await dialog().getByLabel('困难的原因').fill('家中两人患病，没有劳动力');
  await dialog().getByRole('button', { name: '记下并打印申请表' }).click();
  await dialog()
    .getByRole('button', { name: /^补助结算 马永/ })
    .click();
  const { today } = await ask(application, 'hospital.status', {});
  const typed = { '批准金额（元）': '1,200.50', 批准文号: '临救〔2026〕12号', 批准日期: today };
  const second = { 复核人账号: 'liuqiang', 复核人密码: 'lianxi2020' };
  for (const [label, value] of Object.entries({ ...typed, ...second })) {
    await dialog().getByLabel(label).fill(value);
  }
  await album(application, 'top-up');
  await dialog().getByRole('button', { name: '复核后结算并打印' }).click();
  await dialog()
    .getByText(/✓ 补助 BZ/)
    .waitFor();
  await album(application, 'help');
  await window.keyboard.press('Control+L');
  await signIn(application, '2');
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '更正' }).click();
  await window.keyboard.press('F5');
  await window.getByText('结算后补助', { exact: true }).click();
  await window.getByRole('region', { name: '结算后补助' }).waitFor();
  await album(application, 'hardship');
}
