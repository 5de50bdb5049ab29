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
