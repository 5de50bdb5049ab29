import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectFolder } from '../../build/setup/dependencies.js';
import { answerFileDialog, ask } from '../demo/journey.ts';
import { type Application, startApplication } from './application/application.ts';
import { signIn } from './desk/clerk.ts';

let application: Application;
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'onestop-workbench-'));
  application = await startApplication();
  await signIn(application, '4');
  await rooms().getByText('政策').click();
});
afterAll(async () => {
  await application.close();
  await rm(scratch, { recursive: true, force: true });
});

const rooms = () => application.window.getByRole('navigation', { name: '房间' });
const options = () => application.window.getByRole('form', { name: '选项' });
const effect = () => application.window.getByRole('region', { name: '效果' });
const result = () => application.window.getByRole('region', { name: '测算结果' });

/** The system's dialog for saving, answered as if somebody had typed this path. */
async function answerSaveDialog(path: string): Promise<void> {
  await application.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

async function packFile(name: string, change: (text: string) => string): Promise<string> {
  const text = await readFile(join(projectFolder, 'shared/policy/packs/suixian-2020.yaml'), 'utf8');
  const file = join(scratch, name);
  await writeFile(file, change(text));
  return file;
}

describe('a pack on the workbench', () => {
  test('with a fault is refused with the line where it stands', async () => {
    const { window } = application;
    const file = await packFile('faulty.yaml', (text) => text.replace('ratio: 80%', 'ratio: 180%'));
    await answerFileDialog(application, file);
    await window.getByRole('button', { name: '打开一个文件' }).click();
    const alert = window.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/第 \d+ 行/);
  });

  test('is opened, its options changed, and the effect on its cases seen at once with the reasons', async () => {
    const { window } = application;
    await answerFileDialog(application, await packFile('own.yaml', (text) => text));
    await window.getByRole('button', { name: '打开一个文件' }).click();
    await window.getByRole('region', { name: '打开的政策包写了什么' }).waitFor();
    await window.keyboard.press('F3');
    await effect().getByText('个例子，0 个有变化').waitFor();
    await options().getByRole('textbox', { name: '起付线，由县医保局确认 二级' }).fill('1000');
    await effect().getByText('−800.00').first().waitFor();
    await effect().getByLabel('只看有变化的').check();
    await effect()
      .getByRole('button', { name: /^为什么/ })
      .first()
      .click();
    const reasons = effect().getByRole('region', { name: '为什么' });
    await reasons.getByText('起付线 1,000.00 元').waitFor();
    expect(await reasons.innerText()).toContain('见随县卫发〔2020〕1号 三·二定');
  });

  test('names the option whose value does not fit, beside its field', async () => {
    const field = options().getByRole('textbox', { name: '起付线，由县医保局确认 二级' });
    await field.fill('一千');
    const problem = options().getByRole('alert');
    await problem.waitFor();
    expect(await problem.innerText()).toContain('不是金额');
    await field.fill('1000');
    await problem.waitFor({ state: 'hidden' });
  });
});

describe('a year under the options tried', () => {
  test('can be cancelled, and then measured again and saved as a table', async () => {
    const { window } = application;
    await window.keyboard.press('F4');
    await window.getByText('模拟的一年').click();
    await window.getByLabel('结算笔数').fill('5000000');
    await window.getByRole('button', { name: '测算', exact: true }).click();
    await window.getByText(/已测算 [1-9]/).waitFor();
    await window.getByRole('button', { name: '取消测算' }).click();
    await window.getByText('测算已取消').waitFor();

    await window.getByLabel('结算笔数').fill('5000');
    await window.getByRole('button', { name: '测算', exact: true }).click();
    await result().getByText('基本医疗保险').first().waitFor();
    const { comparison } = (await ask(application, 'workbench.replay', {}))!;
    expect(comparison!.personalAfterFen).toBeGreaterThan(comparison!.personalBeforeFen);
    const file = join(scratch, 'table.csv');
    await answerSaveDialog(file);
    await result().getByRole('button', { name: '导出 CSV' }).click();
    await result().getByText('✓ 已保存 table.csv').waitFor();
    expect(await readFile(file, 'utf8')).toContain('基本医疗保险');
  });
});

describe('putting it into force', () => {
  test('takes a second person, and exactly what lies open', async () => {
    const { window } = application;
    const { practiceAccounts } = await ask(application, 'hospital.status', {});
    const account = (role: string) => practiceAccounts.find((one) => one.role === role)!;
    await window.keyboard.press('F6');
    await window.getByRole('button', { name: '启用这个政策包' }).click();
    const dialog = window.getByRole('dialog');
    await dialog.getByLabel('复核人账号').fill(account('information_office').login);
    await dialog.getByLabel('复核人密码').fill(account('information_office').password);
    await dialog.getByRole('button', { name: '启用' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('复核人账号').fill(account('finance').login);
    await dialog.getByLabel('复核人密码').fill(account('finance').password);
    await dialog.getByRole('button', { name: '启用' }).click();
    await window.getByText('✓ 已启用').waitFor();
    const [newest] = await ask(application, 'policy.inForce', {});
    const opened = await ask(application, 'workbench.openPack', {
      from: { kind: 'in_force', inForceId: newest!.inForceId },
    });
    expect(opened.values).toEqual({ basic_deductible: { 1: '0', 2: '1000', 3: '0' } });
    expect(await window.getByText(opened.packHash).count()).toBe(1);
  });
});

describe('a year that was settled here', () => {
  test('says who loses what when a layer is over, and keeps the names from the information office', async () => {
    const { window } = application;
    await window.keyboard.press('F4');
    await window.getByText('实际结算的一年').click();
    await window.getByRole('checkbox', { name: '大病补充医疗保险' }).check();
    await window.getByRole('checkbox', { name: /列出乡镇/ }).check();
    await window.getByRole('button', { name: '测算', exact: true }).click();
    await result().getByRole('table', { name: '按乡镇' }).waitFor();
    await result().getByRole('table', { name: '高出很多的支付' }).getByText('大病补充医疗保险').waitFor();
    await result().getByText('名单由财务、审计看').waitFor();
    expect(await result().getByRole('table', { name: '多付的人' }).count()).toBe(0);
    await window.keyboard.press('Control+l');
    await signIn(application, '3');
    await rooms().getByText('政策').click();
    await window.keyboard.press('F4');
    await result().getByRole('table', { name: '多付的人' }).getByText('4299**').first().waitFor();
    await window.keyboard.press('Control+l');
    await signIn(application, '4');
    await rooms().getByText('政策').click();
  });
});

describe('who may look', () => {
  test('the auditor sees the packs and starts nothing; the clerk has no such room', async () => {
    const { window } = application;
    await window.keyboard.press('Control+l');
    await signIn(application, '5');
    await rooms().getByText('政策').click();
    await window.getByText('随程序提供').waitFor();
    expect(await window.getByRole('button', { name: '打开一个文件' }).count()).toBe(0);
    expect(await window.getByRole('button', { name: /F6/ }).count()).toBe(0);
    await window.keyboard.press('F4');
    await window.getByRole('heading', { name: '全年测算' }).waitFor();
    expect(await window.getByRole('button', { name: '测算', exact: true }).count()).toBe(0);
    await window.keyboard.press('Control+l');
    await signIn(application, '1');
    await rooms().waitFor();
    expect(await rooms().getByText('政策').count()).toBe(0);
  });
});
