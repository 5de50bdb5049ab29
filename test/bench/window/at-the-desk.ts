import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../../../build/setup/progress.js';
import { patients } from '../../../electron/service/practice/patients.ts';
import { answerFileDialog, loadFees, payersOf } from '../../demo/journey.ts';
import { type Application, startApplication } from '../../e2e/application/application.ts';
import { openPatient, signIn } from '../../e2e/desk/clerk.ts';
import { median } from '../measure.ts';
import { type RosterSample, writeRoster } from '../roster/roster-file.ts';
import { figure } from '../table.ts';
import { enterToTextMs, timeSearches } from './in-the-page.ts';
import { manyItems } from './many-items.ts';

const personCount = 1_000_000;
const itemCount = 2_000;
const importLimitMs = 600_000;
/** Plain cases, whose fees lie in the practice hospital. */
const plainCases = [patients.wangXiuying, patients.liJianguo, patients.liuDefu, patients.longName];

/** What a clerk waited for, each in milliseconds. */
export interface Desk {
  readonly personCount: number;
  readonly byNumberMs: number;
  readonly byNameMs: number;
  readonly trialMs: number;
  readonly slipMs: number;
}

/** Works at the window with a roster of a million beside the practice hospital, and leaves both in the folder. */
export async function atTheDesk(folder: string): Promise<Desk> {
  const rosterFile = join(folder, 'roster.csv');
  const sample = await writeRoster(rosterFile, { personCount });
  const application = await startApplication({ userDataFolder: join(folder, 'own') });
  try {
    await importRoster(application, rosterFile);
    await application.window.keyboard.press('Control+L');
    await signIn(application, '1');
    return {
      personCount,
      ...(await searchTimes(application, sample)),
      trialMs: await trialTime(application, folder),
      slipMs: await slipTime(application),
    };
  } finally {
    await application.close();
  }
}

async function importRoster(application: Application, rosterFile: string): Promise<void> {
  const { window } = application;
  await signIn(application, '4');
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '管理' }).click();
  await answerFileDialog(application, rosterFile);
  const startedAt = performance.now();
  await window.getByRole('button', { name: '选择名册文件（CSV 或 XLSX）' }).click();
  await window.getByText('已导入').waitFor({ timeout: importLimitMs });
  say(`  ${figure(personCount)} people imported in ${figure((performance.now() - startedAt) / 1000)} s`);
}

async function searchTimes(
  application: Application,
  { numbers, names }: RosterSample,
): Promise<Pick<Desk, 'byNumberMs' | 'byNameMs'>> {
  // What somebody types on the way to a name.
  const typed = names.flatMap((name) =>
    Array.from(name, (_, end) =>
      Array.from(name)
        .slice(0, end + 1)
        .join(''),
    ),
  );
  await timeSearches(application, [...numbers.slice(0, 100), ...typed.slice(0, 100)]);
  return {
    byNumberMs: ninetyNinth(await timeSearches(application, numbers.slice(100, 1_100))),
    byNameMs: ninetyNinth(await timeSearches(application, typed.slice(100, 1_100))),
  };
}

/** The search field holds the patient; Enter calls the stay of two thousand items and draws its trial. */
async function trialTime(application: Application, folder: string): Promise<number> {
  const { window } = application;
  const file = join(folder, 'fees.csv');
  await writeFile(file, manyItems(itemCount));
  const { name, idNumber } = patients.zhouXiaoyu;
  await openPatient(application, name);
  await loadFees(application, file);
  await payersOf(application).getByText('个人应付').waitFor();
  const tookMs: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    await window.keyboard.press('Escape');
    await payersOf(application).getByText('个人应付').waitFor({ state: 'detached' });
    await window.getByRole('combobox', { name: '查找患者' }).fill(idNumber);
    await window.getByRole('listbox', { name: '查到的人' }).waitFor();
    tookMs.push(await enterToTextMs(application, '个人应付'));
  }
  return median(tookMs);
}

/** The second Enter of plain cases, until the window says what became of the paper: by then the slip is archived. */
async function slipTime(application: Application): Promise<number> {
  const { window } = application;
  const tookMs: number[] = [];
  for (const { name } of plainCases) {
    await window.keyboard.press('Escape');
    await openPatient(application, name);
    await payersOf(application).getByText('个人应付').waitFor();
    await window.waitForTimeout(1_000);
    tookMs.push(await enterToTextMs(application, '打印'));
  }
  return median(tookMs);
}

function ninetyNinth(tookMs: readonly number[]): number {
  return tookMs.toSorted((left, right) => left - right)[Math.ceil(tookMs.length * 0.99) - 1] ?? Infinity;
}
