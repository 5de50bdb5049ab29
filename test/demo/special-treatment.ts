import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Application } from '../e2e/application/application.ts';
import { signIn } from '../e2e/desk/clerk.ts';
import type { Album } from './album.ts';
import { answerFileDialog, ask } from './journey.ts';

/** The practice county's policy with a list of special treatment, which its document does not have. */
const pack = `
id: suixian-special-treatment
title: 练习用：随县大病专项救治
region: "421321"
effective: {from: 2020-01-01}
source: {document: 练习用病种名单}
extends: suixian-2020
changes: [增加大病专项救治病种名单和月报]
disease_lists:
  special_treatment:
    title: 大病专项救治病种
    patients: [registered_poor, subsistence_allowance, special_hardship, orphan]
    clause: 二
    diseases:
      - {name: 脑卒中, codes: [I60-I64], since: 2020-01-01}
      - {name: 冠心病, codes: [I20-I25], since: 2020-01-01}
      - {name: 胃癌, since: 2020-01-01}
      - {name: 儿童肺炎, codes: [J12-J18], age: {to: 17}, since: 2020-01-01}
control_figures:
  major_illness_treated: {at_least: 90%, clause: 二}
reports:
  - {title: 农村贫困人口大病专项救治情况统计月报表, to: 市卫生健康委医政科, by_day: 25, clause: 三}
`;

/** As the information office, with finance as the second person. */
export async function putListIntoForce(application: Application, folder: string): Promise<void> {
  const file = join(folder, '专项救治名单.yaml');
  await writeFile(file, pack);
  await answerFileDialog(application, file);
  const chosen = await ask(application, 'files.choose', { purpose: 'policy' });
  if (chosen === null) throw new Error('no file was chosen');
  await ask(application, 'policy.putIntoForce', {
    fileToken: chosen.fileToken,
    fromDay: '2020-01-01',
    toDay: null,
    options: {},
    secondPerson: { login: 'chenjing', password: 'lianxi2020' },
  });
}

/** The ledger of the practice hospital, one line of it, and the package of its month. Signs out whoever is there. */
export async function pictureTreatment(
  application: Application,
  album: Album,
  folder: string,
): Promise<void> {
  const { window } = application;
  const dialog = () => window.getByRole('dialog').last();
  await window.keyboard.press('Control+L');
  await signIn(application, '4');
  await window.getByRole('navigation', { name: '房间' }).waitFor();
  await putListIntoForce(application, folder);
  await window.keyboard.press('Control+L');
  await signIn(application, '3');
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '报表' }).click();
  await window.keyboard.press('F5');
  await window.keyboard.press('F6');
  await window.getByText(/，补记 [1-9]/).waitFor();
  const ledger = window.getByRole('grid', { name: '救治台账' });
  await ledger.getByRole('row').nth(1).dblclick();
  await dialog().getByRole('button', { name: '登记结果' }).click();
  await dialog().getByLabel('说明').fill('县扶贫办、民政局名单核对属实');
  await dialog().getByRole('button', { name: /登记$/ }).click();
  await dialog()
    .getByRole('row', { name: /已核实/ })
    .waitFor();
  await album(application, 'treatment-line');
  await window.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  await album(application, 'treatment-ledger');
  await window.keyboard.press('F3');
  await window.getByRole('list', { name: '完整性核对' }).waitFor();
  await album(application, 'treatment-month');
  await window.getByRole('button', { name: '办理上报包' }).click();
  await dialog().getByLabel('缺项说明').fill('乡镇卫生院还在核实，下月补报');
  await dialog().getByLabel('复核人账号').fill('liuqiang');
  await dialog().getByLabel('复核人密码').fill('lianxi2020');
  await album(application, 'treatment-package');
  await window.keyboard.press('Escape');
  await window.keyboard.press('Control+L');
}
