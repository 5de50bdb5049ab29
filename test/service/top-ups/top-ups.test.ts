import { describe, expect, it } from 'vitest';
import { debtsOf } from '../../../electron/service/debts/debts.ts';
import { takeHardshipStep } from '../../../electron/service/hardship/take-step.ts';
import { listApplications } from '../../../electron/service/hardship/applications.ts';
import { applyForRelief } from '../../../electron/service/hardship/apply.ts';
import { yearAmountsOf } from '../../../electron/service/hardship/year-amounts.ts';
import { readSettlement } from '../../../electron/service/settlements/record.ts';
import { readYearState } from '../../../electron/service/settlements/year-state.ts';
import { listTopUps, readTopUp } from '../../../electron/service/top-ups/read.ts';
import { settleTopUp, topUpRoom } from '../../../electron/service/top-ups/settle.ts';
import { topUpRequests } from '../../../shared/contract/top-ups.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { refusalCode } from '../harness/refusal.ts';
import { day } from '../harness/patient.ts';
import { by } from '../payments/paying.ts';
import { partFen, Topping } from './topping.ts';

const at = new Topping();
const debts = (personId: string) => debtsOf(at.context, personId);
const year = (personId: string) => readYearState(at.context, personId, 'resident', 2020);

describe('what is approved after a settlement', () => {
  it('leaves the settlement as it is; the payer owes it and the patient gets it back', async () => {
    const { settlementId, personId } = at.settle();
    const before = readSettlement(at.context, settlementId);
    const made = await at.topUp(settlementId, 100_000);
    expect(topUpRequests['topUps.settle'].output.parse(made)).toEqual(made);
    expect(made).toMatchObject({
      title: '慈善救助',
      clause: '二（一）2',
      fromDebtFen: 0,
      refundFen: 100_000,
    });
    expect(readSettlement(at.context, settlementId)).toEqual(before);
    expect(at.ledger('receivable', 'charity')).toBe(100_000);
    expect(debts(personId)).toMatchObject({
      owedFen: 0,
      refundFen: 100_000,
      refunds: [{ cause: 'top_up', causeId: made.topUpId, slipNumber: made.number, means: 'cash' }],
    });
    expect(at.giveBack(personId)).toMatchObject({ kind: 'refund', amountFen: 100_000 });
    expect(debts(personId).refunds).toEqual([]);
    expect(at.ledger('cash_drawer')).toBe(partFen - 100_000);
    expect(at.ledger('refund_due')).toBe(0);
    expect(readTopUp(at.context, made.topUpId).refundedFen).toBe(100_000);
  });

  it('lowers what is owed for this settlement first, and gives back by the original means what is beyond it', async () => {
    const payments = [by('cash', 50_000), by('mobile', 12_500), by('deferred', 100_000)];
    const { settlementId, personId } = at.settle(payments);
    const made = await at.topUp(settlementId, 120_000, { payer: 'temporary_relief' });
    expect(made).toMatchObject({ fromDebtFen: 100_000, refundFen: 20_000 });
    expect(debts(personId)).toMatchObject({ owedFen: 0, refundFen: 20_000 });
    await at.topUp(settlementId, 42_500);
    expect(debts(personId).refunds.map(({ means, amountFen }) => [means, amountFen])).toEqual([
      ['cash', 20_000],
      ['cash', 30_000],
      ['mobile', 12_500],
    ]);
    expect(topUpRoom(at.context, settlementId).mostFen).toBe(0);
    expect(at.giveBack(personId).amountFen).toBe(62_500);
    expect(at.ledger('cash_drawer') + at.ledger('mobile')).toBe(0);
  });

  it('leaves the debt of another settlement alone', async () => {
    const { stayId, personId } = at.patient();
    expect(stayId).toBeTruthy();
    const first = at.settle([by('deferred', partFen)]);
    const second = at.settle();
    await at.topUp(second.settlementId, 1000);
    expect(debts(first.personId).owedFen).toBe(partFen);
    expect(debts(second.personId).refundFen).toBe(1000);
    expect(debts(personId).refundFen).toBe(0);
  });

  it('counts in the year of the settlement as if it had been approved before', async () => {
    const { settlementId, personId } = at.settle();
    const before = year(personId);
    at.hospital.clock.set('2021-02-10T02:00:00Z');
    const { topUpId } = await at.topUp(settlementId, 100_000);
    expect(year(personId)).toEqual({
      ...before,
      personalFen: before.personalFen - 100_000,
      personalInScopeFen: before.personalInScopeFen - 100_000,
      paidFen: { ...before.paidFen, charity: 100_000 },
    });
    const amounts = yearAmountsOf(at.context, personId, 2020);
    const paidFen = amounts.payers.reduce((sum, { amountFen }) => sum + amountFen, 0);
    expect(paidFen + amounts.personalFen).toBe(amounts.totalFen);
    expect(amounts.payers).toContainEqual({ layer: 'charity', title: '慈善救助', amountFen: 100_000 });
    await at.withdraw(topUpId);
    expect(year(personId)).toEqual(before);
  });

  it('is refused beyond what the patient bears, twice for one approval, in the future, and where nobody pays by approval', async () => {
    const { settlementId } = at.settle([by('cash', partFen - 1000), by('deferred', 1000)]);
    const other = at.settle();
    const refused = (amountFen: number, changes: object = {}) =>
      refusalCode(() => at.topUp(settlementId, amountFen, changes));
    expect(await refused(partFen + 1)).toBe('top_up_too_much');
    expect(await refused(0)).toBe('approved_amount_wrong');
    expect(await refused(1, { approvedOn: day('2020-03-11') })).toBe('approved_amount_wrong');
    expect(await refused(1, { payer: 'basic_insurance' })).toBe('layer_takes_no_approval');
    const { approvalNumber } = await at.topUp(other.settlementId, 1);
    expect(await refused(1, { approvalNumber })).toBe('approval_number_used');
    expect(await refused(1, { secondPerson: { login: 'clerk', password: 'x' } })).toBe(
      'second_person_is_same',
    );
    expect((await at.topUp(settlementId, partFen, { approvalNumber: '慈〔2020〕全额' })).fromDebtFen).toBe(
      1000,
    );
    await at.reverse(at.settle().settlementId);
    expect(listTopUps(at.context).topUps).toHaveLength(2);
  });

  it('is done once for one request', async () => {
    const { settlementId } = at.settle();
    const input = at.input(settlementId, 500);
    const [one, other] = await Promise.all([
      settleTopUp(at.context, at.clerk, input),
      settleTopUp(at.context, at.clerk, input),
    ]);
    expect(one).toEqual(other);
    expect(at.ledger('receivable', 'charity')).toBe(500);
    expect(
      await refusalCode(() => settleTopUp(at.context, at.clerk, { ...input, amountFen: 501 as Fen })),
    ).toBe('request_id_reused');
  });
});

describe('an application', () => {
  const apply = (settlementId: string) =>
    applyForRelief(at.context, at.clerk, {
      requestId: at.context.newId(),
      settlementId,
      kind: 'charity',
      addressee: '某区慈善会',
      reason: '家中两人患病',
    });

  it('ends with the top-up that it was approved with', async () => {
    const { settlementId } = at.settle();
    const { applicationId } = apply(settlementId);
    const made = await at.topUp(settlementId, 70_000, { applicationId });
    const [ended] = listApplications(at.context, 'over').applications;
    expect(ended).toMatchObject({ applicationId, openDays: null });
    expect(ended!.steps.at(-1)).toMatchObject({
      step: 'approved',
      amountFen: 70_000,
      number: made.approvalNumber,
    });
    const again = at.topUp(settlementId, 1, { applicationId });
    expect(await refusalCode(() => again)).toBe('hardship_application_over');
  });

  it('that was approved before its money came brings no more than was approved', async () => {
    const { settlementId } = at.settle();
    const { applicationId } = apply(settlementId);
    const approval = { step: 'approved', happenedOn: day('2020-03-10'), number: 'N1', words: '' } as const;
    const requestId = at.context.newId();
    const amountFen = 70_00 as Fen;
    takeHardshipStep(at.context, at.clerk, { requestId, applicationId, ...approval, amountFen });
    const paid = (fen: number) => at.topUp(settlementId, fen, { applicationId, approvalNumber: 'N1' });
    expect(await refusalCode(() => paid(70_01))).toBe('approved_amount_wrong');
    expect((await paid(50_00)).amountFen).toBe(50_00);
  });

  it('of another settlement or another kind of help is not answered by it', async () => {
    const { settlementId } = at.settle();
    const { applicationId } = apply(settlementId);
    const other = at.settle();
    for (const work of [
      () => at.topUp(other.settlementId, 1, { applicationId }),
      () => at.topUp(settlementId, 1, { applicationId, payer: 'temporary_relief' }),
    ]) {
      expect(await refusalCode(work)).toBe('top_up_application_other');
    }
    expect(listApplications(at.context, 'open').applications).toHaveLength(1);
  });
});

describe('a top-up that was wrong', () => {
  it('is taken back whole: no refund that was not paid, and the debt as before', async () => {
    const { settlementId, personId } = at.settle([by('cash', 62_500), by('deferred', 100_000)]);
    const { topUpId } = await at.topUp(settlementId, 120_000);
    const back = await at.withdraw(topUpId);
    expect(back.withdrawn).toMatchObject({ reason: '金额看错', businessDay: '2020-03-10' });
    expect(debts(personId)).toMatchObject({ owedFen: 100_000, refunds: [] });
    expect(at.ledger('receivable', 'charity')).toBe(0);
    expect(await refusalCode(() => at.withdraw(topUpId))).toBe('top_up_already_withdrawn');
    const { approvalNumber } = back;
    expect((await at.topUp(settlementId, 12_000, { approvalNumber })).fromDebtFen).toBe(12_000);
  });

  it('makes a debt of what was given back for it', async () => {
    const { settlementId, personId } = at.settle();
    const { topUpId } = await at.topUp(settlementId, 100_000);
    at.giveBack(personId);
    await at.withdraw(topUpId);
    expect(debts(personId)).toMatchObject({ owedFen: 100_000, refunds: [] });
    expect(topUpRoom(at.context, settlementId)).toMatchObject({ mostFen: partFen, owedFen: 100_000 });
  });

  it('stands before the reversal of its settlement', async () => {
    const { settlementId, personId } = at.settle();
    const { topUpId } = await at.topUp(settlementId, 100_000);
    expect(await refusalCode(() => at.reverse(settlementId))).toBe('settlement_has_top_up');
    expect(() => at.context.database.exec('UPDATE top_up SET amount_fen = 1')).toThrow('append_only');
    await at.withdraw(topUpId);
    await at.reverse(settlementId);
    expect(debts(personId)).toMatchObject({ owedFen: 0, refundFen: partFen });
    expect(await refusalCode(() => at.topUp(settlementId, 1))).toBe('settlement_already_reversed');
    at.giveBack(personId);
    expect(at.ledger('cash_drawer')).toBe(0);
    expect(at.ledger('hospital_revenue')).toBe(0);
  });
});
