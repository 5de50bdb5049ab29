import type { Application } from '../e2e/application/application.ts';
import { practiceFile, signIn } from '../e2e/desk/clerk.ts';
import type { Album } from './album.ts';
import { bringFreeCareIntoForce, openFreeStay } from './free-care.ts';
import { loadFees, payersOf } from './journey.ts';

/** A visit of somebody who is qualified: registered, and tried out beside the platform's own trial. */
export async function pictureVisit(application: Application, album: Album): Promise<void> {
  const { window } = application;
  const dialog = window.getByRole('dialog');
  await window.keyboard.press('F12');
  for (const [label, value] of [
    ['门诊号', 'MZ26020001'],
    ['科室', '内分泌门诊'],
    ['就诊日期', '2026-02-27'],
  ] as const) {
    await dialog.getByLabel(label).fill(value);
  }
  await album(application, 'visit');
  await dialog.getByRole('button', { name: '登记就诊' }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await window.getByRole('region', { name: '费用' }).getByText('门诊号 MZ26020001').waitFor();
  await loadFees(application, practiceFile('MZ26020001.csv'));
  await payersOf(application).getByText('个人应付').waitFor();
  await window.getByText('医保平台试算与本窗口一致').waitFor();
  await album(application, 'visit-trial');
}

/** A stay that nobody may be charged for, from a county whose document says so. */
export async function pictureFreeCare(
  application: Application,
  album: Album,
  scratch: string,
): Promise<void> {
  await signInAnew(application, '4');
  await bringFreeCareIntoForce(application, scratch);
  await signInAnew(application, '1');
  await openFreeStay(application, scratch);
  await payersOf(application).getByText('免费救治').waitFor();
  await album(application, 'free-of-charge');
}

/** Until the rooms stand there: what is asked before is asked by nobody. */
async function signInAnew(application: Application, digit: '1' | '4'): Promise<void> {
  const { window } = application;
  await window.keyboard.press('Control+L');
  await signIn(application, digit);
  await window.getByRole('navigation', { name: '房间' }).waitFor();
}
