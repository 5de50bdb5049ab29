import type { Application } from '../e2e/application/application.ts';
import { signIn } from '../e2e/desk/clerk.ts';
import type { Album } from './album.ts';

/** What finance works in: the overview, and the rooms that it leads to. */
export async function pictureFinance(application: Application, album: Album): Promise<void> {
  const { window } = application;
  await signIn(application, '3');
  await window.getByRole('table', { name: /谁来付/ }).waitFor();
  await album(application, 'overview');
  for (const [room, name] of [
    ['对账', 'reconciliation'],
    ['拨付', 'fund-claims'],
    ['报表', 'reports'],
  ] as const) {
    await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: room }).click();
    await window.waitForTimeout(1500);
    await album(application, name);
  }
  await window.keyboard.press('Control+L');
}
