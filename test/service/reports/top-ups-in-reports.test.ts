import { beforeEach, describe, expect, it } from 'vitest';
import { settlementsBehind } from '../../../electron/service/reports/behind.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { countAnew } from '../../../electron/service/reports/count.ts';
import { recount } from '../../../electron/service/reports/recount.ts';
import { readStatistics } from '../../../electron/service/reports/statistics.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { day } from '../harness/patient.ts';
import { Topping } from '../top-ups/topping.ts';
import { added, march, month, rowsOf } from './month.ts';

const at = new Topping();
const april = month(2020, 4);
const read = (period = march) => readStatistics(at.context, period);
const noTargets = {
  outOfCatalogueAtMost: null,
  actualAtLeast: null,
  inScopeAtLeast: null,
  treatedInCountyAtLeast: null,
};
const year = { kind: 'year', year: 2020, number: 1 } as const;

/** What each payer stands with, by its title. */
async function payersOf(period = march): Promise<Record<string, number>> {
  const rows = rowsOf(await read(period), 'payer');
  return Object.fromEntries(rows.map(({ title, sums }) => [title, sums.paidFen]));
}

let settlementId: string;
beforeEach(() => {
  ({ settlementId } = at.settle());
});

describe('a top-up in the statistics', () => {
  it('moves its amount from the patient to its payer on the day it was settled, and is no settlement', async () => {
    const before = await read();
    at.hospital.clock.set('2020-04-02T02:00:00.000Z');
    await at.topUp(settlementId, 60_000);
    expect((await read()).total).toEqual(before.total);
    const { total } = await read(april);
    expect([total.count, total.totalFen, total.inScopeFen]).toEqual([0, 0, 0]);
    expect([total.paidFen, total.personalFen]).toEqual([60_000, -60_000]);
    expect(await payersOf(april)).toEqual({ 慈善救助: 60_000, 患者个人: -60_000 });
  });

  it('stands in one row of each table, that of its settlement, and the rows come to the total', async () => {
    await at.topUp(settlementId, 60_000);
    const { tables, total } = await read();
    for (const { rows } of tables.filter(({ dimension }) => dimension !== 'payer')) {
      expect(rows).toHaveLength(1);
      expect(added(rows)).toEqual(total);
    }
    expect(total.paidFen + total.personalFen).toBe(total.totalFen);
  });

  it('comes to what the ledger says each payer owes', async () => {
    await at.topUp(settlementId, 60_000);
    await at.topUp(settlementId, 10_000);
    const payers = await payersOf();
    expect(payers['慈善救助']).toBe(70_000);
    expect(payers['慈善救助']).toBe(at.ledger('receivable', 'charity'));
    expect(payers['患者个人']).toBe(162_500 - 70_000);
  });

  it('leaves nothing once it was taken back', async () => {
    const before = await payersOf();
    const { topUpId } = await at.topUp(settlementId, 60_000);
    await read();
    at.hospital.clock.set('2020-04-02T02:00:00.000Z');
    await at.withdraw(topUpId);
    expect(await payersOf(april)).toEqual({ 慈善救助: -60_000, 患者个人: 60_000 });
    expect(await payersOf(year)).toEqual({ ...before, 慈善救助: 0 });
  });

  it('is counted once, however often and in whatever order is looked', async () => {
    await read();
    await at.topUp(settlementId, 60_000);
    await read();
    at.settle();
    const later = await read();
    expect(later.total.paidFen + later.total.personalFen).toBe(later.total.totalFen);
    const seen = await payersOf();
    await countAnew(at.context);
    expect(await payersOf()).toEqual(seen);
    expect(seen['慈善救助']).toBe(60_000);
  });

  it('counts for who is above the yearly cap', async () => {
    const targets = { ...noTargets, document: '院发〔2020〕3号', yearlyCapFen: 150_000 as Fen };
    writeSetting(at.context, undefined, 'controlTargets', targets, day('2020-01-01'));
    const above = async () =>
      (await read()).controls.find(({ figure }) => figure === 'above_yearly_cap')!.part;
    expect(await above()).toBe(1);
    await at.topUp(settlementId, 60_000);
    expect(await above()).toBe(0);
  });

  it('is proved with the rest, and a wrong count of it is noticed', async () => {
    await at.topUp(settlementId, 60_000);
    expect(await recount(at.context, march)).toEqual({ isSame: true, settlements: 2 });
    at.context.database
      .exec(`UPDATE report_sum SET paid_fen = paid_fen - 60000, personal_fen = personal_fen + 60000
      WHERE key_id = (SELECT id FROM report_key WHERE dimension = 'all')`);
    expect((await recount(at.context, march)).isSame).toBe(false);
    expect((await read()).total.paidFen).toBe((await read(year)).total.paidFen);
    expect((await recount(at.context, march)).isSame).toBe(true);
  });
});

describe('behind a figure', () => {
  it('a top-up stands with its number and its amounts, and names its settlement', async () => {
    const { number, topUpId } = await at.topUp(settlementId, 60_000);
    await at.withdraw(topUpId);
    const charity = rowsOf(await read(), 'payer').find(({ title }) => title === '慈善救助')!;
    const figure = { of: 'key', keyId: charity.keyId } as const;
    const { rows } = await settlementsBehind(at.context, { period: march, figure });
    expect(
      rows.map(({ kind, paidFen, personalFen, totalFen }) => [kind, totalFen, paidFen, personalFen]),
    ).toEqual([
      ['withdrawal', 0, -60_000, 60_000],
      ['top_up', 0, 60_000, -60_000],
    ]);
    expect(rows[1]).toMatchObject({ slipNumber: number, settlementId, isReversed: true });
    const all = await settlementsBehind(at.context, { period: march, figure: { of: 'all' } });
    const { total } = await read();
    expect(all.rows.reduce((sum, { paidFen }) => sum + paidFen, 0)).toBe(total.paidFen);
    expect(all.rows.reduce((sum, { personalFen }) => sum + personalFen, 0)).toBe(total.personalFen);
  });
});
