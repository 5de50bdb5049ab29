import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { repeatRun } from '../../../electron/service/reconciliation/run.ts';
import { type Fen, plainYuan } from '../../../shared/money/fen.ts';
import { openTestHospital } from '../harness/hospital.ts';
import { type Line, lineOf, type Made, textOf, total, writeMonth } from './month.ts';
import { reconcile, reversalOf, settled } from './reconciling.ts';

/*
 * Whatever happened to either side: every fen of the gap is explained (a run throws where it is not), and neither another
 * order of the lines nor a repetition changes what is said.
 */

const days = ['2020-02-28', '2020-02-29', '2020-03-01', '2020-03-02', '2020-03-31', '2020-04-01'] as const;
const march = { from: '2020-03-01', to: '2020-04-01' };
const day = fc.constantFrom(...days);
const upload = fc.constantFrom('done', 'pending', 'unknown', 'dead');
const fate = fc.constantFrom(
  'listed',
  'listed',
  'dropped',
  'dropped',
  'twice',
  'later',
  'other amount',
  'other number',
  'cancelled',
);
type Fate = typeof fate extends fc.Arbitrary<infer Value> ? Value : never;

const happened = fc.record({
  stay: fc.integer({ min: 1, max: 4 }),
  day,
  basic: fc.constantFrom(1000, 2000),
  upload,
  back: fc.option(fc.record({ day, upload, isSameNumber: fc.boolean(), fate })),
  fate,
});

function madeOf(all: readonly (typeof happened extends fc.Arbitrary<infer Value> ? Value : never)[]) {
  return all.flatMap(({ stay, back, fate: own, ...other }, place): { one: Made; fate: Fate }[] => {
    const number = other.upload === 'done' ? `S${place}` : null;
    const of = { admission: `ZY${stay}`, stayNumber: `M${stay}`, kind: 'interim', personal: 500 } as const;
    const one = settled(place, { ...other, ...of, number });
    if (back === null) return [{ one, fate: own }];
    const backNumber = back.isSameNumber ? number : `S${place}-C`;
    const reversal = reversalOf(one, {
      day: back.day < one.day ? one.day : back.day,
      upload: back.upload,
      number: back.upload === 'done' ? backNumber : null,
    });
    return [
      { one, fate: own },
      { one: reversal, fate: back.fate },
    ];
  });
}

function linesOf({ one, fate: what }: { one: Made; fate: Fate }, place: number): Line[] {
  const line = lineOf(one, one.number ?? `X${place % 3}`);
  const { total: all, fund, basic } = line;
  if (what === 'dropped') return [];
  if (what === 'twice') return [line, line];
  if (what === 'later')
    return [{ ...line, day: days[(days.indexOf(line.day as '2020-03-01') + 1) % 6] ?? '' }];
  if (what === 'other amount') return [{ ...line, total: all + 100, fund: fund + 100 }];
  if (what === 'other number') return [{ ...line, number: `Y${place % 4}` }];
  if (what === 'cancelled')
    return [line, { ...line, number: `Z${place}`, total: -all, fund: -fund, basic: -basic }];
  return [line];
}

const chargesText = (lines: readonly Line[]): string =>
  [
    '结算单号,住院号,收费日期,总费用',
    ...lines.map(({ number, admission, day: on, total: all }) =>
      [`JS${number.slice(1)}`, admission, on, plainYuan(all as Fen)].join(','),
    ),
  ].join('\r\n');

it('explains every fen between any two sides, in any order of their lines and again', async () => {
  const sides = fc.array(happened, { minLength: 6, maxLength: 24 });
  await fc.assert(
    fc.asyncProperty(sides, fc.integer(), async (all, turn) => {
      const hospital = openTestHospital({ nowIso: '2020-04-20T02:00:00.000Z' });
      try {
        const made = madeOf(all);
        // Sums a hundred times apart, or a file of other days, are refused: one settlement that is even keeps both away.
        const even = settled(99, { day: '2020-03-15', basic: 90_000_000 });
        writeMonth(hospital, [...made.map(({ one }) => one), even]);
        const lines = [lineOf(even), ...made.flatMap(linesOf)];
        const turned = [...lines].sort((one, other) => hashOf(one, turn) - hashOf(other, turn));
        const say = (ordered: readonly Line[]) =>
          reconcile(hospital, march, { centre: textOf(ordered), hospital: chargesText(ordered) });
        const [run, again] = [await say(lines), await say(turned)];
        const told = ({ differences }: typeof run) =>
          differences.map(({ kind, cause, identity, settlementId }) => [kind, cause, identity, settlementId]);
        expect([again.resultHash, told(again)]).toEqual([run.resultHash, told(run)]);
        expect(await repeatRun(hospital.context, run.runId)).toMatchObject({ isSame: true });
        const here = made.filter(({ one }) => one.day >= march.from && one.day < march.to);
        expect(run.groups.find(({ side }) => side === 'window')?.totalFen).toBe(
          [even, ...here.map(({ one }) => one)].reduce((sum, one) => sum + total(one), 0),
        );
      } finally {
        hospital.close();
      }
    }),
    { numRuns: 15, seed: 20200301, endOnFailure: true },
  );
});

function hashOf(line: Line, turn: number): number {
  const bytes = Buffer.from(JSON.stringify(line));
  return bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), turn);
}
