import { cleanCell, faultOfCell } from '../tables/cell.ts';
import { RowReader } from '../tables/row-reader.ts';
import type { AnsweredLine } from './ask.ts';

/** The lines of an answer as the rows of a table. */
export interface AnsweredRows<Key extends string> {
  readonly positions: Readonly<Record<Key, readonly number[]>>;
  readonly rows: RowReader<Key>[];
}

/**
 * Lines as the rows that a file would have, with the same checks of every cell. `titles` names the columns for sentences,
 * `fields` says what the system calls each; `linesBefore` came in earlier answers.
 */
export function answeredRows<Key extends string>(
  titles: Readonly<Record<Key, string>>,
  fields: Readonly<Partial<Record<Key, string | undefined>>>,
  lines: readonly AnsweredLine[],
  linesBefore = 0,
): AnsweredRows<Key> {
  const columns = Object.keys(titles) as Key[];
  const positions = Object.fromEntries(
    columns.map((key, index) => [key, fields[key] === undefined ? [] : [index]]),
  ) as unknown as Record<Key, readonly number[]>;
  const headingAt = (position: number): string => {
    const key = columns[position];
    return key === undefined ? '' : titles[key];
  };
  const rows = lines.map((answered, index) => {
    const line = linesBefore + index + 1;
    const cells = columns.map((key) => cellOf(answered, fields[key]));
    const problems = cells.flatMap((cell, position) => {
      const fault = faultOfCell(cell);
      return fault === undefined ? [] : [{ line, column: headingAt(position), ...fault }];
    });
    return new RowReader<Key>({ positions, headingAt }, { line, cells, problems });
  });
  return { positions, rows };
}

function cellOf(answered: AnsweredLine, field: string | undefined): string {
  const value = field === undefined || !Object.hasOwn(answered, field) ? undefined : answered[field];
  return typeof value === 'string' || typeof value === 'boolean' ? cleanCell(String(value)) : '';
}
