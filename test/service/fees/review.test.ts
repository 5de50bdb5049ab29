import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importCatalogue } from '../../../electron/service/catalogue/import.ts';
import { mapItem } from '../../../electron/service/catalogue/mapping.ts';
import { importFees } from '../../../electron/service/fees/import-fees.ts';
import { overviewFees, reviewFees } from '../../../electron/service/fees/review.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { readSettlement } from '../../../electron/service/settlements/record.ts';
import { readStay } from '../../../electron/service/stays/stay.ts';
import { feeReviewSchema } from '../../../shared/contract/fees.ts';
import { fixture } from '../harness/fixture.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, addStay, day, putSuixianIntoForce, settle } from '../harness/patient.ts';
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
const loadCatalogue = () =>
  importCatalogue(hospital.context, hospital.actor('information_office'), {
    filePath: fixture('catalogue', 'good.csv'),
    fromDay: day('2020-01-01'),
    leaveOutRefused: false,
  });
const review = () => {
  const found = reviewFees(hospital.context, stayId);
  expect(feeReviewSchema.parse(found)).toEqual(found);
  return found;
};
const countByCatalogue = () =>
  writeSetting(hospital.context, undefined, 'itemClassFrom', 'catalogue', day('2020-03-01'));

/** XY01 is 乙 10 % in the catalogue, XY-03 甲, XY-02 limited to 8.123456; H001 is unknown, ZF01 outside. */
const lines: readonly TestLine[] = [
  { code: 'XY01', quantity: 2 },
  { code: 'XY-03', price: 1, quantity: 10 },
  { code: 'XY-02', price: 9, quantity: 10, limit: '8.00', on: '2020-03-03' },
  { code: 'H001', name: '波立维', price: 20, quantity: 1 },
  { code: 'ZF01', name: '护理垫', catalogueClass: '丙', price: 6, quantity: 5 },
];

describe('the review of a stay’s items', () => {
  it('names what nobody matched, and what list and catalogue say differently, with what it makes', async () => {
    await load('1.csv', lines);
    expect(review()).toMatchObject({
      catalogue: null,
      unmatchedCount: null,
      differenceCount: 0,
      unmatched: [],
    });
    await loadCatalogue();
    const found = review();
    expect(found.unmatched).toMatchObject([
      { code: 'H001', itemCount: 1, amountFen: 2000, catalogueClass: 'B' },
    ]);
    // 90.00 under two limits, a tenth of the rest paid first: 80.00 − 8.00, 81.23 − 8.12.
    expect(found.differences).toMatchObject([
      { code: 'XY-02', counted: 'fee_list', listedInScopeFen: 7200, catalogueInScopeFen: 7311 },
      {
        code: 'XY-03',
        listed: { catalogueClass: 'B', preSelfPayMillionths: 100_000 },
        catalogue: { catalogueClass: 'A', preSelfPayMillionths: 0 },
        counted: 'fee_list',
        listedInScopeFen: 900,
        catalogueInScopeFen: 1000,
      },
    ]);
    expect(overviewFees(hospital.context, stayId)).toEqual({
      catalogue: { fromDay: '2020-01-01', isOfAnotherYear: false },
      unmatchedCount: 1,
      differenceCount: 2,
      returnCount: 0,
      free: null,
    });
  });

  it('lists what stands outside the catalogue, the largest first', async () => {
    await load('1.csv', [...lines, { code: 'ZF02', catalogueClass: '丙', price: 100 }]);
    expect(
      review().outside.map(({ code, ownExpenseFen, overLimitFen }) => [code, ownExpenseFen, overLimitFen]),
    ).toEqual([
      ['ZF02', 10_000, 0],
      ['ZF01', 3000, 0],
      ['XY-02', 0, 1000],
    ]);
  });

  it('has no more work once a person has decided', async () => {
    await load('1.csv', lines);
    await loadCatalogue();
    mapItem(hospital.context, hospital.actor('information_office'), {
      hospitalCode: 'H001',
      catalogueCode: 'XY-03',
    });
    expect(review()).toMatchObject({ unmatchedCount: 0, differenceCount: 3 });
  });
});

describe('where the catalogue’s word counts', () => {
  it('lines are split under its terms, what it does not know under the list’s, and both are kept', async () => {
    await loadCatalogue();
    countByCatalogue();
    const stay = await load('1.csv', [...lines, { code: 'XY-03', price: 1, quantity: -4, on: '2020-03-04' }]);
    // 7280 − 728 + 600 (class A, four given back) + 7311 + 2000 − 200
    expect(stay.cost.inScopeFen).toBe(6552 + 600 + 7311 + 1800);
    const found = review();
    expect(found.differences.map(({ code, counted }) => [code, counted])).toEqual([
      ['XY-02', 'catalogue'],
      ['XY-03', 'catalogue'],
    ]);
    expect(found.differences[1]).toMatchObject({
      itemCount: 2,
      listedInScopeFen: 540,
      catalogueInScopeFen: 600,
    });
  });

  it('nothing that is settled changes, whatever the catalogue says afterwards', async () => {
    putSuixianIntoForce(hospital);
    const stay = await load('1.csv', lines);
    const settled = settle(hospital, stayId);
    await loadCatalogue();
    countByCatalogue();
    mapItem(hospital.context, hospital.actor('information_office'), {
      hospitalCode: 'H001',
      catalogueCode: null,
    });
    expect(readStay(hospital.context, stayId).cost).toEqual(stay.cost);
    expect(readSettlement(hospital.context, settled.settlementId).cost).toEqual(settled.cost);
  });
});
