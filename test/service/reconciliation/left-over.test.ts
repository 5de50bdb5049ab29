import { expect, it, onTestFinished } from 'vitest';
import type { Run } from '../../../shared/contract/reconciliation.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { lineOf, type Made, textOf, writeMonth } from './month.ts';
import { reconcile, reversalOf, settled } from './reconciling.ts';

/* What is left of either side when all pairs are made: what it is called, and why it probably is so. */

const march = { from: '2020-03-01', to: '2020-04-01' };
const ofFirstStay = { admission: 'ZY1', stayNumber: 'M1' } as const;

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

it('a reversal of last month that is not listed is told beside the stay’s new settlement', async () => {
  const before = settled(1, { day: '2020-02-28' });
  const back = reversalOf(before, { day: '2020-03-02', number: null, upload: 'pending' });
  const anew = settled(2, { ...ofFirstStay, day: '2020-03-03' });
  const hospital = openWith([before, back, anew]);
  const line = lineOf(anew);
  const short = { ...line, total: line.total - 6100, fund: line.fund - 6100, basic: line.basic - 6100 };
  const run = await reconcile(hospital, march, { centre: textOf([short]) });
  expect(told(run)).toEqual([
    ['reversed', 'not_sent', 'JS1-C', 100_000],
    ['amount', 'reckoned_otherwise', 'JS2', -6100],
  ]);
});

it('a reversal that both have and the statement lists again is listed twice, and cancelled by nobody', async () => {
  const [one, other] = [settled(1), settled(2)];
  const back = reversalOf(one, { day: '2020-03-12' });
  const hospital = openWith([one, back, other]);
  const lines = [one, back, other].map((it) => lineOf(it));
  const repeated = await reconcile(hospital, march, { centre: textOf([...lines, lineOf(back)]) });
  expect(told(repeated)).toEqual([['twice', 'repeated_line', 'S1-C', -100_000]]);
  const again = textOf([...lines, lineOf(back, 'S-again')]);
  expect(told(await reconcile(hospital, march, { centre: again }))).toEqual([
    ['twice', 'submitted_twice', 'S-again', -100_000],
  ]);
});

it('a cancellation there is of the part that stands, not of the equal one that was taken back', async () => {
  const stands = settled(1, { kind: 'interim' });
  const other = settled(2, { ...ofFirstStay, kind: 'interim', day: '2020-03-11' });
  const back = reversalOf(other, { day: '2020-03-12' });
  const hospital = openWith([stands, other, back]);
  const lines = [stands, other, back].map((it) => lineOf(it));
  const run = await reconcile(hospital, march, { centre: textOf([...lines, lineOf(back, 'S-gone')]) });
  expect(told(run)).toEqual([['reversed', 'cancelled_at_centre', 'S-gone', -100_000]]);
  const slipOf = hospital.context.database.prepare('SELECT slip_number FROM settlement WHERE id = ?').pluck();
  expect(slipOf.get(run.differences[0]?.settlementId)).toBe('JS1');
});

it('what was not sent, refused or never answered is told so, whatever else the statement has of that day', async () => {
  const onSeventh = { day: '2020-03-07', number: null } as const;
  const onTenth = { number: null } as const;
  const listed = settled(1);
  const hospital = openWith([
    listed,
    settled(2, { ...onSeventh, upload: 'pending' }),
    settled(3, { ...onSeventh, upload: 'dead' }),
    settled(4, { ...onSeventh, upload: 'unknown' }),
    settled(5, { ...onTenth, upload: 'pending' }),
    settled(6, { ...onTenth, upload: 'unknown' }),
  ]);
  const run = await reconcile(hospital, march, { centre: textOf([lineOf(listed)]) });
  const causes = run.differences.map(({ cause, here }) => `${here?.slipNumber ?? ''} ${cause}`);
  expect(causes.sort()).toEqual([
    'JS2 not_sent',
    'JS3 refused',
    'JS4 day_missing',
    'JS5 not_sent',
    'JS6 not_arrived',
  ]);
});

it('a line that repeats one part of a stay is not taken for the part that was not sent', async () => {
  const part = settled(1, { kind: 'interim' });
  const unsent = settled(2, { ...ofFirstStay, kind: 'interim', number: null, upload: 'pending' });
  const hospital = openWith([part, unsent]);
  const run = await reconcile(hospital, march, { centre: textOf([lineOf(part), lineOf(part)]) });
  expect(told(run)).toEqual([
    ['only_here', 'not_sent', 'JS2', -100_000],
    ['twice', 'repeated_line', 'S1', 100_000],
  ]);
});

it('lines of nobody’s that leave something of a payer are not taken for each other’s undoing', async () => {
  const one = settled(1);
  const hospital = openWith([one]);
  const { total, fund, basic, ...line } = lineOf(one, 'S-own');
  const back = { ...line, number: 'S-back', total: -total, fund: 5000 - fund, basic: 5000 - basic };
  const text = textOf([lineOf(one), { ...line, total, fund, basic }, back]);
  const run = await reconcile(hospital, march, { centre: text });
  expect(told(run)).toEqual([
    ['reversed', 'cancelled_at_centre', 'S-back', -100_000],
    ['twice', 'submitted_twice', 'S-own', 100_000],
  ]);
});

it('of lines that differ in their number alone the same one is left over, whichever stands first', async () => {
  const lost = settled(1, { number: null, upload: 'unknown' });
  const hospital = openWith([lost]);
  const lines = ['S-b', 'S-a'].map((number) => lineOf(lost, number));
  const run = await reconcile(hospital, march, { centre: textOf(lines) });
  expect(told(run)).toEqual([
    ['unconfirmed', 'answer_lost', 'JS1', 0],
    ['twice', 'submitted_twice', 'S-b', 100_000],
  ]);
  const turned = await reconcile(hospital, march, { centre: textOf(lines.toReversed()) });
  expect(turned.resultHash).toBe(run.resultHash);
});
