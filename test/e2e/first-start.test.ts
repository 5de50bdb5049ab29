import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, newUserDataFolder, startApplication } from './application/application.ts';

/* A folder that is new becomes a hospital; its second account changes the password that it was given. */

let userDataFolder: string;
let application: Application;

beforeAll(async () => {
  userDataFolder = await newUserDataFolder();
  const dataFolder = join(userDataFolder, 'hospital');
  mkdirSync(dataFolder);
  application = await startApplication({ userDataFolder, args: [`--data=${dataFolder}`] });
});
afterAll(async () => {
  await application?.close();
  rmSync(userDataFolder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const fill = (label: string, text: string) =>
  application.window.getByLabel(label, { exact: true }).last().fill(text);
const press = (name: string) => application.window.getByRole('button', { name, exact: true }).click();
const said = (text: string) => application.window.getByText(text).first().waitFor();

const [officePassword, givenPassword, ownPassword] = [
  '稻田 收割机 星期四',
  '临时的一句话请马上改',
  '窗口外面下着小雨呢好',
];

async function fillNewPassword(label: string, password: string): Promise<void> {
  await fill(label, password);
  await fill(`再输一遍${label}`, password);
}

async function signIn(login: string, password: string): Promise<void> {
  await fill('账号', login);
  await fill('密码', password);
  await application.window.keyboard.press('Enter');
}

test('a new folder asks what the hospital is and makes its first account', async () => {
  await application.window.getByRole('heading', { name: '第一次启动' }).waitFor();
  await fill('医院名称', '某县人民医院');
  await fill('定点医药机构编号', 'H-1');
  await fill('医院所在区划（6 位）', '429913');
  await fill('您的姓名', '吴婷');
  await fill('您的账号', 'wuting');
  await fill('密码', officePassword);
  await fill('再输一遍密码', '另外的一句话不一样');
  await press('建立，并登录');
  await said('只有字母和数字');
  await fill('定点医药机构编号', 'H42991300001');
  await press('建立，并登录');
  await said('两次输入的密码不一样');
  await fill('再输一遍密码', officePassword);
  await press('建立，并登录');
  await said('恢复密钥还没有打印');
  expect(await application.window.getByRole('banner').textContent()).toContain('某县人民医院 · 1号窗');
});

test('an account that was made changes its password before anything else', async () => {
  const { window } = application;
  await window.getByRole('navigation', { name: '房间' }).getByRole('button', { name: '管理' }).click();
  await window.keyboard.press('F4');
  await press('新建账号');
  await fill('姓名', '李晓');
  await fill('账号', 'xiaoli');
  await fillNewPassword('初始密码', givenPassword);
  await window.getByRole('button', { name: '新建', exact: false }).last().click();
  await said('已建立 李晓 的账号 xiaoli');
  await window.keyboard.press('Control+L');
  await signIn('xiaoli', givenPassword);
  await said('这个密码是别人给您设的');
  await fillNewPassword('新密码', ownPassword);
  await press('改好，开始办理');
  await window.getByRole('combobox', { name: '查找患者' }).waitFor();
  expect(await window.getByRole('button', { name: '李晓 收费员' }).count()).toBe(1);
});

test('a password of one’s own is changed from the name at the top, by keys as well', async () => {
  const { window } = application;
  await window.keyboard.press('Control+Shift+P');
  await fill('现在的密码', 'not this one at all');
  await fillNewPassword('新密码', `${ownPassword}二`);
  await window.keyboard.press('Enter');
  await said('现在的密码不对');
  await fill('现在的密码', ownPassword);
  await window.getByLabel('再输一遍新密码', { exact: true }).press('Enter');
  await window.getByRole('dialog').waitFor({ state: 'detached' });
  await window.keyboard.press('Control+L');
  await signIn('xiaoli', ownPassword);
  await said('登录名或密码不对');
  await signIn('xiaoli', `${ownPassword}二`);
  await window.getByRole('combobox', { name: '查找患者' }).waitFor();
  expect(await window.getByText('登录名或密码不对').count()).toBe(0);
});

test('one-time codes are set up on the account’s own screen and asked for at the next sign-in, each once', async () => {
  const { window } = application;
  await window.keyboard.press('Control+L');
  await signIn('wuting', officePassword);
  await said('恢复密钥还没有打印');
  await window.keyboard.press('Control+Shift+P');
  await press('设置一次性口令（手机上的 6 位数字）');
  await fill('现在的密码', officePassword);
  await window.keyboard.press('Enter');
  const secret = (await window.getByLabel('密钥').innerText()).replaceAll(/\s/g, '');
  const phone = new TOTP({ secret: Secret.fromBase32(secret) });
  const typeCode = async (code: string) => {
    await window.getByLabel('一次性口令').last().fill(code);
    await window.keyboard.press('Enter');
  };
  const first = phone.generate();
  await typeCode(first);
  await said('设置好了');
  await window.keyboard.press('Enter');
  await window.keyboard.press('Control+L');
  await signIn('wuting', officePassword);
  await said('账号 wuting 还要一次性口令');
  await typeCode(first);
  await said('一次性口令不对、已过期或已经用过');
  // The next half minute's: clocks may differ by one.
  await typeCode(phone.generate({ timestamp: Date.now() + 30_000 }));
  await said('恢复密钥还没有打印');
  expect(await window.getByRole('button', { name: '吴婷 信息科' }).count()).toBe(1);
});
