import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listDebtors } from '../../../electron/service/debts/debtors.ts';
import { remindersTable } from '../../../electron/service/debts/reminders-table.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce } from '../harness/patient.ts';
import { by, settleBy } from '../payments/paying.ts';

// A screen that shows one debtor, so that two are more than it shows.
vi.mock(import('../../../shared/contract/payments.ts'), async (original) => ({
  ...(await original()),
  mostDebtors: 1 as 1000,
}));

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

it('the list of whom to call names everybody who owes, also those beyond what a screen shows', async () => {
  for (const name of ['张三', '李四']) {
    settleBy(hospital, addPatient(hospital, { name }).stayId, { payments: [by('deferred', 500_000)] });
  }
  const { debtors, more } = listDebtors(hospital.context, { text: '', onlyOverdue: false });
  expect([debtors.length, more]).toEqual([1, true]);
  const secondPerson = { login: 'cashier_lead', password: testPassword };
  const { table } = await remindersTable(hospital.context, hospital.actor('finance'), {
    onlyOverdue: false,
    secondPerson,
  });
  const { rows } = (await readXlsx(table)).sheets[0]!;
  expect(rows.map(([name]) => name)).toEqual(expect.arrayContaining(['张三', '李四']));
});
