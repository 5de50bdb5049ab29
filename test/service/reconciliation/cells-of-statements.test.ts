import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeInFile } from '../../../electron/service/reconciliation/take-in.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { refusalOf } from '../harness/refusal.ts';
import { lineOf, writeMonth, writeStatement } from './month.ts';
import { reconcile, settled } from './reconciling.ts';

/* Cells as exports are seen to write them: read for what they mean, or refused, never read for something else. */

let hospital: TestHospital;
beforeAll(() => {
  hospital = openTestHospital({ nowIso: '2020-04-02T02:00:00.000Z' });
  writeMonth(hospital, [settled(1)]);
});
afterAll(() => hospital.close());

const head = ['中心结算号', '结算日期', '医疗费总额', '退费标志'];
const takeIn = (rows: readonly (readonly string[])[], headings = head) =>
  takeInFile(hospital.context, hospital.actor('finance'), {
    side: 'centre',
    sourceName: '县医保中心',
    filePath: writeStatement(
      hospital,
      '对账单.csv',
      [headings, ...rows].map((row) => row.join(',')).join('\r\n'),
    ),
  });
const sound = ['S1', '2020-03-10', '1000.00', ''];

it.each([
  [['城乡居民小计', '', '1000.00', '']],
  [['', '2020-03-10小计', '1000.00', '']],
  [['【合计】', '', '1000.00', '']],
  [['人次合计：1', '', '1000.00', '']],
  [['住院总计(元)', '', '1000.00', '']],
])('a row that begins with %s is one of sums', async (row) => {
  expect(await takeIn([sound, row])).toMatchObject({ lineCount: 1, sumCount: 1, totalFen: 100_000 });
});

it('a patient whose name ends like a row of sums is a patient', async () => {
  const taken = await takeIn([['王小计', 'S1', '2020-03-10', '1000.00']], ['姓名', ...head.slice(0, 3)]);
  expect(taken).toMatchObject({ lineCount: 1, sumCount: 0 });
});

it.each([
  '20200310',
  '20200310235959',
  '20200310 23:59:59',
  '２０２０－０３－１０',
  '2020.3.10',
  '2020/3/10 9:05',
])('a settlement of %s is of 10 March', async (day) => {
  expect(await takeIn([['S1', day, '1000.00', '']])).toMatchObject({
    firstDay: '2020-03-10',
    lastDay: '2020-03-10',
  });
});

it.each(['1', '是', 'true', '红冲', '已退费'])('a line marked %s takes back', async (mark) => {
  expect(await takeIn([['S1', '2020-03-10', '1000.00', mark]])).toMatchObject({ totalFen: -100_000 });
});

it.each(['', '0', '否', 'false', '正常'])('a line marked “%s” takes nothing back', async (mark) => {
  expect(await takeIn([['S1', '2020-03-10', '1000.00', mark]])).toMatchObject({ totalFen: 100_000 });
});

it.each(['医疗费总额（分）', '医疗费总额(单位：万元)'])(
  'amounts under the heading %s are not read as yuan',
  async (heading) => {
    const refusal = await refusalOf(() => takeIn([sound], ['中心结算号', '结算日期', heading, '退费标志']));
    expect(refusal.code).toBe('statement_unit_wrong');
    expect(refusal.message).toContain(heading);
  },
);

it('a number that a spreadsheet shortened is refused, and one in full width is the same number', async () => {
  const refusal = await refusalOf(() => takeIn([['4.2021E+18', '2020-03-10', '1000.00', '']]));
  expect(refusal.problems).toMatchObject([{ line: 2, column: '中心结算号', code: 'number_lost_digits' }]);
  const { total } = lineOf(settled(1));
  const centre = `中心结算号,结算日期,医疗费总额\r\nＳ１,2020-03-10,${total / 100}.00\r\n`;
  const run = await reconcile(hospital, { from: '2020-03-10', to: '2020-03-11' }, { centre });
  expect([run.differences, run.sides[0]?.matchedCount]).toEqual([[], 1]);
});
