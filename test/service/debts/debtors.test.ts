import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listDebtors } from '../../../electron/service/debts/debtors.ts';
import { payDebt } from '../../../electron/service/debts/pay.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { debtorListSchema, type Instalment } from '../../../shared/contract/payments.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce } from '../harness/patient.ts';
import { by, due, settleBy } from '../payments/paying.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const list = (question: Partial<Parameters<typeof listDebtors>[1]> = {}) =>
  debtorListSchema.parse(listDebtors(hospital.context, { text: '', onlyOverdue: false, ...question }));
const names = (question?: Partial<Parameters<typeof listDebtors>[1]>) =>
  list(question).debtors.map(({ name }) => name);

/** 5000.00 to pay, all of it deferred; on these days, where they are given. */
function inDebt(name: string, ...instalments: Instalment[]) {
  const { personId, stayId } = addPatient(hospital, { name });
  const { settlementId } = settleBy(hospital, stayId, { payments: [by('deferred', 500_000)], instalments });
  return { personId, settlementId };
}

describe('the list of debtors', () => {
  it('names who owes how much since when, the longest overdue first and who has no date last, with the sums', () => {
    inDebt('无期');
    inDebt('下月', due('2020-04-20', 200_000), due('2020-05-20', 300_000));
    inDebt('逾期', due('2020-03-12', 100_000), due('2020-06-01', 400_000));
    inDebt('久逾期', due('2020-03-11', 500_000));
    hospital.clock.set('2020-03-20T02:00:00.000Z');
    const { debtors, ...sums } = list();
    expect(debtors.map(({ name }) => name)).toEqual(['久逾期', '逾期', '下月', '无期']);
    expect(debtors[1]).toMatchObject({
      owedFen: 500_000,
      owedSince: '2020-03-10',
      overdueFen: 100_000,
      overdueSince: '2020-03-12',
      next: { dueOn: '2020-06-01', amountFen: 400_000 },
      settlementCount: 1,
    });
    expect(debtors[3]).toMatchObject({ overdueFen: 0, overdueSince: null, next: null });
    expect(sums).toEqual({
      more: false,
      debtorCount: 4,
      owedFen: 2_000_000,
      overdueCount: 2,
      overdueFen: 600_000,
    });
    expect(list({ onlyOverdue: true })).toMatchObject({ debtorCount: 2, owedFen: 1_000_000 });
  });

  it('holds what is owed now: later payments lessen it and a reversal ends it', async () => {
    const paying = inDebt('付清一半', due('2020-04-20', 200_000), due('2020-05-20', 300_000));
    const reversed = inDebt('撤销');
    payDebt(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      personId: paying.personId,
      payments: [by('cash', 250_000)],
      signatory: null,
    });
    await reverseSettlement(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      settlementId: reversed.settlementId,
      reason: '录错',
      secondPerson: { login: 'finance', password: testPassword },
    });
    const { debtors, owedFen } = list();
    expect(debtors).toHaveLength(1);
    expect(debtors[0]).toMatchObject({ name: '付清一半', next: { dueOn: '2020-05-20', amountFen: 250_000 } });
    expect(owedFen).toBe(250_000);
  });

  it('is searched by name, village and the end of an ID number, and the sums follow', () => {
    const { personId } = inDebt('欧阳·小 明');
    inDebt('王五');
    const { idNumber } = readPerson(hospital.context, personId);
    expect(names({ text: '小明' })).toEqual(['欧阳·小 明']);
    expect(names({ text: '测试村' })).toHaveLength(2);
    expect(names({ text: idNumber.slice(-6).toLowerCase() })).toEqual(['欧阳·小 明']);
    expect(list({ text: '没有这个人' })).toMatchObject({ debtors: [], debtorCount: 0, owedFen: 0 });
  });
});
