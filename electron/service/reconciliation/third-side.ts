import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import {
  amountParts,
  type StatedAmounts,
  type StatementLine,
  type StatementSide,
} from '../../../shared/contract/statement.ts';
import type { Found } from './differences.ts';
import { PackedLines } from './packed.ts';
import type { StatementLines } from './statement-lines.ts';

/** As many lines as a difference shows of the other statement. */
const mostThird = 5;

/** Differences with what the other statement has of the same slip or stay. */
export function withThirdSide(
  differences: readonly Found[],
  statements: readonly StatementLines[],
): readonly Found[] {
  const [one, other] = statements;
  if (one === undefined || other === undefined) return differences;
  const lines = new Map<StatementSide, Named>();
  for (const [mine, theirs] of [
    [one.side, other],
    [other.side, one],
  ] as const) {
    lines.set(mine, new Named(theirs, differences.filter(({ side }) => side === mine).flatMap(namesOf)));
  }
  return differences.map((found) => ({ ...found, third: lines.get(found.side)?.of(namesOf(found)) ?? [] }));
}

/** The number of the slip and of the stay, each told apart from the other. */
function namesOf({ here, there }: Found): string[] {
  const slip = here?.slipNumber ?? there?.slipNumber ?? null;
  const admission = here?.admissionNumber ?? there?.admissionNumber ?? null;
  return [...(slip === null ? [] : [`slip ${slip}`]), ...(admission === null ? [] : [`stay ${admission}`])];
}

/** The lines of a statement that have any of the names. */
class Named {
  readonly #lines = new Map<string, { readonly place: number; readonly line: StatementLine }[]>();

  constructor({ portions }: StatementLines, names: readonly string[]) {
    for (const name of names) this.#lines.set(name, []);
    if (names.length === 0) return;
    let place = 0;
    for (const { packed } of portions) {
      const lines = new PackedLines(packed);
      const [slip, admission] = [lines.placeOf('slipNumber'), lines.placeOf('admissionNumber')];
      for (; lines.next(); place += 1) {
        for (const name of [`slip ${lines.text(slip)}`, `stay ${lines.text(admission)}`]) {
          this.#lines.get(name)?.push({ place, line: lineIn(lines) });
        }
      }
    }
  }

  /** By day, then as they stand in the statement. */
  of(names: readonly string[]): StatementLine[] {
    const byPlace = new Map(
      names.flatMap((name) => (this.#lines.get(name) ?? []).map(({ place, line }) => [place, line])),
    );
    return [...byPlace]
      .sort(([place, line], [otherPlace, other]) =>
        line.day === other.day ? place - otherPlace : line.day < other.day ? -1 : 1,
      )
      .slice(0, mostThird)
      .map(([, line]) => line);
  }
}

function lineIn(lines: PackedLines): StatementLine {
  const text = (field: Parameters<PackedLines['placeOf']>[0]): string | null =>
    lines.text(lines.placeOf(field)) || null;
  const line = lines.number(lines.placeOf('line'));
  const amounts = amountParts.map((part) => {
    const amount = lines.number(lines.placeOf(part));
    return [part, Number.isNaN(amount) ? null : amount];
  });
  return {
    line: Number.isNaN(line) ? null : line,
    number: text('number'),
    slipNumber: text('slipNumber'),
    admissionNumber: text('admissionNumber'),
    stayNumber: text('stayNumber'),
    personName: text('personName'),
    day: (text('day') ?? '') as LocalDate,
    amounts: Object.fromEntries(amounts) as StatedAmounts,
  };
}
