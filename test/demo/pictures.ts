import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../../build/setup/dependencies.js';
import { type Application, startApplication } from '../e2e/application/application.ts';
import { processIdsOf } from '../e2e/application/processes.ts';
import { openPatient, practiceFile, search, signIn } from '../e2e/desk/clerk.ts';
import { pictureAdministration } from './administration.ts';
import { albumIn } from './album.ts';
import { pictureDesk } from './desk-dialogs.ts';
import { pictureFinance } from './finance.ts';
import { pictureFreeCare, pictureVisit } from './visit.ts';
import { pictureHelp } from './help.ts';
import { answerFileDialog, confirmAndPrint, loadFees, payersOf, settleAsClerk } from './journey.ts';
import { pictureTreatment } from './special-treatment.ts';
import { pictureSupport } from './support.ts';

/**
 * `npm run pictures`: the pictures of the documents, taken in the packaged application while it is used. The slips are
 * the archived ones, drawn by pdftoppm.
 */
const picturesFolder = join(projectFolder, 'docs', 'pictures');
const slipDotsPerInch = 100;

const album = albumIn(picturesFolder);
const scratch = await mkdtemp(join(tmpdir(), 'onestop-pictures-'));

try {
  await rm(picturesFolder, { recursive: true, force: true });
  await pictureOrdinaryDay();
  await pictureStartWithoutKey();
  await pictureLateKnowledge();
  await takePapers();
} finally {
  await rm(scratch, { recursive: true, force: true });
}
console.log('Pictures: docs/pictures/');

async function pictureOrdinaryDay(): Promise<void> {
  const application = await startApplication();
  try {
    await sizeUp(application);
    const { slip } = await settleAsClerk(application, { name: '王秀英' }, album);
    await drawSlip('slip-a5', slip.pdf);
    await pictureRefusalsAtTheDesk(application);
    await pictureForms(application);
    await pictureDesk(application, album);
    await pictureQueue(application);
    await pictureFinance(application, album);
    await pictureAdministration(application, album);
    await pictureTreatment(application, album, scratch);
  } finally {
    await application.close();
  }
}

/** The smallest screen that every page of the product fits into. */
async function sizeUp({ electron }: Application): Promise<void> {
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768));
}

async function pictureRefusalsAtTheDesk(application: Application): Promise<void> {
  const { window } = application;
  await openPatient(application, '赵桂兰');
  await window.getByRole('group', { name: '按普通居民结算' }).waitFor();
  await album(application, 'eligibility-ended');

  await openPatient(application, '马永');
  await loadFees(application, practiceFile('ZY26020012-合计不符.csv'));
  await window.getByRole('alert').waitFor();
  await album(application, 'fee-file-refused');

  await loadFees(application, practiceFile('ZY26020012.csv'));
  await payersOf(application).getByText('个人应付').waitFor();
  const { slip } = await confirmAndPrint(application, '马永', { paper: 'A4' });
  await drawSlip('slip-a4', slip.pdf);

  await search(application, '429913198811230058');
  await window.getByRole('button', { name: '登记为普通居民' }).waitFor();
  await album(application, 'not-in-roster');
  await window.keyboard.press('Escape');
}

async function pictureForms(application: Application): Promise<void> {
  const { window } = application;
  const dialog = window.getByRole('dialog');
  const fill = async (values: Readonly<Record<string, string>>) => {
    for (const [label, value] of Object.entries(values)) await dialog.getByLabel(label).fill(value);
  };
  await openPatient(application, '周小雨');
  await window.keyboard.press('F6');
  await dialog.getByLabel('出院日期').waitFor();
  await album(application, 'stay');
  await dialog.getByRole('button', { name: '登记此人的另一次入院' }).click();
  await fill({ 住院号: 'ZY26030001', 科室: '儿科', 床位: '6床', 入院日期: '2026-03-02' });
  await album(application, 'new-stay');
  await window.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  await openPatient(application, '王秀英');
  await payersOf(application).getByText('✓ 已结算').waitFor();
  await window.keyboard.press('F7');
  await fill({ 原因: '录错费用清单', 复核人账号: 'liuqiang', 复核人密码: 'lianxi2020' });
  await album(application, 'reversal');
  await window.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

/** With the platform held, so that the queue shows what waits beside what went through. */
async function pictureQueue(application: Application): Promise<void> {
  const { window } = application;
  const [platform] = await processIdsOf(application, 'practicePlatform');
  if (platform === undefined) throw new Error('the practice platform is not running');
  process.kill(platform, 'SIGSTOP');
  try {
    await openPatient(application, '李建国');
    await payersOf(application).getByText('个人应付').waitFor();
    await window.keyboard.press('F9');
    await window.getByRole('dialog').getByRole('button', { name: '确认结算并打印' }).click();
    await payersOf(application).getByText('✓ 已结算').waitFor();
    await payersOf(application).getByText('打印').waitFor();
    await window.keyboard.press('Control+2');
    await window.getByRole('region', { name: '上传记录' }).waitFor();
    await album(application, 'queue');
    await pictureStick(application);
  } finally {
    process.kill(platform, 'SIGCONT');
  }
  await window.keyboard.press('Control+L');
}

/** What waits goes onto a stick, and a package that was not handed in is taken back. */
async function pictureStick(application: Application): Promise<void> {
  const { window } = application;
  const dialog = window.getByRole('dialog');
  await answerFileDialog(application, scratch);
  await window.keyboard.press('Control+L');
  await signIn(application, '2');
  await window.getByRole('combobox', { name: '查找患者' }).waitFor();
  await window.keyboard.press('Control+2');
  await window.getByRole('region', { name: '上传记录' }).waitFor();
  await window.keyboard.press('F6');
  await dialog.getByRole('button', { name: '导出到U盘' }).click();
  await dialog.getByRole('button', { name: '没有送出' }).waitFor();
  await album(application, 'stick');
  await dialog.getByRole('button', { name: '没有送出' }).click();
  await dialog.getByLabel('原因').waitFor();
  await album(application, 'stick-withdrawn');
  await window.keyboard.press('Escape');
  await window.keyboard.press('Escape');
}

/** A data folder that came from another machine: its key did not come with it. */
async function pictureStartWithoutKey(): Promise<void> {
  const moved = join(scratch, '一站通数据');
  await mkdir(moved);
  await writeFile(join(moved, 'hospital.sqlite'), 'facts of another machine');
  const application = await startApplication({ args: [`--data=${moved}`] });
  try {
    await sizeUp(application);
    await application.window.getByText('没有它的密钥').first().waitFor();
    await album(application, 'key-missing');
  } finally {
    await application.close();
  }
}

/** What another hospital settled, and whom a corrected roster concerns. */
async function pictureLateKnowledge(): Promise<void> {
  const application = await startApplication();
  const { window } = application;
  try {
    await sizeUp(application);
    await signIn(application, '1');
    await openPatient(application, '赵桂兰');
    await window.getByRole('group', { name: '按普通居民结算' }).getByRole('button').click();
    await payersOf(application).getByText('个人应付').waitFor();
    await confirmAndPrint(application, '赵桂兰', {});
    await openPatient(application, '孙玉兰');
    await window.getByText('已与平台累计核对').waitFor();
    await loadFees(application, practiceFile('ZY26020011-1.csv'));
    await payersOf(application).getByText('个人应付').waitFor();
    await album(application, 'elsewhere');
    await pictureVisit(application, album);
    const { slip } = await confirmAndPrint(application, '孙玉兰', { paper: 'roll' });
    await drawSlip('visit-slip', slip.pdf);

    await window.keyboard.press('Control+L');
    await signIn(application, '4');
    await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '管理' }).click();
    await answerFileDialog(application, await correctedRoster());
    await window.getByRole('button', { name: '选择名册文件（CSV 或 XLSX）' }).click();
    await window.getByText('已导入').waitFor();
    await window.keyboard.press('Control+L');
    await signIn(application, '2');
    await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '更正' }).click();
    await window.getByRole('region', { name: '受影响的人' }).waitFor();
    await album(application, 'affected');
    await window.keyboard.press('F3');
    await window.getByText('还没有查找过').waitFor();
    await window.keyboard.press('F6');
    await window.getByRole('region', { name: '查到的人' }).waitFor();
    await album(application, 'left-out');
    await pictureIrregularities(application);
    await pictureSupport(application, album, scratch);
    await pictureHelp(application, album, scratch);
    await pictureFreeCare(application, album, scratch);
  } finally {
    await application.close();
  }
}

/** Somebody's death is put down before the days of his stay; finance looks at what that shows. */
async function pictureIrregularities(application: Application): Promise<void> {
  const { window } = application;
  await window.keyboard.press('Control+L');
  await signIn(application, '3');
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '更正' }).click();
  await window.keyboard.press('F4');
  await window.getByRole('button', { name: '登记死亡日期' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByLabel('身份证号').fill('42991319550110057X');
  await dialog.getByLabel('死亡日期').fill('2019-12-31');
  await dialog.getByLabel('依据').fill('公安户籍注销');
  await dialog.getByRole('button', { name: '登记' }).click();
  await dialog.getByText('已登记 2019-12-31').waitFor();
  await window.keyboard.press('Escape');
  await window.keyboard.press('F6');
  await window.getByRole('region', { name: '待核情况的清单' }).getByText('刘德福').waitFor();
  await album(application, 'irregularities');
}

/** The practice roster, but for one whose eligibility ended before he was settled, and one whose did not end after all. */
async function correctedRoster(): Promise<string> {
  const text = await readFile(practiceFile('roster.csv'), 'utf8');
  const file = join(scratch, '更正名册.csv');
  const ended = text.replace(/^(刘德福,[^,]+057X,.*?特困,2019-04-01),/m, '$1,2020-01-31');
  await writeFile(file, ended.replace(/^(赵桂兰,.*?低保,2018-01-01,)2020-05-31/m, '$1'));
  return file;
}

/** Papers that the tests have drawn already. */
async function takePapers(): Promise<void> {
  const drawn = join(projectFolder, 'test', 'e2e', 'documents', 'pictures');
  await copyFile(join(drawn, 'entitlement-card-a4.png'), join(picturesFolder, 'entitlement-card.png'));
  await copyFile(
    join(drawn, 'entitlement-board-a4-landscape.png'),
    join(picturesFolder, 'entitlement-board.png'),
  );
}

/** What came out as PDF, under this name. */
async function drawSlip(name: string, pdf: Uint8Array): Promise<void> {
  const file = join(scratch, `${name}.pdf`);
  await writeFile(file, pdf);
  const picture = join(picturesFolder, name);
  execFileSync('pdftoppm', ['-png', '-singlefile', '-r', String(slipDotsPerInch), file, picture]);
}
