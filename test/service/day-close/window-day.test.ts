import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { closesTable } from '../../../electron/service/day-close/closes-table.ts';
import { windowDay } from '../../../electron/service/day-close/window-day.ts';
import { documentContents } from '../../../electron/service/documents/contents.ts';
import { day } from '../harness/patient.ts';
import { Drawer } from './drawer.ts';

const drawer = new Drawer();
const businessDay = day('2020-03-10');

/** Two closes of one clerk on one day, the second two yuan short. */
function closeTwice(): void {
  drawer.settle();
  drawer.close(520_000);
  drawer.settle();
  drawer.settle();
  drawer.close(1_019_800, { openingFloatFen: null, varianceReason: '找零时多给了' });
}

describe('a window’s day', () => {
  it('has every close of that day, in order, and who has not closed', () => {
    closeTwice();
    drawer.settle();
    const found = windowDay(drawer.context, businessDay);
    expect(
      found?.closes.map(({ settlementCount, handedOverFen }) => [settlementCount, handedOverFen]),
    ).toEqual([
      [1, 500_000],
      [2, 999_800],
    ]);
    expect(found?.openClerks).toEqual([found?.closes[0]?.clerkName]);
    expect(windowDay(drawer.context, day('2020-03-09'))).toBeNull();
  });

  it('is one paper, whichever of its closes it is asked by', () => {
    closeTwice();
    const [first, second] = windowDay(drawer.context, businessDay)?.closes ?? [];
    const papers = [first, second].map((close) =>
      documentContents.window_day_sheet(drawer.context, close!.dayCloseId, null),
    );
    expect(papers[1]).toEqual(papers[0]);
    expect(papers[0]?.number).toMatch(/^CK20200310-/);
  });
});

describe('closes as a table', () => {
  it('have a row each in their order and the sums below, which are the ledger’s', async () => {
    closeTwice();
    const span = { from: day('2020-03-01'), to: day('2020-03-31') };
    const { fileName, table } = await closesTable(drawer.context, drawer.hospital.actor('finance'), span);
    expect(fileName).toBe('日结单 2020-03-01 至 2020-03-31.xlsx');
    const rows = (await readXlsx(table)).sheets[0]?.rows ?? [];
    const column = (title: string) => rows.slice(1, -2).map((row) => row[rows[0]?.indexOf(title) ?? -1]);
    expect(column('结算张数')).toEqual([1, 2, 3]);
    expect(column('现金净额（元）')).toEqual([5000, 10_000, 15_000]);
    expect(column('长短款（元）')).toEqual([0, -2, -2]);
    expect(column('上交（元）')).toEqual([5000, 9998, 14_998]);
    expect(column('备用金（元）').slice(0, 2)).toEqual([200, 200]);
    expect(column('日结单号').at(-1)).toBe('合计');
  });

  it('of days on which nobody closed are a head and nothing', async () => {
    const { table } = await closesTable(drawer.context, drawer.hospital.actor('finance'), {
      from: businessDay,
      to: businessDay,
    });
    expect((await readXlsx(table)).sheets[0]?.rows).toHaveLength(4);
  });
});
