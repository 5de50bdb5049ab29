import { beforeEach, describe, expect, it } from 'vitest';
import { debtsOf } from '../../../electron/service/debts/debts.ts';
import { payDebt } from '../../../electron/service/debts/pay.ts';
import { relieveDebt } from '../../../electron/service/debts/relieve.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { chainRequest, previewChain, run } from '../corrections/late.ts';
import { testPassword } from '../harness/hospital.ts';
import { by, due, settleBy } from '../payments/paying.ts';
import { partFen, Topping } from './topping.ts';

const at = new Topping();

const pay = (personId: string, amountFen: number) =>
  payDebt(at.context, at.clerk, {
    requestId: at.context.newId(),
    personId,
    payments: [by('cash', amountFen)],
    signatory: null,
  });

/** What is due to the patient, what the patient owes, what lies in the drawer, and what is neither paid nor owed. */
function standing(personId: string): Record<'refundFen' | 'owedFen' | 'drawerFen' | 'dueFen', number> {
  const { refundFen, owedFen } = debtsOf(at.context, personId);
  return { refundFen, owedFen, drawerFen: at.ledger('cash_drawer'), dueFen: at.ledger('patient_due') };
}

let settlementId: string;
let personId: string;
/** A top-up of 1,000.00 was paid out to the patient before it was found to be wrong. */
beforeEach(async () => {
  ({ settlementId, personId } = at.settle());
  const { topUpId } = await at.topUp(settlementId, 100_000);
  at.giveBack(personId);
  await at.withdraw(topUpId);
});

describe('a settlement whose top-up was paid out and then taken back', () => {
  it('is reversed for what is held of it alone, and the debt ends with it', async () => {
    await at.reverse(settlementId);
    const heldFen = partFen - 100_000;
    expect(standing(personId)).toEqual({ refundFen: heldFen, owedFen: 0, drawerFen: heldFen, dueFen: 0 });
    at.giveBack(personId);
    expect(at.ledger('cash_drawer')).toBe(0);
  });

  it('is reversed for everything once the patient has paid it back, and for no more', async () => {
    pay(personId, 100_000);
    const { payments } = await at.reverse(settlementId);
    expect(standing(personId)).toEqual({ refundFen: partFen, owedFen: 0, drawerFen: partFen, dueFen: 0 });
    expect(payments.map(({ amountFen }) => amountFen)).toEqual([-(partFen - 100_000), -100_000]);
  });

  it('says of the reversal what was given back and what is owed no more, together its part', async () => {
    const { payments, personalFen } = await at.reverse(settlementId);
    expect(payments.map(({ means, amountFen }) => [means, amountFen])).toEqual([
      ['cash', -(partFen - 100_000)],
      ['deferred', -100_000],
    ]);
    expect(payments.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(personalFen);
  });

  it('is reversed for what is held where the debt was waived', async () => {
    await relieveDebt(at.context, at.hospital.actor('finance'), {
      requestId: at.context.newId(),
      settlementId,
      kind: 'waiver',
      amountFen: 100_000 as Fen,
      reason: '家庭困难',
      secondPerson: { login: 'cashier_lead', password: testPassword },
    });
    await at.reverse(settlementId);
    const heldFen = partFen - 100_000;
    expect(standing(personId)).toEqual({ refundFen: heldFen, owedFen: 0, drawerFen: heldFen, dueFen: 0 });
    expect(at.ledger('waiver')).toBe(0);
  });

  it('is settled again for nothing where nothing changes', async () => {
    pay(personId, 100_000);
    const preview = previewChain(at.hospital, { settlementId, resettleFirst: true });
    await run(at.hospital, chainRequest(at.hospital, preview));
    expect(standing(personId)).toEqual({ refundFen: 0, owedFen: 0, drawerFen: partFen, dueFen: 0 });
  });

  it('takes another top-up, which ends the debt first, and comes out even when that is taken back as well', async () => {
    const { topUpId, fromDebtFen, refundFen } = await at.topUp(settlementId, 120_000);
    expect([fromDebtFen, refundFen]).toEqual([100_000, 20_000]);
    at.giveBack(personId);
    await at.withdraw(topUpId);
    expect(standing(personId).owedFen).toBe(120_000);
    await at.reverse(settlementId);
    const heldFen = partFen - 120_000;
    expect(standing(personId)).toEqual({ refundFen: heldFen, owedFen: 0, drawerFen: heldFen, dueFen: 0 });
  });
});

it('a part that was deferred, a top-up beyond it paid out, taken back, paid and reversed comes out even', async () => {
  const deferred = at.settle([by('cash', 62_500), by('deferred', 100_000)]);
  const before = at.ledger('cash_drawer');
  const { topUpId } = await at.topUp(deferred.settlementId, 150_000);
  at.giveBack(deferred.personId);
  await at.withdraw(topUpId);
  expect(standing(deferred.personId).owedFen).toBe(150_000);
  pay(deferred.personId, 150_000);
  await at.reverse(deferred.settlementId);
  expect(standing(deferred.personId)).toMatchObject({ refundFen: partFen, owedFen: 0, dueFen: 0 });
  at.giveBack(deferred.personId);
  expect(at.ledger('cash_drawer')).toBe(before - 62_500);
});

it('what comes to a debt beyond the agreed dates is paid before them and lessens them after', async () => {
  const { stayId, personId: debtor } = at.patient();
  const paidHalf = [by('cash', 62_500), by('deferred', 100_000)];
  const { settlementId: agreed } = settleBy(at.hospital, stayId, {
    payments: paidHalf,
    instalments: [due('2020-04-10', 40_000), due('2020-05-10', 60_000)],
  });
  const { topUpId } = await at.topUp(agreed, 150_000);
  at.giveBack(debtor);
  await at.withdraw(topUpId);
  expect(standing(debtor).owedFen).toBe(150_000);
  pay(debtor, 60_000);
  const openParts = debtsOf(at.context, debtor).debts[0]?.plan?.instalments.map(({ openFen }) => openFen);
  expect(openParts).toEqual([30_000, 60_000]);
  pay(debtor, 90_000);
  expect(standing(debtor)).toMatchObject({ owedFen: 0, dueFen: 0 });
});

it('a debt beyond the agreed dates is paid whole by one payment', async () => {
  const { stayId, personId: debtor } = at.patient();
  const { settlementId: agreed } = settleBy(at.hospital, stayId, {
    payments: [by('cash', 62_500), by('deferred', 100_000)],
    instalments: [due('2020-04-10', 100_000)],
  });
  const { topUpId } = await at.topUp(agreed, 150_000);
  at.giveBack(debtor);
  await at.withdraw(topUpId);
  expect(pay(debtor, 150_000)).toMatchObject({ amountFen: 150_000, stillOwedFen: 0 });
});
