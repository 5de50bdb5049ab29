import { type Problem, Refusal } from '../../../shared/contract/refusal.ts';
import type { StatementColumn, StatementMapping } from '../../../shared/contract/statement.ts';
import { openTable } from '../tables/read.ts';
import { RowReader } from '../tables/row-reader.ts';
import { statementLayout } from './columns.ts';
import { isSum, type LineField, LineReader } from './line.ts';
import { type LinePortion, portionOf } from './packed.ts';

export interface ReadOrder {
  readonly filePath: string;
  readonly mapping: StatementMapping;
  readonly hospitalCode: string;
}

/** What the lines of a statement come to. */
export interface StatementSums {
  readonly fileHash: string;
  readonly lineCount: number;
  readonly sumCount: number;
  readonly foreignCount: number;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly totalFen: number;
}

/** Checked lines, and how much of the file is read. */
export interface ReadPortion extends LinePortion {
  readonly doneShare: number;
}

const listedProblems = 500;

/**
 * Reads a statement file and hands its lines on, portion by portion. Refuses what `openTable` refuses,
 * `statement_number_missing`, `statement_unit_wrong`, `statement_rows_faulty` with every row that is not sound, and `statement_of_others` where
 * every line is another hospital's.
 */
export async function readStatement(
  { filePath, mapping, hospitalCode }: ReadOrder,
  give: (portion: ReadPortion) => void,
): Promise<StatementSums> {
  const table = await openTable(filePath, statementLayout(mapping));
  const reader = new LineReader(table.positions, { unit: mapping.unit, hospitalCode });
  const tally = new Tally(reader.fields);
  const problems: Problem[] = [];
  for await (const batch of table.batches()) {
    const cells: string[] = [];
    for (const raw of batch) {
      const row = new RowReader<StatementColumn>(table, raw);
      // The word may stand in a column that nobody mapped: a running number.
      const isSumRow = isSum(raw.cells.find((cell) => cell !== '') ?? '');
      const kind = isSumRow ? 'sum' : reader.read(row, cells);
      if (kind === 'sum' || kind === 'foreign') tally.leaveOut(kind);
      if (kind === 'faulty' && problems.length < listedProblems) problems.push(...row.problems);
    }
    if (problems.length > 0) continue;
    tally.add(cells);
    give({ ...portionOf(reader.fields, cells), doneShare: table.doneShare() });
  }
  if (problems.length > 0) throw faultyRows(problems);
  return tally.sums(table.fileHash);
}

/** What the lines come to, while they are read. */
export class Tally {
  readonly #width: number;
  readonly #dayPlace: number;
  readonly #totalPlace: number;
  #lineCount = 0;
  #totalFen = 0;
  #firstDay: string | null = null;
  #lastDay: string | null = null;
  readonly #leftOut = { sum: 0, foreign: 0 };

  constructor(fields: readonly LineField[]) {
    this.#width = fields.length;
    this.#dayPlace = fields.indexOf('day');
    this.#totalPlace = fields.indexOf('total');
  }

  leaveOut(what: 'sum' | 'foreign'): void {
    this.#leftOut[what] += 1;
  }

  add(cells: readonly string[]): void {
    this.#lineCount += cells.length / this.#width;
    for (let at = 0; at < cells.length; at += this.#width) {
      const day = cells[at + this.#dayPlace] ?? '';
      if (this.#firstDay === null || day < this.#firstDay) this.#firstDay = day;
      if (this.#lastDay === null || day > this.#lastDay) this.#lastDay = day;
      this.#totalFen += Number(cells[at + this.#totalPlace]);
    }
  }

  sums(fileHash: string): StatementSums {
    const { sum, foreign } = this.#leftOut;
    if (this.#lineCount === 0 && foreign > 0) {
      throw new Refusal(
        'statement_of_others',
        '文件里的医疗机构编码都不是本院的。请确认选对了文件；编码不对请信息科核对设置。',
      );
    }
    return {
      fileHash,
      lineCount: this.#lineCount,
      sumCount: sum,
      foreignCount: foreign,
      firstDay: this.#firstDay,
      lastDay: this.#lastDay,
      totalFen: this.#totalFen,
    };
  }
}

/** `statement_rows_faulty`, with the first of them in words. */
export function faultyRows(problems: readonly Problem[]): Refusal {
  const [first] = problems;
  const where = first === undefined ? '' : `第 ${first.line} 行“${first.column}”：${first.sentence}`;
  return new Refusal(
    'statement_rows_faulty',
    `对账单有错，没有收下。${where}`,
    problems.slice(0, listedProblems),
  );
}
