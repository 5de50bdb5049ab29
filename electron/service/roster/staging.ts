import type { Database, Statement } from 'better-sqlite3';
import type { Problem } from '../../../shared/contract/refusal.ts';
import { statement } from '../database/statement.ts';
import {
  eligibilityText,
  maximumEligibilities,
  type RosterEligibility,
  tooManyFault,
  twoEndsFault,
} from './eligibilities.ts';
import type { RosterRow } from './row.ts';
import { ScratchWords } from './scratch-words.ts';

interface StagedPerson {
  readonly position: number;
  readonly line: number;
  readonly name: string;
  readonly region: string;
  readonly insuranceState: string;
  readonly eligibilities: string;
}

/** The one place where a row of a number is compared with the earlier rows of the same number. */
export class Staging {
  readonly #database: Database;
  readonly #words: ScratchWords;
  /** Numbers that stand in the file with two names, and the first line of each: neither name is taken. */
  readonly #contested = new Map<string, number>();

  readonly #insertStaged: Statement;

  /** On an attached scratch database that is empty. */
  constructor(database: Database) {
    this.#database = database;
    this.#insertStaged = database.prepare(
      `INSERT INTO scratch.staged (id_number, line, name_id, household_number, relation, place_id, insurance_state,
         phone, set_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    );
    this.#words = new ScratchWords(database);
  }

  /** Keeps a checked row. What contradicts an earlier row of the same number is said, and nothing of it is kept. */
  add(row: RosterRow): readonly Problem[] {
    const contestedLine = this.#contested.size === 0 ? undefined : this.#contested.get(row.idNumber);
    if (contestedLine !== undefined) return [twoNames(row.line, contestedLine)];
    if (this.#insert(row)) return [];
    const earlier = this.#earlier(row.idNumber);
    if (earlier.name !== row.name) return this.#contest(row, earlier);
    if (earlier.region !== row.region || earlier.insuranceState !== row.insuranceState) {
      return [contradiction(row.line, earlier.line)];
    }
    return this.#join(row, earlier);
  }

  personCount(): number {
    const sql = 'SELECT count(*) AS count FROM scratch.staged';
    return statement<[], { count: number }>(this.#database, sql).get()?.count ?? 0;
  }

  /** False if the number is there already. */
  #insert(row: RosterRow): boolean {
    const { changes } = this.#insertStaged.run(
      row.idNumber,
      row.line,
      this.#words.name(row.name),
      row.householdNumber,
      row.relation,
      this.#words.place(row),
      row.insuranceState,
      row.phone,
      this.#words.eligibilitySet(eligibilityText(onceEach(row.eligibilities))),
    );
    return changes === 1;
  }

  #earlier(idNumber: string): StagedPerson {
    const person = statement<[string], StagedPerson>(
      this.#database,
      `SELECT position, line, name.name, place.region, insurance_state AS insuranceState, given.eligibilities
       FROM scratch.staged JOIN scratch.word_name AS name ON name.id = name_id
       JOIN scratch.word_place AS place ON place.id = place_id JOIN scratch.word_set AS given ON given.id = set_id
       WHERE id_number = ?`,
    ).get(idNumber);
    if (person === undefined) throw new Error('a number that could not be added is not there either');
    return person;
  }

  /** Several rows of one person bring one eligibility each, or the same once more, which is no contradiction. */
  #join(row: RosterRow, earlier: StagedPerson): readonly Problem[] {
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
      const setId = this.#words.eligibilitySet(eligibilityText(joined));
      const sql = 'UPDATE scratch.staged SET set_id = ? WHERE position = ?';
      statement<[number, number]>(this.#database, sql).run(setId, earlier.position);
    }
    return [];
  }

  /** Which of two names is right nobody here can know, so what the earlier rows brought goes as well. */
  #contest(row: RosterRow, earlier: StagedPerson): readonly Problem[] {
    this.#contested.set(row.idNumber, earlier.line);
    const sql = 'DELETE FROM scratch.staged WHERE position = ?';
    statement<[number]>(this.#database, sql).run(earlier.position);
    return [twoNames(earlier.line, row.line), twoNames(row.line, earlier.line)];
  }
}

function onceEach(eligibilities: readonly RosterEligibility[]): readonly RosterEligibility[] {
  if (eligibilities.length < 2) return eligibilities;
  return eligibilities.filter(
    (one, index) => !eligibilities.slice(0, index).some((other) => isSameBegin(one, other)),
  );
}

function isSameBegin(one: RosterEligibility, other: RosterEligibility): boolean {
  return one.category === other.category && one.beginsOn === other.beginsOn;
}

function twoNames(line: number, otherLine: number): Problem {
  const sentence = `同一身份证号在第 ${otherLine} 行是另一个姓名，请对照证件核对这两行。`;
  return { line, column: '姓名', code: 'number_with_two_names', sentence };
}

function contradiction(line: number, otherLine: number): Problem {
  const sentence = `同一身份证号在第 ${otherLine} 行的参保地或参保状态不同，请核对这两行。`;
  return { line, column: '参保状态', code: 'person_contradicts', sentence };
}
