import { describe, expect, it } from 'vitest';
import { settlementsBehind } from '../../../electron/service/reports/behind.ts';
import { countAnew, countSettlements } from '../../../electron/service/reports/count.ts';
import { recount } from '../../../electron/service/reports/recount.ts';
import { readStatistics } from '../../../electron/service/reports/statistics.ts';
import { statisticsSchema } from '../../../shared/contract/reports.ts';
import { refusalCode } from '../harness/refusal.ts';
import { addPerson } from '../harness/patient.ts';
import { added, briefly, march, month, Month, rowsOf } from './month.ts';

const at = new Month();
const read = async (period = march) => statisticsSchema.parse(await readStatistics(at.context, period));

const orphan = { category: 'orphan', beginsOn: '2019-01-01', endsOn: null } as const;
const lowIncome = { category: 'low_income', beginsOn: '2019-01-01', endsOn: null } as const;

function treatFour(): void {
  at.treat();
  at.treat({ person: { eligibilities: [orphan, lowIncome] }, cost: { inScope: 1000 } });
  at.treat({ person: { entry: { township: '别的镇' } }, stay: { place: 'referred' } });
  at.treat({ stay: { diagnoses: [{ code: 'C34.9', name: '肺癌' }] }, cost: { inScope: 20_000 } });
}

describe('the statistics of a month', () => {
  it('have every settlement in one row of each table, and the rows come to the total', async () => {
    treatFour();
    const statistics = await read();
    expect(statistics.total.count).toBe(4);
    expect(statistics.title).toBe('2020年3月');
    for (const { dimension, rows } of statistics.tables) {
      if (dimension === 'payer') continue;
      expect(added(rows)).toEqual(statistics.total);
    }
    expect(briefly(statistics, 'township').map(([title, count]) => [title, count])).toEqual([
      ['测试镇', 3],
      ['别的镇', 1],
    ]);
    expect(rowsOf(statistics, 'eligibility').map(({ title }) => title)).toEqual(['建档立卡', '低收入＋孤儿']);
    expect(rowsOf(statistics, 'disease').map(({ title }) => title)).toEqual(['I63 脑梗死', 'C34 肺癌']);
    expect(briefly(statistics, 'level')).toEqual([['二级（县级医院）', 4, statistics.total.totalFen]]);
    expect(rowsOf(statistics, 'place').map(({ title, sums }) => [title, sums.count])).toEqual([
      ['县域内', 3],
      ['经批准转诊', 1],
    ]);
  });

  it('say what each payer paid, and the patient last: together the total', async () => {
    treatFour();
    const { tables, total } = await read();
    const payers = tables.at(-1)!.rows;
    expect(payers.map(({ title }) => title)).toContain('基本医疗保险');
    expect(payers.at(-1)!.title).toBe('患者个人');
    expect(payers.reduce((sum, { sums }) => sum + sums.paidFen, 0)).toBe(total.totalFen);
    expect(total.paidFen + total.personalFen).toBe(total.totalFen);
  });

  it('count a reversal on the day it was made, and negatively', async () => {
    at.on('2020-03-31');
    const { settlementId } = at.treat();
    at.on('2020-04-01');
    await at.reverse(settlementId);
    const [inMarch, inApril, quarter, year] = [
      await read(),
      await read(month(2020, 4)),
      await read({ kind: 'quarter', year: 2020, number: 1 }),
      await read({ kind: 'year', year: 2020, number: 1 }),
    ];
    expect([inMarch.total.count, inMarch.total.totalFen]).toEqual([1, 6_000_000]);
    expect([inApril.total.count, inApril.total.totalFen]).toEqual([-1, -6_000_000]);
    expect(quarter.total).toEqual(inMarch.total);
    expect([year.total.count, year.total.totalFen, year.total.personalFen]).toEqual([0, 0, 0]);
    expect(added(rowsOf(inApril, 'township'))).toEqual(inApril.total);
    expect(inApril.months.slice(-2).map(({ sums }) => sums.count)).toEqual([1, -1]);
  });

  it('keep a settlement in the township in which the person lived then, as the roster said', async () => {
    const personId = addPerson(at.hospital, {});
    const { settlementId } = at.treatAgain(personId);
    at.on('2020-03-20');
    at.moveTo(personId, '新镇');
    await at.reverse(settlementId);
    at.treatAgain(personId);
    expect(briefly(await read(), 'township')).toEqual([
      ['新镇', 1, 6_000_000],
      ['测试镇', 0, 0],
    ]);
  });

  it('are the same however they were counted: in portions, at once, or anew', async () => {
    treatFour();
    await countSettlements(at.context, 1);
    const inPortions = await read();
    at.on('2020-03-11');
    treatFour();
    const later = await read();
    expect(later.total.count).toBe(2 * inPortions.total.count);
    await countAnew(at.context);
    const withoutKeys = (of: typeof later) => JSON.stringify(of).replaceAll(/"keyId":\d+,/g, '');
    expect(withoutKeys(await read())).toBe(withoutKeys(later));
  });
});

describe('what was counted', () => {
  it('is proved against settlements, layers and ledger', async () => {
    treatFour();
    expect(await recount(at.context, march)).toEqual({ isSame: true, settlements: 4 });
  });

  it('is counted anew where it does not come to the same', async () => {
    treatFour();
    const right = await read();
    at.context.database.exec('UPDATE report_sum SET paid_fen = paid_fen + 1');
    expect(await recount(at.context, march)).toEqual({ isSame: false, settlements: 4 });
    expect((await read()).total).toEqual(right.total);
    expect((await recount(at.context, march)).isSame).toBe(true);
  });
});

describe('behind a figure', () => {
  it('stand its settlements and reversals, and their amounts come to it', async () => {
    treatFour();
    const { settlementId } = at.treat();
    await at.reverse(settlementId);
    const statistics = await read();
    for (const { rows } of statistics.tables) {
      for (const { keyId, sums } of rows) {
        const behind = await settlementsBehind(at.context, { period: march, figure: { of: 'key', keyId } });
        const net = behind.rows.reduce((sum, { kind }) => sum + (kind === 'reversal' ? -1 : 1), 0);
        expect(net).toBe(sums.count);
        expect(behind.rows.reduce((sum, { totalFen }) => sum + totalFen, 0)).toBe(sums.totalFen);
      }
    }
    const all = await settlementsBehind(at.context, { period: march, figure: { of: 'all' } });
    expect(all.rows.map(({ kind, isReversed }) => [kind, isReversed]).slice(0, 2)).toEqual([
      ['reversal', false],
      ['final', true],
    ]);
  });

  it('stands nothing where the figure is of a count that is gone', async () => {
    const figure = { of: 'key', keyId: 999 } as const;
    const code = await refusalCode(() => settlementsBehind(at.context, { period: march, figure }));
    expect(code).toBe('report_figure_unknown');
  });
});
