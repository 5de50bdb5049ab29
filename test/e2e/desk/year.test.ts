import { afterAll, beforeAll, expect, test } from 'vitest';
import { patients } from '../../../electron/service/practice/patients.ts';
import { settledElsewhere } from '../../demo/holdings.ts';
import { ask, loadFees, payersOf } from '../../demo/journey.ts';
import { type Application, startApplication } from '../application/application.ts';
import { openPatient, practiceFile, signIn } from './clerk.ts';

let application: Application;
beforeAll(async () => {
  application = await startApplication();
  await signIn(application, '1');
});
afterAll(() => application.close());

test('a stay in another hospital is on the card as soon as the platform says so, and the trial builds on it', async () => {
  const { window } = application;
  await openPatient(application, '孙玉兰');
  const person = window.getByRole('region', { name: '患者' });
  await person.getByText('已与平台累计核对').waitFor();
  expect(await person.innerText()).toMatch(/大病累计\s*11,100\.00/);
  await loadFees(application, practiceFile('ZY26020011-1.csv'));
  await payersOf(application).getByText('个人应付').waitFor();
  // 80 % of 3,480 leaves 696 above the 5,000 that the other stay has used up: 65 % of it.
  expect(await payersOf(application).innerText()).toMatch(/大病保险\s*452\.40/);
});

test('what becomes known after the trial makes it anew, and the clerk sees what changed', async () => {
  const { window, userDataFolder } = application;
  const year = new Date().getFullYear();
  await settledElsewhere(userDataFolder, {
    idNumber: patients.sunYulan.idNumber,
    hospitalName: '练习市中医院',
    settledOn: `${year}-02-01`,
    stays: 1,
    burdenFen: 0,
    personalFen: 80_000,
    personalInScopeFen: 0,
    deductibleFen: 0,
    paidFen: {},
  });
  await window.getByRole('button', { name: '重新核对' }).click();
  // 4,800 of the 5,000 a year are paid elsewhere.
  await window.getByText('个人应付 360.00 → 200.00').waitFor();
  expect(await window.getByRole('region', { name: '患者' }).innerText()).toMatch(/个人负担\s*4,800\.00/);
  expect(await ask(application, 'settlements.list', { day: null, limit: 5 })).toHaveLength(1);
});
