import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeBoard } from '../../../electron/service/public-board/board.ts';
import type { PlaceCount } from '../../../electron/service/public-board/count.ts';
import { type BoardCell, nextCell } from '../../../electron/service/public-board/publish.ts';
import { boardBand, boardSchema, type PublicBoard } from '../../../shared/contract/public-board.ts';
import { day } from '../harness/patient.ts';

const runs = process.env['ONESTOP_FULL'] === '1' ? 20_000 : 300;
const head = { day: day('2020-03-10'), rosterDay: day('2020-03-01'), year: 2020 };

/** A township at one time: people of each village, and how many of them were settled. */
interface TownshipThen {
  readonly villages: readonly number[];
  readonly treated: number;
}
/** Townships one beside the other. */
type Roster = readonly TownshipThen[];

/** The counts of a roster; the settled live in the first villages that have room. */
function countsOf(roster: Roster): PlaceCount[] {
  return roster.flatMap(({ villages, treated }, at) => {
    let left = treated;
    return villages.map((people, index) => {
      const here = Math.min(left, people);
      left -= here;
      const place = { region: '429913', township: `镇${at}`, village: `村${index}` };
      return { ...place, people, treated: here };
    });
  });
}

/** Hangs up one board after the other, and gives what stands on them: all that an attacker has. */
function hangUp(history: readonly Roster[]): PublicBoard[] {
  const cells = new Map<string, BoardCell>();
  return history.map((roster) => {
    const { board, moved } = composeBoard(head, countsOf(roster), cells);
    for (const [cell, next] of moved) cells.set(cell, next);
    return boardSchema.parse(board);
  });
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
const shownOf = (board: PublicBoard, at: number) =>
  board.townships.find(({ township }) => township === `镇${at}`);
const shownVillage = (board: PublicBoard, at: number, index: number) =>
  shownOf(board, at)?.villages.find(({ village }) => village === `村${index}`)?.peopleFrom ?? 0;

const village = fc.oneof(fc.nat(9), fc.nat(25), fc.nat(120));
const history = fc
  .record({ townships: fc.integer({ min: 1, max: 3 }), villages: fc.integer({ min: 1, max: 4 }) })
  .chain(({ townships, villages }) => {
    const one = fc
      .record({
        villages: fc.array(village, { minLength: villages, maxLength: villages }),
        part: fc.nat(100),
      })
      .map((then) => ({
        villages: then.villages,
        treated: Math.floor((sumOf(then.villages) * then.part) / 100),
      }));
    const roster = fc.array(one, { minLength: townships, maxLength: townships });
    // Small steps beside large ones: the one who came is what an attacker looks for.
    const step = fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: -30, max: 30 }));
    return fc
      .record({
        first: roster,
        steps: fc.array(fc.array(step, { minLength: 12, maxLength: 12 }), { maxLength: 6 }),
      })
      .map(({ first, steps }) => walk(first, steps));
  });

function walk(first: Roster, steps: readonly (readonly number[])[]): Roster[] {
  const all = [first];
  for (const by of steps) {
    const before = all.at(-1)!;
    all.push(
      before.map(({ villages, treated }, at) => {
        const now = villages.map((people, index) => Math.max(0, people + (by[(at * 4 + index) % 12] ?? 0)));
        const most = sumOf(now);
        return { villages: now, treated: Math.min(most, Math.max(0, treated + (by[(at + 7) % 12] ?? 0))) };
      }),
    );
  }
  return all;
}

describe('what is hung up, over any number of boards', () => {
  it('leaves every count open that lies in its band, also together: none below the limit can be worked out', () => {
    const offset = fc.nat(boardBand - 1);
    const offsets = fc.array(fc.array(offset, { minLength: 5, maxLength: 5 }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(history, offsets, (truth, by) => {
        const boards = hangUp(truth);
        // Another history: everywhere what was shown, and always the same few more.
        const other = boards.map((board) =>
          truth[0]!.map(({ villages }, at): TownshipThen => {
            const [of, more] = [shownOf(board, at), by[at]!];
            const people = villages.map((_, index) => shownVillage(board, at, index) + more[index]!);
            const rest = sumOf(people) - (of?.peopleFrom ?? 0);
            return { villages: people, treated: (of?.treatedFrom ?? 0) + Math.min(more[4]!, rest) };
          }),
        );
        // It can have been so: nobody is settled who is not on the roster.
        const impossible = other.flat().filter(({ villages, treated }) => treated > sumOf(villages));
        expect(impossible).toEqual([]);
        expect(hangUp(other)).toEqual(boards);
      }),
      { numRuns: runs },
    );
  });

  it('gives the arithmetic of an attacker nothing: totals less villages, boards less boards', () => {
    fc.assert(
      fc.property(history, (truth) => {
        const boards = hangUp(truth);
        for (const board of boards) {
          for (const { peopleFrom, villages, treatedFrom } of board.townships) {
            expect(villages.every((one) => one.peopleFrom >= boardBand)).toBe(true);
            expect(peopleFrom).toBe(sumOf(villages.map((one) => one.peopleFrom)));
            expect(treatedFrom).toBeLessThanOrEqual(peopleFrom);
          }
          expect(board.total.peopleFrom).toBe(sumOf(board.townships.map((one) => one.peopleFrom)));
          expect(board.total.treatedFrom).toBe(sumOf(board.townships.map((one) => one.treatedFrom)));
        }
      }),
      { numRuns: runs },
    );
  });

  it('moves a number only when at least as many people came or went as the band is wide', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { minLength: 1, maxLength: 12 }), (counts) => {
        const steps = counts.reduce<readonly (readonly [BoardCell, number, BoardCell])[]>((all, counted) => {
          const before = all.at(-1)?.[2] ?? { counted: 0, shown: 0 };
          return [...all, [before, counted, nextCell(before, counted)]];
        }, []);
        const moved = steps.filter(([before, , next]) => next.shown !== before.shown);
        const tooSoon = moved.filter(([before, counted]) => Math.abs(counted - before.counted) < boardBand);
        const outside = moved.filter(([, counted, next]) => counted - next.shown >= boardBand);
        expect([tooSoon, outside, steps.filter(([, , next]) => next.shown % boardBand !== 0)]).toEqual([
          [],
          [],
          [],
        ]);
      }),
      { numRuns: runs },
    );
  });
});

describe('a board', () => {
  const one = (villages: readonly number[], treated: number): Roster => [{ villages, treated }];

  it('names villages of ten and more, and counts nobody of the others anywhere', () => {
    const [board] = hangUp([one([9, 10, 37], 12)]);
    expect(board!.townships).toEqual([
      {
        region: '429913',
        township: '镇0',
        peopleFrom: 40,
        treatedFrom: 10,
        villages: [
          { village: '村1', peopleFrom: 10 },
          { village: '村2', peopleFrom: 30 },
        ],
      },
    ]);
    expect(hangUp([one([9, 9, 9], 9)])[0]!.townships).toEqual([]);
  });

  it('says the same after one person came into a village of nineteen, and shows those who come when there are ten', () => {
    const shown = hangUp([one([19], 0), one([20], 0), one([28], 0), one([29], 0)]).map(
      (board) => board.total.peopleFrom,
    );
    expect(shown).toEqual([10, 10, 10, 20]);
  });

  it('takes a village down when everybody left, also one of whom no count is left', () => {
    const cells = new Map<string, BoardCell>();
    const first = composeBoard(head, countsOf(one([25], 20)), cells);
    expect(first.board.total).toEqual({ peopleFrom: 20, treatedFrom: 20 });
    const gone = composeBoard(head, [], first.moved);
    expect(gone.board.townships).toEqual([]);
    expect([...gone.moved.values()]).toEqual([
      { counted: 0, shown: 0 },
      { counted: 0, shown: 0 },
    ]);
  });
});
