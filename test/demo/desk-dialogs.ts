import { patients } from '../../electron/service/practice/patients.ts';
import type { Application } from '../e2e/application/application.ts';
import { openPatient } from '../e2e/desk/clerk.ts';
import type { Album } from './album.ts';
import { layCard } from './holdings.ts';
import { payersOf } from './journey.ts';

/** What opens over the desk, and the rooms beside it. */
export async function pictureDesk(application: Application, album: Album): Promise<void> {
  const { window } = application;
  const over = async (key: string, name: string) => {
    await window.keyboard.press(key);
    await window.getByRole('dialog').waitFor();
    await window.waitForTimeout(500);
    await album(application, name);
    await window.keyboard.press('Escape');
    await window.getByRole('dialog').waitFor({ state: 'hidden' });
  };
  await layCard(application.userDataFolder, patients.liJianguo.idNumber);
  await window.keyboard.press('F2');
  await window.getByRole('heading', { name: patients.liJianguo.name }).waitFor();
  await payersOf(application).getByText('个人应付').waitFor();
  await album(application, 'card-read');
  await over('F3', 'fees');
  await over('F9', 'payment');

  await openPatient(application, patients.wangXiuying.name);
  await payersOf(application).getByText('✓ 已结算').waitFor();
  await over('F8', 'reprint');
  await over('F9', 'debts');
  await over('F10', 'history');
  for (const [room, name] of [
    ['单据', 'archive'],
    ['转诊', 'referrals'],
  ] as const) {
    await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: room }).click();
    await window.waitForTimeout(800);
    await album(application, name);
  }
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '日结' }).click();
  await window.getByLabel('100 元的张数').fill('146');
  await window.getByLabel('50 元的张数').fill('1');
  await window.waitForTimeout(500);
  await album(application, 'day-close');
  await window.keyboard.press('Control+1');
}
