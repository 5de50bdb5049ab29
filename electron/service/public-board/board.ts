import { type LocalDate, yearOf } from '../../../shared/calendar/local-date.ts';
import type { PublicBoard } from '../../../shared/contract/public-board.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { today } from '../hospital/settings.ts';
import { countPlaces, type PlaceCount } from './count.ts';
import { type BoardCell, nextCell } from './publish.ts';

/** A board, and the cells that it moves, by name. */
export interface NextBoard {
  readonly board: PublicBoard;
  readonly moved: ReadonlyMap<string, BoardCell>;
}

/** What a board would show now. Refuses `public_board_without_roster`. */
export async function readNextBoard(context: ServiceContext): Promise<NextBoard> {
  const day = today(context);
  const rosterDay = newestRosterDay(context);
  const counts = await countPlaces(context, yearOf(day));
  return composeBoard({ day, rosterDay, year: yearOf(day) }, counts, lastCells(context));
}

/**
 * Counts into a board. Of a village: how many stand on the roster; of a township: how many of them were settled here this
 * year, since villages have too few of them. Each number by `nextCell`, villages and townships with nothing to show are not
 * named, and every sum is one of shown numbers: a true total would say what the rest of it hides. The settled are never
 * shown as more than the people of the same township. No amounts of money and no split by category: each further column
 * binds the numbers of a place together.
 */
export function composeBoard(
  { day, rosterDay, year }: { readonly day: LocalDate; readonly rosterDay: LocalDate; readonly year: number },
  counts: readonly PlaceCount[],
  before: ReadonlyMap<string, BoardCell>,
): NextBoard {
  const moved = new Map<string, BoardCell>();
  const show = (cell: string, counted: number): number => {
    const known = before.get(cell);
    const next = nextCell(known, counted);
    if (next.counted !== (known?.counted ?? 0)) moved.set(cell, next);
    return next.shown;
  };
  const townships = byTownship(counts, before).map(({ region, township, villages, treated }) => {
    const shownVillages = [...villages]
      .map(([village, people]) => ({
        village,
        peopleFrom: show(villageCell(region, township, village), people),
      }))
      .filter(({ peopleFrom }) => peopleFrom > 0)
      .toSorted((one, other) => compare(one.village, other.village));
    const peopleFrom = sum(shownVillages.map((one) => one.peopleFrom));
    // Nobody is settled who is not on the roster: a greater number here would say something of the villages.
    const treatedFrom = Math.min(peopleFrom, show(townshipCell(year, region, township), treated));
    return { region, township, peopleFrom, treatedFrom, villages: shownVillages };
  });
  const shown = townships
    .filter(({ peopleFrom }) => peopleFrom > 0)
    .toSorted((one, other) => compare(one.region + one.township, other.region + other.township));
  const total = {
    peopleFrom: sum(shown.map(({ peopleFrom }) => peopleFrom)),
    treatedFrom: sum(shown.map(({ treatedFrom }) => treatedFrom)),
  };
  return { board: { day, year, rosterDay, townships: shown, total }, moved };
}

interface Township {
  readonly region: string;
  readonly township: string;
  readonly villages: Map<string, number>;
  treated: number;
}

/** Also places that only earlier boards know: everybody may have left since. Who has no township or village is in no number of one. */
function byTownship(counts: readonly PlaceCount[], before: ReadonlyMap<string, BoardCell>): Township[] {
  const townships = new Map<string, Township>();
  const of = (region: string, township: string): Township => {
    const key = JSON.stringify([region, township]);
    const known = townships.get(key) ?? { region, township, villages: new Map<string, number>(), treated: 0 };
    townships.set(key, known);
    return known;
  };
  for (const cell of before.keys()) {
    const [what, region, township, village] = JSON.parse(cell) as [string, string, string, string?];
    const whole = of(region, township);
    if (what === 'people' && village !== undefined) whole.villages.set(village, 0);
  }
  for (const { region, township, village, people, treated } of counts) {
    if (township === '') continue;
    const whole = of(region, township);
    whole.treated += treated;
    if (village !== '') whole.villages.set(village, people);
  }
  return [...townships.values()];
}

const villageCell = (region: string, township: string, village: string) =>
  JSON.stringify(['people', region, township, village]);
/** Each year counts from nothing. */
const townshipCell = (year: number, region: string, township: string) =>
  JSON.stringify([`treated ${year}`, region, township]);

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const compare = (one: string, other: string) => one.localeCompare(other, 'zh-CN');

/** What stands behind each number of the boards so far. */
function lastCells({ database }: ServiceContext): Map<string, BoardCell> {
  const rows = statement<[], BoardCell & { readonly cell: string }>(
    database,
    'SELECT cell, counted, shown FROM public_board_cell ORDER BY rowid',
  ).all();
  return new Map(rows.map(({ cell, counted, shown }) => [cell, { counted, shown }]));
}

function newestRosterDay({ database }: ServiceContext): LocalDate {
  const row = statement<[], { day: LocalDate | null }>(
    database,
    "SELECT max(as_of_day) AS day FROM roster_import WHERE source = 'roster'",
  ).get();
  if (row?.day) return row.day;
  throw new Refusal(
    'public_board_without_roster',
    '还没有导入名册，没有可以公示的数。请先由信息科导入名册。',
  );
}
