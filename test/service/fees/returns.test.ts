import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFees } from '../../../electron/service/fees/import-fees.ts';
import { reviewFees } from '../../../electron/service/fees/review.ts';
import { withdrawFees } from '../../../electron/service/fees/withdraw-fees.ts';
import { readStay } from '../../../electron/service/stays/stay.ts';
import { feeReviewSchema } from '../../../shared/contract/fees.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, addStay } from '../harness/patient.ts';
import { refusalCode, refusalOf } from '../harness/refusal.ts';
import { type TestLine, writeList } from './list.ts';

let hospital: TestHospital;
let stayId: string;
beforeEach(() => {
  hospital = openTestHospital();
  stayId = addStay(hospital, addPerson(hospital), { admittedOn: '2020-03-01', dischargedOn: '2020-03-05' });
});
afterEach(() => hospital.close());

const load = (name: string, lines: readonly TestLine[]) =>
  importFees(hospital.context, hospital.actor('clerk'), stayId, writeList(hospital, name, lines));
const codeOf = (name: string, lines: readonly TestLine[]) => refusalCode(() => load(name, lines));
const returns = () =>
  reviewFees(hospital.context, stayId).returns.map(({ returned, charges }) => [
    returned.quantity,
    charges.map(({ chargedOn, returnedQuantity }) => `${returnedQuantity} of ${chargedOn}`),
  ]);

describe('a return', () => {
  it('gives back the newest charges first, in its own file or an earlier one, and stands beside them', async () => {
    await load('1.csv', [{ quantity: 3 }, { quantity: 3, on: '2020-03-03' }]);
    await load('2.csv', [
      { quantity: 2, on: '2020-03-04' },
      { quantity: -4, on: '2020-03-04' },
    ]);
    expect(returns()).toEqual([['-4', ['2 of 2020-03-04', '2 of 2020-03-03']]]);
    await load('3.csv', [{ quantity: -4, on: '2020-03-05' }]);
    expect(returns().at(-1)).toEqual(['-4', ['1 of 2020-03-03', '3 of 2020-03-02']]);
    expect(readStay(hospital.context, stayId).cost.totalFen).toBe(0);
    expect(reviewFees(hospital.context, stayId).returnCount).toBe(2);
  });

  it('is never of more than was charged, over all files', async () => {
    await load('1.csv', [{ quantity: 3 }]);
    expect(await codeOf('2.csv', [{ quantity: -3.5, on: '2020-03-03' }])).toBe('return_exceeds_charge');
    await load('3.csv', [{ quantity: -2, on: '2020-03-03' }]);
    const refusal = await refusalOf(() => load('4.csv', [{ quantity: -2, on: '2020-03-04' }]));
    expect(refusal.code).toBe('return_exceeds_charge');
    expect(refusal.sentence).toContain('多于收过而没有退的 1');
    await load('5.csv', [{ quantity: -1, on: '2020-03-04' }]);
    expect(readStay(hospital.context, stayId).cost.totalFen).toBe(0);
  });

  it('of more charges than a screen lists is shown beside the first of them', async () => {
    await load(
      '1.csv',
      Array.from({ length: 600 }, () => ({})),
    );
    await load('2.csv', [{ quantity: -600, on: '2020-03-04' }]);
    expect(readStay(hospital.context, stayId).cost.totalFen).toBe(0);
    expect(feeReviewSchema.parse(reviewFees(hospital.context, stayId)).returns[0]?.charges).toHaveLength(500);
  });

  it('is at the price of the charge and not before it', async () => {
    await load('1.csv', [{ quantity: 3, on: '2020-03-03' }]);
    expect(await codeOf('2.csv', [{ quantity: -1, price: 36.5, on: '2020-03-04' }])).toBe(
      'return_price_differs',
    );
    expect(await codeOf('3.csv', [{ quantity: -1, on: '2020-03-02' }])).toBe('return_without_charge');
    expect(await codeOf('4.csv', [{ code: 'XY09', quantity: -1, on: '2020-03-04' }])).toBe(
      'return_without_charge',
    );
    const mixed = [
      { quantity: -1, price: 36.5, on: '2020-03-04' },
      { code: 'XY09', quantity: -1, on: '2020-03-04' },
    ];
    expect(await codeOf('5.csv', mixed)).toBe('returns_not_matched');
  });

  it('has the parts of what it gives back, whatever the list calls it', async () => {
    await load('1.csv', [{ quantity: 2, ratio: '10%', limit: '30' }]);
    await load('2.csv', [{ quantity: -2, catalogueClass: '丙', on: '2020-03-03' }]);
    expect(readStay(hospital.context, stayId).cost).toEqual({
      totalFen: 0,
      ownExpenseFen: 0,
      overLimitFen: 0,
      preSelfPayFen: 0,
      inScopeFen: 0,
    });
  });

  it('in parts comes to nothing with the last, whatever each part was rounded to', async () => {
    const nothing = { totalFen: 0, ownExpenseFen: 0, overLimitFen: 0, preSelfPayFen: 0, inScopeFen: 0 };
    // 10 % of 1.05 is 0.11, of 0.35 thrice 0.04.
    await load('1.csv', [{ quantity: 3, price: 0.35 }]);
    const parts = [-1, -1, -1].map((quantity) => ({ quantity, price: 0.35, on: '2020-03-03' }));
    await load('2.csv', parts.slice(0, 2));
    await load('3.csv', [{ quantity: -1, price: 0.35, on: '2020-03-04' }]);
    expect(readStay(hospital.context, stayId).cost).toEqual(nothing);
    await load('4.csv', [{ quantity: 3, price: 1.13, limit: '1.05', on: '2020-03-04' }]);
    await load('5.csv', [
      { quantity: -2, price: 1.13, on: '2020-03-04' },
      { quantity: -1, price: 1.13, on: '2020-03-04' },
    ]);
    expect(readStay(hospital.context, stayId).cost).toEqual(nothing);
    // 10 % of 1.02 is 0.10, of 0.34 thrice 0.03.
    await load('6.csv', [{ quantity: 3, price: 0.34 }]);
    await load('7.csv', [
      { quantity: -1, price: 0.34, on: '2020-03-03' },
      { quantity: -1, price: 0.34, on: '2020-03-04' },
      { quantity: -1, price: 0.34, on: '2020-03-05' },
    ]);
    expect(readStay(hospital.context, stayId).cost).toEqual(nothing);
  });

  it('keeps the list of its charge from being withdrawn, and frees the charge when its own is', async () => {
    const [charged] = (await load('1.csv', [{ quantity: 3 }])).feeLists;
    const returned = (await load('2.csv', [{ quantity: -3, on: '2020-03-03' }])).feeLists.at(-1);
    const withdraw = (feeListId: string) =>
      withdrawFees(hospital.context, hospital.actor('clerk'), { feeListId, reason: '错' });
    expect(await refusalCode(() => withdraw(charged!.feeListId))).toBe('fee_list_returned');
    withdraw(returned!.feeListId);
    await load('3.csv', [{ quantity: -2, on: '2020-03-03' }]);
    expect(returns()).toEqual([['-2', ['2 of 2020-03-02']]]);
  });
});
