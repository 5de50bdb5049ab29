import { expect, it, onTestFinished } from 'vitest';
import type { Run } from '../../../shared/contract/reconciliation.ts';
import { type Fen, plainYuan } from '../../../shared/money/fen.ts';
import { openTestHospital } from '../harness/hospital.ts';
import { lineOf, type Made, textOf, total, writeMonth } from './month.ts';
import { reconcile, settled } from './reconciling.ts';

/* What changed since the last run of the same days: each side beside the last run that had it. */

const span = { from: '2020-03-01', to: '2020-04-01' };
const [even, missing] = [settled(1), settled(2)];
const centre = textOf([lineOf(even)]);
const charged = (made: readonly Made[]): string =>
  ['结算单号,收费日期,总费用', ...made.map((one) => `${one.slip},${one.day},${yuan(one)}`)].join('\r\n');
const yuan = (one: Made): string => plainYuan(total(one) as Fen);
const isNew = ({ differences }: Run) => differences.map(({ side, isNew: fresh }) => [side, fresh]);

it('a run without the hospital’s side does not call its differences settled, and the next one finds them again', async () => {
  const hospital = openTestHospital({ nowIso: '2020-04-02T02:00:00.000Z' });
  onTestFinished(() => hospital.close());
  writeMonth(hospital, [even, missing]);
  const both = await reconcile(hospital, span, { centre, hospital: charged([missing]) });
  expect(both.since).toEqual([]);
  expect(isNew(both)).toEqual([
    ['centre', false],
    ['hospital', false],
  ]);
  const centreAlone = await reconcile(hospital, span, { centre });
  expect(centreAlone.since).toMatchObject([
    { side: 'centre', number: both.number, newCount: 0, goneCount: 0, gone: [] },
  ]);
  const again = await reconcile(hospital, span, { centre, hospital: charged([even]) });
  expect(again.since).toMatchObject([
    { side: 'centre', number: centreAlone.number, newCount: 0, goneCount: 0 },
    {
      side: 'hospital',
      number: both.number,
      newCount: 1,
      goneCount: 1,
      gone: [{ kind: 'only_here', slipNumber: even.slip }],
    },
  ]);
  expect(isNew(again)).toEqual([
    ['centre', false],
    ['hospital', true],
  ]);
});

it('a side that is compared for the first time has nothing new', async () => {
  const hospital = openTestHospital({ nowIso: '2020-04-02T02:00:00.000Z' });
  onTestFinished(() => hospital.close());
  writeMonth(hospital, [even, missing]);
  await reconcile(hospital, span, { centre });
  const first = await reconcile(hospital, span, { hospital: charged([even]) });
  expect(first.since).toEqual([]);
  expect(isNew(first)).toEqual([['hospital', false]]);
});
