import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agreeInstalments } from '../../../electron/service/debts/agree.ts';
import { debtsOf } from '../../../electron/service/debts/debts.ts';
import { payDebt } from '../../../electron/service/debts/pay.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { balances } from '../../../electron/service/ledger/balances.ts';
import { refund } from '../../../electron/service/payments/refund.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import {
  debtsSchema,
  type OpenRefund,
  type Payment,
  receiptSchema,
} from '../../../shared/contract/payments.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addFees, addPatient, addStay, day, putSuixianIntoForce } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { by, daughter, due, settleBy } from '../payments/paying.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const clerk = () => hospital.actor('clerk');
const pay = (personId: string, ...payments: Payment[]) =>
  payDebt(hospital.context, clerk(), {
    requestId: hospital.context.newId(),
    personId,
    payments,
    signatory: null,
  });
const reverse = (settlementId: string) =>
  reverseSettlement(hospital.context, clerk(), {
    requestId: hospital.context.newId(),
    settlementId,
    reason: '录错费用清单',
    secondPerson: { login: 'finance', password: testPassword },
  });
const debts = (personId: string) => debtsSchema.parse(debtsOf(hospital.context, personId));
const held = () =>
  Object.fromEntries(balances(hospital.context).map(({ account, amountFen }) => [account, amountFen]));

/** 5000.00 to pay: 2000.00 at once, the rest on three days. */
function inDebt() {
  const { personId, stayId } = addPatient(hospital);
  const { settlementId } = settleBy(hospital, stayId, {
    payments: [by('cash', 200_000), by('deferred', 300_000)],
    instalments: [due('2020-04-10', 100_000), due('2020-05-10', 100_000), due('2020-06-10', 100_000)],
    signatory: daughter,
  });
  return { personId, settlementId };
}

describe('a debt', () => {
  it('is what was deferred, by dates, and says when it is overdue', () => {
    const { personId, settlementId } = inDebt();
    expect(debts(personId)).toMatchObject({ owedFen: 300_000, overdueFen: 0, refunds: [] });
    hospital.clock.set('2020-05-10T15:00:00.000Z');
    const late = debts(personId);
    expect(late).toMatchObject({ owedFen: 300_000, overdueFen: 100_000 });
    expect(late.debts[0]).toMatchObject({ settlementId, plan: { signatory: { relation: '女儿' } } });
    expect(late.debts[0]?.plan?.instalments.map(({ isOverdue }) => isOverdue)).toEqual([true, false, false]);
  });

  it('is paid later in parts, the oldest date first, each with a receipt of its own', () => {
    const { personId, settlementId } = inDebt();
    const first = pay(personId, by('mobile', 150_000));
    expect(receiptSchema.parse(first)).toEqual(first);
    expect(first).toMatchObject({
      number: 'SK20200310-0001',
      kind: 'debt_payment',
      amountFen: 150_000,
      amountCapital: '壹仟伍佰元整',
      payments: [by('mobile', 150_000)],
      settlements: [{ settlementId, amountFen: 150_000 }],
      stillOwedFen: 150_000,
    });
    const open = debts(personId).debts[0]?.plan?.instalments.map(({ openFen }) => openFen);
    expect(open).toEqual([0, 50_000, 100_000]);
    const second = pay(personId, by('cash', 100_000), by('bank', 50_000));
    expect(second).toMatchObject({ number: 'SK20200310-0002', stillOwedFen: 0 });
    expect(debts(personId)).toMatchObject({ owedFen: 0, debts: [] });
    expect(held()).toMatchObject({ cash_drawer: 300_000, mobile: 150_000, bank: 50_000 });
    expect(held()).not.toHaveProperty('patient_deferred');
  });

  it('of several stays is paid by the dates, whichever stay they are of', () => {
    const { personId, settlementId } = inDebt();
    const later = addStay(hospital, personId);
    addFees(hospital, later, { ownExpense: 100, inScope: 0, overLimit: 0, preSelfPay: 0 });
    // The patient has borne the 5000 of the year: this stay costs nothing. One that is all deferred stands for it.
    const other = addPatient(hospital, {}, { ownExpense: 0, overLimit: 0, preSelfPay: 0, inScope: 100 });
    const free = settleBy(hospital, later, { payments: [] });
    expect(free.personalFen).toBe(0);
    expect(debts(personId).debts.map((debt) => debt.settlementId)).toEqual([settlementId]);
    expect(debts(other.personId).owedFen).toBe(0);
  });

  it('is never paid beyond what is owed, nor by what pays nothing now', async () => {
    const { personId } = inDebt();
    for (const payment of [by('cash', 300_001), by('cash', 0), by('cash', -1)]) {
      expect(await refusalCode(() => pay(personId, payment))).toBe('payment_more_than_owed');
    }
    expect(await refusalCode(() => pay(personId, by('deferred', 100)))).toBe('payment_means_not_later');
    expect(await refusalCode(() => pay(personId, by('personal_account', 100)))).toBe(
      'payment_means_not_later',
    );
    expect(debts(personId).owedFen).toBe(300_000);
  });

  it('is paid once by the same request, however often it comes', async () => {
    const { personId } = inDebt();
    const request = {
      requestId: hospital.context.newId(),
      personId,
      payments: [by('cash', 100_000)],
      signatory: null,
    };
    const first = payDebt(hospital.context, clerk(), request);
    expect(payDebt(hospital.context, clerk(), request)).toEqual(first);
    expect(debts(personId).owedFen).toBe(200_000);
    const other = { ...request, payments: [by('cash', 1)] };
    expect(await refusalCode(() => payDebt(hospital.context, clerk(), other))).toBe('request_id_reused');
  });

  it('gets new dates by a new agreement over all that is owed', async () => {
    const { personId, settlementId } = inDebt();
    pay(personId, by('cash', 50_000));
    const agree = (...instalments: ReturnType<typeof due>[]) =>
      agreeInstalments(hospital.context, clerk(), {
        requestId: hospital.context.newId(),
        settlementId,
        instalments,
        signatory: null,
      });
    expect(await refusalCode(() => agree(due('2020-07-01', 300_000)))).toBe('instalments_do_not_sum');
    expect(await refusalCode(() => agree(due('2020-07-01', 125_000), due('2020-07-01', 125_000)))).toBe(
      'instalment_day_wrong',
    );
    const plan = agree(due('2020-07-01', 125_000), due('2020-08-01', 125_000));
    expect(plan).toMatchObject({ number: 'FQ20200310-0002', signatory: null });
    expect(debts(personId).debts[0]?.plan).toEqual(plan);
  });
});

describe('a reversal of what was paid in several means and later', () => {
  it('makes every payment due by its own means, ends the debt, and is paid out once', async () => {
    const { personId, settlementId } = inDebt();
    pay(personId, by('mobile', 100_000));
    const reversal = await reverse(settlementId);
    expect(reversal.payments).toEqual([
      { means: 'cash', amountFen: -200_000, reference: null },
      { means: 'deferred', amountFen: -200_000, reference: null },
      { means: 'mobile', amountFen: -100_000, reference: 'M-100000' },
    ]);
    const { owedFen, refunds, refundFen } = debts(personId);
    expect({ owedFen, refundFen }).toEqual({ owedFen: 0, refundFen: 300_000 });
    expect(refunds.map(({ means, amountFen }) => [means, amountFen])).toEqual([
      ['cash', 200_000],
      ['mobile', 100_000],
    ]);
    const parts = refunds.map(({ causeId, postingId, amountFen, means }) => ({
      causeId,
      postingId,
      amountFen,
      reference: means === 'mobile' ? 'R-9' : null,
    }));
    const input = { requestId: hospital.context.newId(), personId, refunds: parts, signatory: null };
    const receipt = refund(hospital.context, clerk(), input);
    expect(receiptSchema.parse(receipt)).toEqual(receipt);
    expect(receipt).toMatchObject({
      kind: 'refund',
      amountFen: 300_000,
      payments: [
        { means: 'cash', amountFen: 200_000 },
        { means: 'mobile', amountFen: 100_000, reference: 'R-9' },
      ],
    });
    expect(refund(hospital.context, clerk(), input)).toEqual(receipt);
    const again = { ...input, requestId: hospital.context.newId() };
    expect(await refusalCode(() => refund(hospital.context, clerk(), again))).toBe('refund_not_due');
    expect(balances(hospital.context)).toEqual([]);
  });

  it('gives rounded cash back as it came in, also after the hospital stopped rounding', async () => {
    writeSetting(hospital.context, undefined, 'cashRounding', 'jiao', day('2020-01-01'));
    const { personId, stayId } = addPatient(
      hospital,
      {},
      { ownExpense: 0, overLimit: 0, preSelfPay: 0, inScope: 5000.34 },
    );
    const { settlementId } = settleBy(hospital, stayId, { payments: [by('cash', 50_003)] });
    writeSetting(hospital.context, undefined, 'cashRounding', 'none', day('2020-03-10'));
    await reverse(settlementId);
    const [open] = debts(personId).refunds;
    expect(open).toMatchObject({ amountFen: 50_003, handOutFen: 50_000 });
    const { causeId, postingId, amountFen } = open!;
    const receipt = refund(hospital.context, clerk(), {
      requestId: hospital.context.newId(),
      personId,
      refunds: [{ causeId, postingId, amountFen, reference: null }],
      signatory: null,
    });
    expect(receipt).toMatchObject({ amountFen: 50_000, payments: [{ amountFen: 50_003, roundingFen: -3 }] });
    expect(balances(hospital.context)).toEqual([]);
  });
});

describe('one sum of cash for the debts of two stays, where it is rounded to the jiao', () => {
  it('goes back stay by stay without a fen that nobody has, and in all as it came in', async () => {
    writeSetting(hospital.context, undefined, 'cashRounding', 'jiao', day('2020-01-01'));
    const cost = { ownExpense: 0, overLimit: 0, preSelfPay: 0, inScope: 50.2 };
    const { personId, stayId } = addPatient(hospital, {}, cost);
    const secondStay = addStay(hospital, personId);
    addFees(hospital, secondStay, cost);
    const settled = [stayId, secondStay].map((id) =>
      settleBy(hospital, id, { payments: [by('deferred', 502)] }),
    );
    expect(pay(personId, by('cash', 1004))).toMatchObject({ amountFen: 1000 });
    const handedOut: number[] = [];
    for (const { settlementId } of settled.toReversed()) {
      await reverse(settlementId);
      const [{ handOutFen, causeId, postingId, amountFen }] = debts(personId).refunds as [OpenRefund];
      refund(hospital.context, clerk(), {
        requestId: hospital.context.newId(),
        personId,
        refunds: [{ causeId, postingId, amountFen, reference: null }],
        signatory: null,
      });
      handedOut.push(handOutFen);
    }
    expect(handedOut.every((fen) => fen % 10 === 0)).toBe(true);
    expect(handedOut[0]! + handedOut[1]!).toBe(1000);
    expect(balances(hospital.context)).toEqual([]);
  });
});

describe('whatever is paid when', () => {
  it('debts are the ledger’s, and what is open by dates sums to them', () => {
    writeSetting(hospital.context, undefined, 'cashRounding', 'jiao', day('2020-01-01'));
    const { personId } = inDebt();
    let drawer = 200_000;
    const steps = fc.array(
      fc.record({ means: fc.constantFrom('cash', 'bank', 'mobile'), share: fc.integer({ min: 1, max: 60 }) }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(steps, (payments) => {
        for (const { means, share } of payments) {
          const { owedFen } = debts(personId);
          const amountFen = Math.floor((owedFen * share) / 101);
          if (amountFen === 0) continue;
          const receipt = pay(personId, by(means, amountFen));
          if (means === 'cash') drawer += receipt.amountFen;
          const after = debts(personId);
          expect(after.owedFen).toBe(held()['patient_deferred']);
          expect(receipt.stillOwedFen).toBe(after.owedFen);
          const open = after.debts.flatMap(({ plan }) => plan?.instalments ?? []);
          expect(open.reduce((sum, { openFen }) => sum + openFen, 0)).toBe(after.owedFen);
          expect(held()['cash_drawer']).toBe(drawer);
        }
      }),
      { numRuns: 5 },
    );
  });
});
