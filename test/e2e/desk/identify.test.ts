import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patients } from '../../../electron/service/practice/patients.ts';
import { practiceCodes } from '../../../electron/service/practice/practice-register.ts';
import { layCard } from '../../demo/holdings.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import { ask, payersOf } from '../../demo/journey.ts';
import { type Application, startApplication } from '../application/application.ts';
import { openPatient, signIn } from './clerk.ts';

let application: Application;
beforeAll(async () => {
  application = await startApplication();
  await signIn(application, '1');
  await application.window.getByRole('combobox', { name: '查找患者' }).waitFor();
});
afterAll(() => application.close());

const { wangXiuying, liJianguo, maYong } = patients;
const person = () => application.window.getByRole('region', { name: '患者' });
const heading = (name: string) => person().getByRole('heading', { name });

/** An ID number as a scanner sends it: all at once, however slow this machine is. */
async function scan(code: string): Promise<void> {
  await application.electron.evaluate(({ BrowserWindow }, text) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const press = (keyCode: string, character: string): void => {
      contents?.sendInputEvent({ type: 'keyDown', keyCode });
      contents?.sendInputEvent({ type: 'char', keyCode: character });
      contents?.sendInputEvent({ type: 'keyUp', keyCode });
    };
    for (const character of text) press(character, character);
    press('Return', '\r');
  }, code);
}

/** A code is told by its shape, whoever types it. */
async function type(code: string): Promise<void> {
  // At once: a pause within it would make the rest of it a scan of its own.
  await application.window.keyboard.insertText(code);
  await application.window.keyboard.press('Enter');
}

/** Before a trial could have been read no key confirms it. */
async function readTrial(): Promise<void> {
  const { window } = application;
  await payersOf(application).getByText('个人应付').waitFor();
  const fromMs = await window.evaluate(() => performance.now());
  await window.waitForFunction((ms) => performance.now() > ms + 500, fromMs);
}

async function identificationsOf(name: string) {
  const { hits } = await ask(application, 'people.search', { text: name });
  return ask(application, 'identification.list', { personId: hits[0]!.personId });
}

describe('a plain case', () => {
  test('is scan, Enter for the trial, Enter for the final settlement, exact amount and print', async () => {
    const { window } = application;
    await scan(wangXiuying.idNumber);
    await readTrial();
    expect(await payersOf(application).innerText()).toMatch(/个人应付\s*¥?\s*5,000\.00/);
    await window.keyboard.press('Enter');
    // Nothing else is asked for: no further key is pressed.
    await payersOf(application).getByText('✓ 已结算').waitFor();
    await payersOf(application).getByText('打印').waitFor();

    const [listed] = await ask(application, 'settlements.list', { day: null, limit: 1 });
    const record = await ask(application, 'settlements.get', { settlementId: listed!.settlementId });
    expect(record).toMatchObject({ personName: wangXiuying.name, kind: 'final', personalFen: 500_000 });
    expect(record.payments).toMatchObject([{ means: 'cash', amountFen: 500_000 }]);
    const [act] = await identificationsOf(wangXiuying.name);
    expect(act).toMatchObject({ means: 'scanner', paper: null, recordedByName: '张敏' });
  });
});

describe('a card', () => {
  test('read with F2 opens its person, with the picture beside the roster until the next person', async () => {
    const { window } = application;
    await layCard(application.userDataFolder, liJianguo.idNumber);
    await window.keyboard.press('F2');
    await heading(liJianguo.name).waitFor();
    const picture = person().getByRole('img', { name: `${liJianguo.name}的证件照片` });
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(102);
    expect((await identificationsOf(liJianguo.name))[0]).toMatchObject({
      means: 'card_reader',
      paper: 'id_card',
    });
    await person().getByText('与名册一致').waitFor();
  });

  test('of somebody else than the open stay is refused, and the stay stays', async () => {
    const { window } = application;
    await payersOf(application).getByText('个人应付').waitFor();
    await layCard(application.userDataFolder, maYong.idNumber);
    await window.keyboard.press('F2');
    const sentence = await window.getByRole('alert').innerText();
    expect(sentence).toContain('这张卡是马勇的');
    expect(sentence).toContain('桌上是李建国的住院');
    expect(await heading(liJianguo.name).count()).toBe(1);
  });

  test('that says another name than the roster is shown beside it and decided with a reason', async () => {
    const { window } = application;
    await window.keyboard.press('Escape');
    await heading(liJianguo.name).waitFor({ state: 'detached' });
    expect(await person().getByRole('img').count()).toBe(0);
    await layCard(application.userDataFolder, maYong.idNumber);
    await window.keyboard.press('F2');
    const dialog = window.getByRole('dialog');
    await dialog.getByRole('row', { name: '姓名 马勇 马永' }).waitFor();
    expect(await identificationsOf(maYong.name)).toEqual([]);
    await window.keyboard.type('户口簿写作马永，已核对本人');
    await window.keyboard.press('Enter');
    await heading(maYong.name).waitFor();
    await person().getByText('已核对不同：姓名').waitFor();
    expect((await identificationsOf(maYong.name))[0]).toMatchObject({
      reason: '户口簿写作马永，已核对本人',
      differences: [{ what: 'name', onPaper: '马勇', known: '马永' }],
    });
    // The platform's register says something else than the roster as well; both are on the card.
    const platform = person().getByRole('group', { name: '医保平台登记' });
    await platform.getByText('与名册不同').waitFor();
    expect(await platform.innerText()).toMatch(/参保状态\s*平台 暂停参保 · 名册 正常参保/);
  });
});

describe('a scanned code', () => {
  test('of an electronic credential is resolved by the platform', async () => {
    await type(practiceCodes.goodToken);
    await heading(liJianguo.name).waitFor();
    await person().getByText('电子凭证 医保平台认出').waitFor();
    expect((await identificationsOf(liJianguo.name))[0]).toMatchObject({
      means: 'scanner',
      paper: 'electronic_credential',
    });
  });

  test('that has expired is refused in place with what to do', async () => {
    await type(practiceCodes.expiredToken);
    const alert = application.window.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('在手机上刷新后再扫一次');
    expect(await heading(liJianguo.name).count()).toBe(0);
  });
});

test('hits are walked with the arrows, and Esc goes back to the empty desk', async () => {
  const { window } = application;
  await openPatient(application, liJianguo.name);
  const field = window.getByRole('combobox', { name: '查找患者' });
  await window.keyboard.type('wang');
  await window.getByRole('listbox', { name: '查到的人' }).waitFor();
  const marked = () => window.getByRole('option', { selected: true }).innerText();
  const first = await marked();
  expect(first).toMatch(/4299\*\* \*{8} \*\*/);
  await window.keyboard.press('ArrowDown');
  await expect.poll(marked).not.toBe(first);
  await window.keyboard.press('Escape');
  await window.getByRole('listbox', { name: '查到的人' }).waitFor({ state: 'detached' });
  expect(await field.inputValue()).toBe('');
  expect(await heading(liJianguo.name).count()).toBe(1);
  await window.keyboard.press('Escape');
  await heading(liJianguo.name).waitFor({ state: 'detached' });
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
});

describe('a desk that nobody touches', () => {
  test('is empty after fifteen minutes: no person, no draft and no session is left, and nobody finds one by signing in', async () => {
    const { window } = application;
    await openPatient(application, wangXiuying.name);
    await window.keyboard.press('F6');
    await window.getByRole('dialog').getByLabel('住院号').fill('IDLE-0001');
    // What is kept of both is told after a pause, by the clock that runs until here.
    await expect
      .poll(async () => Object.keys((await ask(application, 'drafts.read', {})).drafts).length)
      .toBe(2);
    await window.clock.install();
    // From the next key on the quarter of an hour runs by the page's clock.
    await window.keyboard.press('Shift');
    await window.clock.fastForward('14:59');
    await person().waitFor();
    await window.clock.fastForward('00:01');
    await window.getByText('练习账号').waitFor();
    const left = await window.content();
    for (const text of [wangXiuying.name, 'IDLE-0001', maskIdNumber(wangXiuying.idNumber)])
      expect(left).not.toContain(text);
    expect(await ask(application, 'staff.session', {})).toBeNull();
    await expect(ask(application, 'drafts.read', {})).rejects.toThrow('请先登录');
    await signIn(application, '1');
    await window.getByRole('combobox', { name: '查找患者' }).waitFor();
    expect(await ask(application, 'drafts.read', {})).toEqual({ drafts: {} });
    expect(await window.content()).not.toContain(wangXiuying.name);
  });
});
