import { patients } from '../../electron/service/practice/patients.ts';
import type { Application } from '../e2e/application/application.ts';
import { openPatient, signIn } from '../e2e/desk/clerk.ts';
import type { Album } from './album.ts';
import { ask, payersOf } from './journey.ts';

/** What finance works in: the overview, and the rooms that it leads to, after a day with something in each of them. */
export async function pictureFinance(application: Application, album: Album): Promise<void> {
  const { window } = application;
  await signIn(application, '1');
  await settleWithInstalments(application);
  await window.keyboard.press('Control+L');
  await signIn(application, '3');
  await window.getByRole('table', { name: /谁来付/ }).waitFor();
  await album(application, 'overview');
  await goTo(application, '对账');
  await pictureReconciliation(application, album);
  await goTo(application, '拨付');
  await pictureFundClaims(application, album);
  await goTo(application, '报表');
  await window.getByRole('grid', { name: '按乡镇统计' }).waitFor();
  await album(application, 'reports');
  await goTo(application, '欠费');
  await pictureDebts(application, album);
  await window.keyboard.press('Control+L');
}

async function goTo({ window }: Application, room: string): Promise<void> {
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: room }).click();
}

/** What the patient owes, in three months. */
async function settleWithInstalments(application: Application): Promise<void> {
  const { window } = application;
  await openPatient(application, patients.lvJian.name);
  await payersOf(application).getByText('个人应付').waitFor();
  await window.keyboard.press('F9');
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('radiogroup', { name: '支付方式' }).getByText('缓交/分期').click();
  await dialog.getByLabel('分几期（每月一期）').fill('3');
  await dialog.getByRole('button', { name: '确认结算并打印' }).click();
  await payersOf(application).getByText('✓ 已结算').waitFor();
  await payersOf(application).getByText('中心编号').waitFor();
}

/** Today, window against centre. */
async function pictureReconciliation(application: Application, album: Album): Promise<void> {
  const { window } = application;
  const { today } = await ask(application, 'hospital.status', {});
  await window.getByLabel('业务日期从').fill(today);
  await window.getByLabel('到（含这一天）').fill(today);
  const centre = window.getByRole('group', { name: '医保中心' });
  await centre.getByRole('button', { name: '从医保平台取' }).click();
  await centre.getByText(/行，总额/).waitFor();
  await album(application, 'reconciliation');
  await window.getByLabel('业务日期从').press('Enter');
  await window.getByText('与中心的总账一致').waitFor();
  await album(application, 'reconciliation-run');
  await window.keyboard.press('Escape');
}

/** The first payer is claimed from and pays in part. */
async function pictureFundClaims(application: Application, album: Album): Promise<void> {
  const { window } = application;
  const dialog = () => window.getByRole('dialog').last();
  const { today } = await ask(application, 'hospital.status', {});
  await window
    .getByRole('button', { name: /申请拨付$/ })
    .first()
    .click();
  await dialog().getByLabel('月份').fill(today.slice(0, 7));
  await dialog()
    .getByText(/^\d+ 笔，/)
    .waitFor();
  await window.keyboard.press('Enter');
  await dialog()
    .getByText(/^草稿，/)
    .waitFor();
  await dialog().getByRole('button', { name: '申报' }).click();
  await dialog()
    .getByText(/^已申报，/)
    .waitFor();
  await dialog().getByRole('button', { name: '登记到账' }).click();
  await dialog().getByLabel('到账（元）').fill('30000');
  await dialog().getByLabel('扣留质保金（元）').fill('2000');
  await dialog().getByLabel('银行回单号').fill('HD20260301');
  await dialog().getByRole('button', { name: /登记$/ }).click();
  await dialog()
    .getByText(/^部分拨付，/)
    .waitFor();
  await album(application, 'fund-claim');
  await window.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  await album(application, 'fund-claims');
}

async function pictureDebts(application: Application, album: Album): Promise<void> {
  const { window } = application;
  const dialog = () => window.getByRole('dialog').last();
  await window.getByRole('grid', { name: '欠费的人' }).waitFor();
  await album(application, 'debtors');
  await window.getByRole('button', { name: /催缴、减免、名单/ }).click();
  await dialog().getByRole('button', { name: '记一次催缴' }).click();
  await dialog().getByLabel('说了什么、答应什么').fill('女儿下周从外地回来，答应先交一半');
  await dialog().getByRole('button', { name: '记下' }).click();
  await dialog().getByText('答应先交一半').waitFor();
  await album(application, 'debt-care');
  await window.keyboard.press('Escape');
}
