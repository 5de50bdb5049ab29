import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../../../build/setup/progress.js';
import { patients } from '../../../electron/service/practice/patients.ts';
import { answerFileDialog, loadFees, payersOf } from '../../demo/journey.ts';
import { type Application, startApplication } from '../../e2e/application/application.ts';
import { search, signIn } from '../../e2e/desk/clerk.ts';
import { type RosterSample, writeRoster } from '../roster/roster-file.ts';
import { figure } from '../table.ts';
import { enterToTextMs, timePlainRequests, timeSearches } from './in-the-page.ts';
import { manyItems } from './many-items.ts';

/** A million people take most of the time to be imported; a search among them hardly differs (people). */
const personCount = process.env['ONESTOP_FULL'] === '1' ? 1_000_000 : 200_000;
const itemCount = 2_000;
const importLimitMs = 600_000;
/** Plain cases, whose fees lie in the practice hospital. */
const plainCases = [patients.wangXiuying, patients.liJianguo, patients.liuDefu, patients.longName];

const stepLimitMs = 60_000;
/** Before a trial could have been read no key confirms it (desk-keys.ts). */
const readingMs = 700;

/** What a clerk waited for, each act in milliseconds. */
export interface Desk {
  readonly personCount: number;
  /** A request that asks the file next to nothing, there and back: what the way alone costs in that minute. */
  readonly plainMs: readonly number[];
  readonly byNumberMs: readonly number[];
  readonly byNameMs: readonly number[];
  readonly trialMs: readonly number[];
  readonly slipMs: readonly number[];
}

/** Works at the window with a county's roster beside the practice hospital, and leaves both in the folder. */
export async function atTheDesk(folder: string): Promise<Desk> {
  const rosterFile = join(folder, 'roster.csv');
  const sample = await writeRoster(rosterFile, { personCount });
  const application = await startApplication({ userDataFolder: join(folder, 'own') });
  application.window.setDefaultTimeout(stepLimitMs);
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
): Promise<Pick<Desk, 'plainMs' | 'byNumberMs' | 'byNameMs'>> {
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
    plainMs: await timePlainRequests(application, 1_000),
    byNumberMs: await timeSearches(application, numbers.slice(100, 1_100)),
    byNameMs: await timeSearches(application, typed.slice(100, 1_100)),
  };
}

/** The search field holds the patient; Enter calls the stay of two thousand items and draws its trial. */
async function trialTime(application: Application, folder: string): Promise<number[]> {
  const { window } = application;
  const file = join(folder, 'fees.csv');
  await writeFile(file, manyItems(itemCount));
  const { name, idNumber } = patients.zhouXiaoyu;
  // By number: a million people have every name more than once.
  await search(application, idNumber);
  await window.getByRole('region', { name: '患者' }).getByRole('heading', { name }).waitFor();
  await loadFees(application, file);
  await payersOf(application).getByText('个人应付').waitFor();
  const tookMs: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    await window.keyboard.press('Escape');
    await payersOf(application).getByText('个人应付').waitFor({ state: 'detached' });
    await window.getByRole('combobox', { name: '查找患者' }).fill(idNumber);
    tookMs.push(await enterToTextMs(application, '个人应付'));
  }
  return tookMs;
}

/** The second Enter of plain cases, until the window says what became of the paper: by then the slip is archived. */
async function slipTime(application: Application): Promise<number[]> {
  const { window } = application;
  const tookMs: number[] = [];
  for (const { idNumber } of plainCases) {
    await window.keyboard.press('Escape');
    await payersOf(application).getByText('个人应付').waitFor({ state: 'detached' });
    await search(application, idNumber);
    await payersOf(application).getByText('个人应付').waitFor();
    await window.waitForTimeout(readingMs);
    tookMs.push(await enterToTextMs(application, '打印'));
  }
  return tookMs;
}
