import { expect, it, onTestFinished } from 'vitest';
import type { Run } from '../../../shared/contract/reconciliation.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { lineOf, type Made, textOf, total, writeMonth } from './month.ts';
import { reconcile, reversalOf, settled } from './reconciling.ts';

/* Days, midnight and amounts below nothing: what is at the seam is explained on both sides of it. */

function openWith(made: readonly Made[]): TestHospital {
  const hospital = openTestHospital({ nowIso: '2020-04-02T02:00:00.000Z' });
  onTestFinished(() => hospital.close());
  writeMonth(hospital, made);
  return hospital;
}

const told = ({ differences }: Run): unknown[] =>
  differences.map(({ kind, cause, here, there, hereFen, thereFen }) => [
    kind,
    cause,
    here?.slipNumber ?? there?.number,
    thereFen - hereFen,
  ]);

it('a settlement before midnight whose line is of the next day is matched within the span and explained at its edge', async () => {
  const [one, late] = [settled(1), settled(2, { day: '2020-03-10' })];
  const hospital = openWith([one, late]);
  const centre = textOf([lineOf(one), { ...lineOf(late), day: '2020-03-11' }]);
  const both = await reconcile(hospital, { from: '2020-03-10', to: '2020-03-12' }, { centre });
  expect(told(both)).toEqual([]);
  expect(both.sides[0]).toMatchObject({ matchedCount: 2, matchedFen: 200_000 });
  const first = await reconcile(hospital, { from: '2020-03-10', to: '2020-03-11' }, { centre });
  expect(told(first)).toEqual([['only_here', 'other_day', 'JS2', -100_000]]);
  expect(first.sides[0]).toMatchObject({ matchedCount: 1, outsideCount: 1 });
  const second = await reconcile(hospital, { from: '2020-03-11', to: '2020-03-12' }, { centre });
  expect(told(second)).toEqual([['only_there', 'other_day', 'JS2', 100_000]]);
});

it('of two lines with one number the same one is left over, whichever stands first in the file', async () => {
  const one = settled(1);
  const hospital = openWith([one]);
  const [line, later] = [lineOf(one), { ...lineOf(one), day: '2020-03-11' }];
  const span = { from: '2020-03-09', to: '2020-03-13' };
  const run = await reconcile(hospital, span, { centre: textOf([line, later]) });
  expect(told(run)).toEqual([['twice', 'repeated_line', 'S1', 100_000]]);
  expect(run.differences[0]?.there?.day).toBe('2020-03-11');
  const turned = await reconcile(hospital, span, { centre: textOf([later, line]) });
  expect(turned.resultHash).toBe(run.resultHash);
});

it('a day of which the statement has no line is named, and so is each settlement of it', async () => {
  const made = [
    settled(1),
    settled(2, { day: '2020-03-11' }),
    settled(3, { day: '2020-03-11' }),
    settled(4, { day: '2020-03-12' }),
  ];
  const hospital = openWith(made);
  const centre = textOf([made[0]!, made[3]!].map((one) => lineOf(one)));
  const run = await reconcile(hospital, { from: '2020-03-10', to: '2020-03-13' }, { centre });
  expect(run.sides[0]?.missingDays).toEqual(['2020-03-11']);
  expect(told(run)).toEqual([
    ['only_here', 'day_missing', 'JS2', -100_000],
    ['only_here', 'day_missing', 'JS3', -100_000],
  ]);
});

it('negative records meet negative ones alone, under one number and with a mark of refund as well', async () => {
  const one = settled(1);
  const back = reversalOf(one, { number: one.number, day: '2020-03-11' });
  const anew = settled(3, { admission: one.admission, stayNumber: one.stayNumber, day: '2020-03-11' });
  const hospital = openWith([one, back, anew]);
  const span = { from: '2020-03-09', to: '2020-03-13' };
  // The centre gives what takes back the number of what is taken back.
  const signed = await reconcile(hospital, span, {
    centre: textOf([back, anew, one].map((it) => lineOf(it))),
  });
  expect(told(signed)).toEqual([]);
  expect(signed.sides[0]).toMatchObject({ matchedCount: 3, matchedFen: 100_000 });
  const marked = await reconcile(hospital, span, {
    centre: [
      '中心结算号,结算日期,医疗费总额,退费标志',
      'S1,2020-03-11,1000.00,1',
      'S3,2020-03-11,1000.00,0',
      'S1,2020-03-10,1000.00,',
    ].join('\r\n'),
  });
  expect(told(marked)).toEqual([]);
  const without = await reconcile(hospital, span, { centre: textOf([lineOf(one), lineOf(anew)]) });
  expect(told(without)).toEqual([['reversed', 'not_listed', 'JS1-C', total(one)]]);
});

it('of two parts of a stay with the same amount, the one of the line’s own day is meant', async () => {
  const first = settled(1, { kind: 'interim', number: null });
  const { admission, stayNumber } = first;
  const part = { admission, stayNumber, kind: 'interim', number: null } as const;
  const hospital = openWith([first, settled(2, { ...part, day: '2020-03-20' })]);
  const centre = `住院号,结算日期,医疗费总额\r\n${admission},2020-03-20,1000.00\r\n`;
  const run = await reconcile(hospital, { from: '2020-03-01', to: '2020-04-01' }, { centre });
  expect(run.differences.map(({ kind, here }) => [kind, here?.day])).toEqual([['only_here', '2020-03-10']]);
});
