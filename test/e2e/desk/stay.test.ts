import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../demo/journey.ts';
import { type Application, startApplication } from '../application/application.ts';
import { openPatient, signIn } from './clerk.ts';

let application: Application;
beforeAll(async () => {
  application = await startApplication();
  await signIn(application, '1');
});
afterAll(() => application.close());

test('a stay is opened without a discharge day and gets it later, both by F6 and without a mouse', async () => {
  const { window } = application;
  await openPatient(application, '赵桂兰');
  const stays = async () => {
    const { hits } = await ask(application, 'people.search', { text: '赵桂兰' });
    return (await ask(application, 'people.card', { personId: hits[0]!.personId })).stays;
  };
  expect(await stays()).toHaveLength(1);

  await window.keyboard.press('F6');
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: '登记此人的另一次入院' }).press('Enter');
  await dialog.getByLabel('住院号').fill('ZY26029999');
  await dialog.getByLabel('科室').fill('消化内科');
  await dialog.getByLabel('主要诊断编码').fill('k25.9');
  await dialog.getByLabel('主要诊断名称').fill('胃溃疡');
  await dialog.getByLabel('主要诊断名称').press('Enter');
  // The check list comes last; Enter hands the form in from any of its boxes.
  await window.keyboard.press('Space');
  await window.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  const opened = (await stays()).find(({ admissionNumber }) => admissionNumber === 'ZY26029999');
  expect(opened?.dischargedOn).toBeNull();

  await window.keyboard.press('F6');
  expect(await dialog.getByLabel('科室').inputValue()).toBe('消化内科');
  await dialog.getByLabel('出院日期').fill(opened!.admittedOn);
  await dialog.getByRole('button', { name: '保存' }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  const changed = (await stays()).find(({ admissionNumber }) => admissionNumber === 'ZY26029999');
  expect(changed?.dischargedOn).toBe(opened!.admittedOn);
});

test('a patient who was sent here is admitted with the referral, and the mistaken stay is cancelled', async () => {
  const { window } = application;
  await openPatient(application, '李建国');
  const { hits } = await ask(application, 'people.search', { text: '李建国' });
  const { personId } = hits[0]!;
  await window.keyboard.press('F6');
  const dialog = window.getByRole('dialog');
  const another = dialog.getByRole('button', { name: '登记此人的另一次入院' });
  await another.press('Enter');
  await dialog.getByLabel('就医地').selectOption({ label: '经批准转诊' });
  await dialog.getByLabel('住院号').fill('ZY26029998');
  await dialog.getByLabel('科室').fill('呼吸内科');
  await dialog.getByLabel('主要诊断编码').fill('J20.9');
  await dialog.getByLabel('主要诊断名称').fill('急性支气管炎');
  const admittedOn = await dialog.getByLabel('入院日期').inputValue();
  await dialog.getByLabel('转出医院', { exact: true }).fill('练习镇卫生院');
  await dialog.getByLabel('转诊日期').fill(admittedOn);
  await dialog.getByLabel('转诊有效期至').fill(admittedOn);
  await dialog.getByLabel('转诊原因').fill('本院无条件救治');
  await dialog.getByRole('button', { name: /登记$/ }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  const told = async () => {
    const { rows } = await ask(application, 'outbox.list', { limit: 200 });
    return rows
      .filter(({ kind }) => kind === 'referral' || kind === 'admission_undone')
      .map(({ kind, state }) => `${kind} ${state}`);
  };
  await expect.poll(told).toEqual(['referral done']);

  await window.keyboard.press('F6');
  await dialog.getByRole('button', { name: '作废这次住院' }).press('Enter');
  await dialog.getByLabel('原因').fill('登记错人');
  await dialog.getByLabel('原因').press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await window.getByRole('list', { name: '住院' }).getByText('已作废').waitFor();
  const { stays } = await ask(application, 'people.card', { personId });
  expect(stays.find(({ admissionNumber }) => admissionNumber === 'ZY26029998')?.state).toBe('cancelled');
  await expect.poll(told).toContain('admission_undone done');
});
