import { Refusal } from '../../../shared/contract/refusal.ts';

/** One column that a table may have. Headings are compared without blanks, width, units in brackets and letter case. */
export interface Column {
  /** The first is the word our own sentences use; the others are what exports of other systems write. */
  readonly titles: readonly [string, ...string[]];
  readonly optional?: true;
  /** May stand several times with a number behind: 类别1, 类别2 … */
  readonly numbered?: true;
}

/** What a kind of file holds and how much of it is taken. */
export interface TableLayout<Key extends string = string> {
  readonly columns: Readonly<Record<Key, Column>>;
  /** What the columns have to be together, and the headings as they are written: throws a refusal where they are not. */
  demand?(positions: Positions<Key>, headings: readonly string[]): void;
  readonly maximumRows: number;
  /** What more rows than that are called, and how the sentence ends. */
  readonly tooManyRows: { readonly code: string; readonly sentence: string };
}

/**
 * Where each column stands, counted from 0; empty for an optional column that the file does not have. A numbered
 * column 类别3 is the third of its key, also where the second is missing; 类别 without a number is the first.
 */
export type Positions<Key extends string = string> = Readonly<Record<Key, readonly (number | undefined)[]>>;

const headingRowsSearched = 10;
const lastDigit = /[1-9]$/;

/** No heading is so long; patterns would look for the end of a bracket for minutes in what is none. */
const longestHeading = 200;

/** `金额（元）*` and `金 额` are both 金额; what is no heading is empty. */
function plainHeading(text: string): string {
  if (text.length > longestHeading) return '';
  return text
    .normalize('NFKC')
    .replace(/\(.*?\)|\[.*?\]|[\s*:]/g, '')
    .toLowerCase();
}

/**
 * Finds the row of headings: of the first rows the one that names most columns, since exports like to start with a
 * title. Refuses with `column_missing` or `column_doubled`.
 */
export function findHeadings<Key extends string>(
  layout: TableLayout<Key>,
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
): { readonly index: number; readonly positions: Positions<Key> } {
  const searched = rows.slice(0, headingRowsSearched);
  let best = { index: 0, hits: 0 };
  for (const [index, row] of searched.entries()) {
    const hits = row.cells.filter((cell) => keyOf(layout, cell) !== undefined).length;
    if (hits > best.hits) best = { index, hits };
  }
  const headings = rows[best.index];
  return { index: best.index, positions: positionsIn(layout, headings?.line ?? 1, headings?.cells ?? []) };
}

/** The same, and the columns are together what the layout demands. Refuses what that refuses besides. */
export function findTable<Key extends string>(
  layout: TableLayout<Key>,
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
): { readonly index: number; readonly positions: Positions<Key> } {
  const found = findHeadings(layout, rows);
  layout.demand?.(found.positions, rows[found.index]?.cells ?? []);
  return found;
}

/** Whether the first rows of a sheet name every column that has to be there, and something stands below them. */
export function isTableOf<Key extends string>(
  layout: TableLayout<Key>,
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
): boolean {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  try {
    return findTable(layout, filled).index < filled.length - 1;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

function positionsIn<Key extends string>(
  layout: TableLayout<Key>,
  line: number,
  headings: readonly string[],
): Positions<Key> {
  const keys = Object.keys(layout.columns) as Key[];
  const positions = Object.fromEntries(keys.map((key) => [key, []])) as unknown as Record<
    Key,
    (number | undefined)[]
  >;
  for (const [index, heading] of headings.entries()) {
    const key = keyOf(layout, heading);
    if (key === undefined) continue;
    const order = layout.columns[key].numbered ? numberOf(heading) - 1 : 0;
    if (positions[key][order] !== undefined) throw doubled(line, heading, layout.columns[key].titles[0]);
    positions[key][order] = index;
  }
  const missing = keys.filter((key) => !layout.columns[key].optional && positions[key].length === 0);
  if (missing.length > 0) {
    throw missingColumns(
      line,
      missing.map((key) => layout.columns[key].titles[0]),
    );
  }
  return positions;
}

function keyOf<Key extends string>(layout: TableLayout<Key>, heading: string): Key | undefined {
  const plain = plainHeading(heading);
  const unnumbered = plain.replace(lastDigit, '');
  for (const [key, column] of Object.entries(layout.columns) as [Key, Column][]) {
    const wanted = column.numbered ? unnumbered : plain;
    if (column.titles.some((title) => plainHeading(title) === wanted)) return key;
  }
  return undefined;
}

function numberOf(heading: string): number {
  return Number(lastDigit.exec(plainHeading(heading))?.[0] ?? 1);
}

function missingColumns(line: number, titles: readonly string[]): Refusal {
  const names = titles.map((title) => `“${title}”`).join('、');
  return new Refusal(
    'column_missing',
    `文件缺少${names}列。请核对表头，补上后重新导入；这一列没有内容时也要保留表头。`,
    titles.map((title) => ({
      line,
      column: title,
      code: 'column_missing',
      sentence: `缺少“${title}”列。`,
    })),
  );
}

function doubled(line: number, heading: string, title: string): Refusal {
  const sentence = `“${title}”列出现了两次（第二次写作“${heading.slice(0, 40)}”），请只保留一列。`;
  return new Refusal('column_doubled', sentence, [
    { line, column: heading.slice(0, 40), code: 'column_doubled', sentence },
  ]);
}
