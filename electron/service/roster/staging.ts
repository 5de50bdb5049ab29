import type { Database } from 'better-sqlite3';
import type { Problem } from '../../../shared/contract/refusal.ts';
import { statement } from '../database/statement.ts';
import {
  eligibilityText,
  isSameBegin,
  maximumEligibilities,
  onceEach,
  type RosterEligibility,
  tooManyFault,
  twoEndsFault,
} from './eligibilities.ts';
import { type Cell, ManyRows } from './many-rows.ts';
import { type NewWords, numbersOfRow, type Portion, type RepeatedRow, textsOfRow } from './portion.ts';
import type { RosterRow } from './row.ts';
import { ScratchNames } from './scratch-names.ts';

interface StagedPerson {
  readonly line: number;
  readonly name: string;
  readonly region: string;
  readonly insuranceState: string;
  readonly eligibilities: string;
}

/** The one place where a row of a number is compared with the earlier rows of the same number. */
export class Staging {
  readonly #database: Database;
  readonly #rows: ManyRows;
  readonly #names: ScratchNames;
  readonly #places: ManyRows;
  readonly #sets: ManyRows;
  /** Joined lists are named downwards from -1, beside those of the one who reads. */
  #lastSetId = 0;
  /** Positions whose number stands in the file with two names, and the line of the first: neither name is taken. */
  readonly #contested = new Map<number, number>();

  /** On an attached scratch database that is empty. */
  constructor(database: Database) {
    this.#database = database;
    const columns =
      'position, line, name_id, place_id, set_id, id_number, household_number, relation, insurance_state, phone';
    this.#rows = new ManyRows(database, `scratch.staged (${columns})`, 10);
    this.#names = new ScratchNames(database);
    this.#places = new ManyRows(database, 'scratch.word_place (id, region, township, village)', 4);
    this.#sets = new ManyRows(database, 'scratch.word_set (id, eligibilities)', 2);
  }

  /** Keeps the rows of a portion. What contradicts an earlier row of its number is said, and nothing of it is kept. */
  add(portion: Portion): readonly Problem[] {
    this.#names.add(portion.names);
    this.#places.insert(wordCells(portion.places, (place) => place));
    this.#sets.insert(wordCells(portion.sets, (set) => [set]));
    this.#rows.insert(rowCells(portion));
    return portion.repeated.flatMap((repeated) => this.#addTo(repeated));
  }

  personCount(): number {
    const sql = 'SELECT count(*) AS count FROM scratch.staged';
    return statement<[], { count: number }>(this.#database, sql).get()?.count ?? 0;
  }

  #addTo({ row, position }: RepeatedRow): readonly Problem[] {
    const contestedLine = this.#contested.get(position);
    if (contestedLine !== undefined) return [twoNames(row.line, contestedLine)];
    const earlier = this.#earlier(position);
    if (earlier.name !== row.name) return this.#contest(row, position, earlier);
    if (earlier.region !== row.region || earlier.insuranceState !== row.insuranceState) {
      return [contradiction(row.line, earlier.line)];
    }
    return this.#join(row, position, earlier);
  }

  #earlier(position: number): StagedPerson {
    const person = statement<[number], StagedPerson>(
      this.#database,
      `SELECT line, name.name, place.region, insurance_state AS insuranceState, given.eligibilities
       FROM scratch.staged JOIN scratch.word_name AS name ON name.id = name_id
       JOIN scratch.word_place AS place ON place.id = place_id JOIN scratch.word_set AS given ON given.id = set_id
       WHERE position = ?`,
    ).get(position);
    if (person === undefined) throw new Error('the first row of a number is not there');
    return person;
  }

  /** Several rows of one person bring one eligibility each, or the same once more, which is no contradiction. */
  #join(row: RosterRow, position: number, earlier: StagedPerson): readonly Problem[] {
    const before = JSON.parse(earlier.eligibilities) as RosterEligibility[];
    const hasOtherEnd = row.eligibilities.some((one) =>
      before.some((other) => isSameBegin(one, other) && one.endsOn !== other.endsOn),
    );
    if (hasOtherEnd) return [{ line: row.line, column: '结束日期', ...twoEndsFault }];
    const joined = onceEach([...before, ...row.eligibilities]);
    if (before.length + row.eligibilities.length > maximumEligibilities) {
      return [{ line: row.line, column: '身份类别', ...tooManyFault }];
    }
    if (joined.length > before.length) {
      this.#lastSetId -= 1;
      this.#sets.insert([this.#lastSetId, eligibilityText(joined)]);
      const sql = 'UPDATE scratch.staged SET set_id = ? WHERE position = ?';
      statement<[number, number]>(this.#database, sql).run(this.#lastSetId, position);
    }
    return [];
  }

  /** Which of two names is right nobody here can know, so what the earlier rows brought goes as well. */
  #contest(row: RosterRow, position: number, earlier: StagedPerson): readonly Problem[] {
    this.#contested.set(position, earlier.line);
    const sql = 'DELETE FROM scratch.staged WHERE position = ?';
    statement<[number]>(this.#database, sql).run(position);
    return [twoNames(earlier.line, row.line), twoNames(row.line, earlier.line)];
  }
}

function rowCells({ firstPosition, numbers, texts }: Portion): Cell[] {
  const parts = texts.split('\n');
  const cells: Cell[] = [];
  for (let index = 0; index * numbersOfRow < numbers.length; index += 1) {
    cells.push(firstPosition + index);
    for (let at = 0; at < numbersOfRow; at += 1) cells.push(numbers[index * numbersOfRow + at] ?? 0);
    for (let at = 0; at < textsOfRow; at += 1) cells.push(parts[index * textsOfRow + at] || null);
  }
  return cells;
}

function wordCells<Word>({ firstId, words }: NewWords<Word>, cellsOf: (word: Word) => readonly string[]) {
  return words.flatMap((word, index): Cell[] => [firstId + index, ...cellsOf(word)]);
}

function twoNames(line: number, otherLine: number): Problem {
  const sentence = `同一身份证号在第 ${otherLine} 行是另一个姓名，请对照证件核对这两行。`;
  return { line, column: '姓名', code: 'number_with_two_names', sentence };
}

function contradiction(line: number, otherLine: number): Problem {
  const sentence = `同一身份证号在第 ${otherLine} 行的参保地或参保状态不同，请核对这两行。`;
  return { line, column: '参保状态', code: 'person_contradicts', sentence };
}
