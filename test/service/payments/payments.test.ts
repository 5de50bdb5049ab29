import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { balances } from '../../../electron/service/ledger/balances.ts';
import { settleStay } from '../../../electron/service/settlements/settle.ts';
import { settlementRecordSchema } from '../../../shared/contract/settlements.ts';
import { cashOver } from '../../../shared/money/cash-rounding.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, day, putSuixianIntoForce, settleRequest } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { by, daughter, due, settleBy } from './paying.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const held = () =>
  Object.fromEntries(balances(hospital.context).map(({ account, amountFen }) => [account, amountFen]));
const roundToJiao = () =>
  writeSetting(hospital.context, undefined, 'cashRounding', 'jiao', day('2020-01-01'));
/** In scope so much that the patient bears 1000.07 yuan: nobody but basic insurance pays. */
const oddPatient = () =>
  addPatient(hospital, {}, { ownExpense: 0, overLimit: 0, preSelfPay: 0, inScope: 5000.34 });

describe('a payment in several means', () => {
  it('puts each amount where it belongs, and says on the record what was handed over', () => {
    const { stayId } = addPatient(hospital);
    const payments = [
      by('cash', 100_000, 150_000),
      by('bank', 50_000),
      by('mobile', 100_000),
      by('personal_account', 50_000),
      by('deferred', 200_000),
    ];
    const record = settleBy(hospital, stayId, {
      payments,
      instalments: [due('2020-04-10', 80_000), due('2020-05-10', 120_000)],
      signatory: daughter,
      invoiceNumber: '0012345678',
    });
    expect(settlementRecordSchema.parse(record)).toEqual(record);
    expect(record.payments).toEqual(payments);
    expect(record).toMatchObject({
      invoiceNumber: '0012345678',
      signatory: { name: '欧阳小妹', relation: '女儿', maskedPhone: '139****1234' },
      instalments: [{ dueOn: '2020-04-10' }, { dueOn: '2020-05-10', amountFen: 120_000 }],
    });
    expect(record.signatory?.maskedIdNumber).not.toContain('19900101');
    expect(held()).toMatchObject({
      cash_drawer: 100_000,
      bank: 50_000,
      mobile: 100_000,
      personal_account: 50_000,
      patient_deferred: 200_000,
    });
  });

  it('is told to the platform with the official receipt’s number, and else with the slip’s', () => {
    const numbered = settleBy(hospital, addPatient(hospital).stayId, {
      payments: [by('cash', 500_000)],
      invoiceNumber: '0012345678',
    });
    const record = hospital.context.database
      .prepare("SELECT record FROM outbox WHERE kind = 'settlement' AND fact_id = ?")
      .pluck()
      .get(numbered.settlementId) as string;
    expect(JSON.parse(record)).toMatchObject({ invoiceNumber: '0012345678' });
  });

  it('that is not sound is refused with a code of its own, and nothing is written', async () => {
    const { stayId } = addPatient(hospital);
    const codeOf = (ways: Parameters<typeof settleBy>[2]) =>
      refusalCode(() => settleBy(hospital, stayId, ways));
    expect(await codeOf({ payments: [by('cash', 500_001)] })).toBe('payments_do_not_match');
    expect(await codeOf({ payments: [by('cash', 600_000), by('bank', -100_000)] })).toBe(
      'payments_do_not_match',
    );
    expect(await codeOf({ payments: [by('cash', 200_000), by('cash', 300_000)] })).toBe('payment_twice');
    expect(await codeOf({ payments: [{ ...by('mobile', 500_000), reference: null }] })).toBe(
      'payment_reference_missing',
    );
    expect(await codeOf({ payments: [by('cash', 500_000, 499_999)] })).toBe('cash_too_little');
    const deferred = [by('deferred', 500_000)];
    expect(await codeOf({ payments: deferred, instalments: [due('2020-04-01', 499_999)] })).toBe(
      'instalments_do_not_sum',
    );
    expect(await codeOf({ payments: deferred, instalments: [due('2020-03-09', 500_000)] })).toBe(
      'instalment_day_wrong',
    );
    expect(await codeOf({ payments: [by('cash', 500_000)], instalments: [due('2020-04-01', 1)] })).toBe(
      'instalments_do_not_sum',
    );
    const wrongNumber = {
      ...daughter,
      idNumber: `${daughter.idNumber.slice(0, -1)}${daughter.idNumber.endsWith('1') ? 2 : 1}`,
    };
    expect(await codeOf({ payments: [by('cash', 500_000)], signatory: wrongNumber })).toBe(
      'signatory_number_wrong',
    );
    expect(balances(hospital.context)).toEqual([]);
    const used = { payments: [by('cash', 500_000)], invoiceNumber: '77' };
    settleBy(hospital, addPatient(hospital).stayId, used);
    expect(await codeOf(used)).toBe('invoice_number_used');
  });

  it('of the same request with other dates is another act and refused', async () => {
    const { stayId } = addPatient(hospital);
    const request = settleRequest(hospital, { stayId, asOrdinary: false });
    settleStay(hospital.context, hospital.actor('clerk'), request);
    const changed = { ...request, invoiceNumber: '99' };
    expect(await refusalCode(() => settleStay(hospital.context, hospital.actor('clerk'), changed))).toBe(
      'request_id_reused',
    );
  });
});

describe('cash where the hospital rounds it to the jiao', () => {
  it('leaves the due amount met and the drawer with what was taken', () => {
    roundToJiao();
    const { stayId } = oddPatient();
    const record = settleBy(hospital, stayId, { payments: [by('cash', 50_003, 50_000)] });
    expect(record.payments).toEqual([{ ...by('cash', 50_003, 50_000), roundingFen: -3 }]);
    expect(held()).toMatchObject({ cash_drawer: 50_000, cash_rounding: 3 });
  });

  it('touches cash alone', () => {
    roundToJiao();
    const record = settleBy(hospital, oddPatient().stayId, { payments: [by('bank', 50_003)] });
    expect(record.payments).toEqual([by('bank', 50_003)]);
    expect(held()).not.toHaveProperty('cash_rounding');
  });

  it('rounds a few fen away whole and still knows that it was cash', () => {
    roundToJiao();
    const payments = [by('bank', 50_000), by('cash', 3)];
    const record = settleBy(hospital, oddPatient().stayId, { payments });
    expect(record.payments).toEqual([by('bank', 50_000), { ...by('cash', 3), roundingFen: -3 }]);
    expect(held()).not.toHaveProperty('cash_drawer');
  });
});

describe('whatever the means and the rounding', () => {
  it('postings sum to zero and the drawer equals what was taken', () => {
    roundToJiao();
    let drawer = 0;
    const parts = fc.array(fc.integer({ min: 1, max: 50_002 }), { maxLength: 3 });
    fc.assert(
      fc.property(parts, (cuts) => {
        const edges = [...new Set([0, ...cuts, 50_003])].sort((left, right) => left - right);
        const amounts = edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
        const means = ['cash', 'bank', 'mobile', 'deferred'] as const;
        const payments = amounts.map((amountFen, index) => by(means[index % 4]!, amountFen));
        const record = settleBy(hospital, oddPatient().stayId, { payments });
        expect(record.payments.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(50_003);
        for (const { means: of, amountFen } of payments) {
          if (of === 'cash') drawer += cashOver(amountFen, 'jiao');
        }
        expect(held()['cash_drawer'] ?? 0).toBe(drawer);
        expect(balances(hospital.context).reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0);
        expect(held()).not.toHaveProperty('patient_due');
      }),
      { numRuns: 25 },
    );
  });
});
