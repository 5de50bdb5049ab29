import { expect, it, onTestFinished } from 'vitest';
import type { Run } from '../../../shared/contract/reconciliation.ts';
import { type Fen, plainYuan } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { lineOf, type Made, textOf, total, writeMonth } from './month.ts';
import { reconcile, reversalOf, settled } from './reconciling.ts';

/* The hospital's own charges as the second side, and all three at once. */

const span = { from: '2020-03-01', to: '2020-04-01' };

function openWith(made: readonly Made[]): TestHospital {
  const hospital = openTestHospital({ nowIso: '2020-04-02T02:00:00.000Z' });
  onTestFinished(() => hospital.close());
  writeMonth(hospital, made);
  return hospital;
}

interface Charge {
  readonly slip: string;
  readonly admission: string;
  readonly day: string;
  readonly totalFen: number;
}

const chargeOf = (made: Made): Charge => ({ ...made, totalFen: total(made) });
const chargesText = (charges: readonly Charge[]): string =>
  [
    '结算单号,住院号,姓名,收费日期,总费用',
    ...charges.map(
      ({ slip, admission, day, totalFen }) =>
        `${slip},${admission},张三,${day},${plainYuan(totalFen as Fen)}`,
    ),
  ].join('\r\n');

const told = ({ differences }: Run): unknown[] =>
  differences.map(({ side, kind, cause, here, there }) => [
    side,
    kind,
    cause,
    here?.slipNumber ?? there?.slipNumber,
  ]);

it('what the hospital charged is set beside the window by slips, and by the stay where slips are its own', async () => {
  const [even, uncharged, reversed, stayAlone] = [
    settled(1),
    settled(2),
    settled(3),
    settled(4, { day: '2020-03-11' }),
  ];
  const made = [even, uncharged, reversed, reversalOf(reversed, { day: '2020-03-11' }), stayAlone];
  const refunded = settled(5);
  const hospital = openWith([...made, refunded]);
  const run = await reconcile(hospital, span, {
    hospital: chargesText([
      chargeOf(even),
      chargeOf(reversed),
      { ...chargeOf(stayAlone), slip: 'FP-1' },
      { ...chargeOf(even), slip: 'FP-2', totalFen: 55_500 },
      chargeOf(refunded),
      { ...chargeOf(refunded), totalFen: -total(refunded) },
      { ...chargeOf(even), slip: 'FP-3', admission: 'ZY-others' },
    ]),
  });
  expect(new Set(told(run))).toEqual(
    new Set([
      ['hospital', 'only_here', 'not_charged', 'JS2'],
      ['hospital', 'reversed', 'refund_not_charged', 'JS3-C'],
      ['hospital', 'only_there', 'not_settled_here', 'FP-2'],
      ['hospital', 'reversed', 'refunded_there', 'JS5'],
      ['hospital', 'unknown', 'not_ours', 'FP-3'],
    ]),
  );
  expect(run.sides[0]).toMatchObject({ side: 'hospital', matchedCount: 4, centreSays: null });
  expect(run.centreGapFen).toBeNull();
});

it('with both statements each difference shows what the third side has of the same slip or stay', async () => {
  const [even, short, uncharged] = [settled(1), settled(2), settled(3)];
  const hospital = openWith([even, short, uncharged]);
  const line = lineOf(short);
  const run = await reconcile(hospital, span, {
    centre: textOf([
      lineOf(uncharged),
      { ...line, total: line.total - 6100, fund: line.fund - 6100 },
      lineOf(even),
    ]),
    hospital: chargesText([chargeOf(short), chargeOf(even)]),
  });
  expect(run.groups.map(({ side, totalFen }) => [side, totalFen])).toEqual([
    ['window', 300_000],
    ['centre', 293_900],
    ['hospital', 200_000],
  ]);
  expect([run.centreGapFen, run.hospitalGapFen]).toEqual([-6100, -100_000]);
  expect(told(run)).toEqual([
    ['centre', 'amount', 'reckoned_otherwise', 'JS2'],
    ['hospital', 'only_here', 'not_charged', 'JS3'],
  ]);
  const [atCentre, notCharged] = run.differences;
  expect(atCentre?.third).toMatchObject([{ slipNumber: 'JS2', line: 2, amounts: { total: 100_000 } }]);
  expect(notCharged?.third).toMatchObject([{ number: 'S3', admissionNumber: 'ZY3', line: 2 }]);
});
