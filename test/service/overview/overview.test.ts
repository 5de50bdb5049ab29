import { describe, expect, it } from 'vitest';
import { balances } from '../../../electron/service/ledger/balances.ts';
import { readOverview } from '../../../electron/service/overview/read.ts';
import { overviewSchema } from '../../../shared/contract/overview.ts';
import { Drawer } from '../day-close/drawer.ts';
import { by, daughter, due } from '../payments/paying.ts';

const drawer = new Drawer();
const overview = () => overviewSchema.parse(readOverview(drawer.context));
const held = (account: string): number =>
  balances(drawer.context)
    .filter((one) => one.account === account)
    .reduce((sum, { amountFen }) => sum + amountFen, 0);
const sum = (amounts: readonly number[]): number => amounts.reduce((total, one) => total + one, 0);

describe('the overview of a hospital', () => {
  it('has nothing where nothing happened, and fourteen days of it', () => {
    const { days, payers, unsent, reconciled, unpaid, drawers, debts } = overview();
    expect(days.map(({ day }) => day).slice(-2)).toEqual(['2020-03-09', '2020-03-10']);
    expect(sum(days.map(({ settlementCount }) => settlementCount))).toBe(0);
    expect([payers, reconciled, unsent.count, unpaid.unclaimedFen]).toEqual([[], null, 0, 0]);
    expect([drawers.openCount, debts.owedFen]).toEqual([0, 0]);
  });

  it('counts a reversal on its day, and every payer and the patient come to the hospital’s revenue', async () => {
    drawer.settle();
    const { settlementId } = drawer.settle();
    await drawer.reverse(settlementId);
    const { days, payers } = overview();
    expect(days.at(-1)).toMatchObject({
      settlementCount: 2,
      reversalCount: 1,
      totalFen: -held('hospital_revenue'),
    });
    expect(sum(payers.map(({ todayFen }) => todayFen))).toBe(-held('hospital_revenue'));
    expect(payers.map(({ monthFen }) => monthFen)).toEqual(payers.map(({ todayFen }) => todayFen));
    expect(payers.at(-1)).toMatchObject({ title: '患者个人', todayFen: days.at(-1)?.personalFen });
  });

  it('says what is unsent, unclaimed, owed, open and uneven', () => {
    drawer.settle();
    drawer.close(519_900, { varianceReason: '少一元' });
    drawer.settle({
      payments: [by('cash', 200_000), by('deferred', 300_000)],
      instalments: [due('2020-04-10', 300_000)],
      signatory: daughter,
    });
    const { unsent, unpaid, drawers, debts } = overview();
    expect(unsent.count).toBeGreaterThan(0);
    expect(unpaid).toEqual({ unclaimedFen: held('receivable'), claimedFen: 0, oldFen: 0 });
    expect(drawers).toEqual({
      openCount: 1,
      waitingApprovalCount: 0,
      objectionCount: 0,
      fromBeforeCount: 0,
      unconfirmedCount: 1,
      varianceFen: -100,
      varianceCount: 1,
    });
    expect(debts).toEqual({ debtorCount: 1, owedFen: 300_000, overdueCount: 0, overdueFen: 0 });
  });
});
