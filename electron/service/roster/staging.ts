import type { Database } from 'better-sqlite3';
import type { Problem } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { maximumEligibilities, type RosterEligibility, tooManyFault, twoEndsFault } from './eligibilities.ts';
import type { RosterRow } from './row.ts';

/**
 * Tables of this connection alone, held in memory: the checked rows wait here until the whole file is known to be
 * good, so that other work goes on while a long file is read, and one short transaction makes facts of them.
 */
const schema = `
CREATE TEMP TABLE IF NOT EXISTS staged_person (
  position INTEGER PRIMARY KEY, id_number TEXT NOT NULL UNIQUE, person_id TEXT NOT NULL,
  is_known INTEGER NOT NULL DEFAULT 0, line INTEGER NOT NULL, name TEXT NOT NULL, household_number TEXT,
  relation TEXT, region TEXT NOT NULL, township TEXT, village TEXT, insurance_state TEXT NOT NULL, phone TEXT
) STRICT;
CREATE TEMP TABLE IF NOT EXISTS staged_eligibility (
  position INTEGER NOT NULL, category TEXT NOT NULL, begins_on TEXT NOT NULL, ends_on TEXT,
  source TEXT NOT NULL, region TEXT NOT NULL, PRIMARY KEY (position, category, begins_on)
) STRICT, WITHOUT ROWID;
DELETE FROM staged_person;
DELETE FROM staged_eligibility;
`;

export function clearStaging(database: Database): void {
  database.exec(schema);
}

interface StagedPerson {
  readonly position: number | bigint;
  readonly name: string;
  readonly line: number;
  readonly region: string;
  readonly insurance_state: string;
}

/** The one place where a row of a number is compared with the earlier rows of the same number. */
export class Staging {
  readonly #context: ServiceContext;
  readonly #database: Database;
  /** Numbers that stand in the file with two names, and the first line of each: neither name is taken. */
  readonly #contested = new Map<string, number>();

  /** Starts with empty tables. */
  constructor(context: ServiceContext) {
    this.#context = context;
    this.#database = context.database;
    clearStaging(context.database);
  }

  /** Keeps a checked row. What contradicts an earlier row of the same number is said, and nothing of it is kept. */
  add(row: RosterRow): readonly Problem[] {
    const contestedLine = this.#contested.get(row.idNumber);
    if (contestedLine !== undefined) return [twoNames(row.line, contestedLine)];
    const inserted = this.#insertPerson(row);
    const position = inserted ?? this.#earlier(row.idNumber).position;
    const problems = inserted === undefined ? this.#compare(row, this.#earlier(row.idNumber)) : [];
    if (problems.length === 0) {
      for (const eligibility of row.eligibilities) this.#insertEligibility(position, eligibility);
    }
    return problems;
  }

  #compare(row: RosterRow, earlier: StagedPerson): readonly Problem[] {
    if (earlier.name !== row.name) return this.#contest(row, earlier);
    if (differs(earlier, row)) return [contradiction(row.line, earlier.line)];
    const hasOtherEnd = row.eligibilities.some((one) => this.#hasOtherEnd(earlier.position, one));
    if (hasOtherEnd) return [{ line: row.line, column: '结束日期', ...twoEndsFault }];
    const count = this.#eligibilityCount(earlier.position) + row.eligibilities.length;
    return count > maximumEligibilities ? [{ line: row.line, column: '身份类别', ...tooManyFault }] : [];
  }

  personCount(): number {
    const sql = 'SELECT count(*) AS count FROM staged_person';
    return statement<[], { count: number }>(this.#database, sql).get()?.count ?? 0;
  }

  /** The new row's position; undefined if the number is there already. */
  #insertPerson(row: RosterRow): number | bigint | undefined {
    const { changes, lastInsertRowid } = statement<unknown[]>(
      this.#database,
      `INSERT INTO staged_person (id_number, person_id, line, name, household_number, relation, region, township,
         village, insurance_state, phone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ).run(
      row.idNumber,
      this.#context.newId(),
      row.line,
      row.name,
      row.householdNumber,
      row.relation,
      row.region,
      row.township,
      row.village,
      row.insuranceState,
      row.phone,
    );
    return changes === 1 ? lastInsertRowid : undefined;
  }

  #earlier(idNumber: string): StagedPerson {
    const sql = 'SELECT position, name, line, region, insurance_state FROM staged_person WHERE id_number = ?';
    const person = statement<[string], StagedPerson>(this.#database, sql).get(idNumber);
    if (person === undefined) throw new Error('a number that could not be added is not there either');
    return person;
  }

  #hasOtherEnd(position: number | bigint, eligibility: RosterEligibility): boolean {
    const earlier = statement<[number | bigint, string, string], { ends_on: string | null }>(
      this.#database,
      'SELECT ends_on FROM staged_eligibility WHERE position = ? AND category = ? AND begins_on = ?',
    ).get(position, eligibility.category, eligibility.beginsOn);
    return earlier !== undefined && earlier.ends_on !== eligibility.endsOn;
  }

  #eligibilityCount(position: number | bigint): number {
    const sql = 'SELECT count(*) AS count FROM staged_eligibility WHERE position = ?';
    return statement<[number | bigint], { count: number }>(this.#database, sql).get(position)?.count ?? 0;
  }

  /** The same eligibility once more is no contradiction. */
  #insertEligibility(position: number | bigint, eligibility: RosterEligibility): void {
    const { category, beginsOn, endsOn, source, region } = eligibility;
    statement<unknown[]>(
      this.#database,
      'INSERT INTO staged_eligibility VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ).run(position, category, beginsOn, endsOn, source, region);
  }

  /** Which of two names is right nobody here can know, so what the earlier rows brought goes as well. */
  #contest(row: RosterRow, earlier: StagedPerson): readonly Problem[] {
    this.#contested.set(row.idNumber, earlier.line);
    for (const table of ['staged_eligibility', 'staged_person']) {
      statement<[number | bigint]>(this.#database, `DELETE FROM ${table} WHERE position = ?`).run(
        earlier.position,
      );
    }
    return [twoNames(earlier.line, row.line), twoNames(row.line, earlier.line)];
  }
}

function differs(earlier: StagedPerson, row: RosterRow): boolean {
  return earlier.region !== row.region || earlier.insurance_state !== row.insuranceState;
}

function twoNames(line: number, otherLine: number): Problem {
  const sentence = `同一身份证号在第 ${otherLine} 行是另一个姓名，请对照证件核对这两行。`;
  return { line, column: '姓名', code: 'number_with_two_names', sentence };
}

function contradiction(line: number, otherLine: number): Problem {
  const sentence = `同一身份证号在第 ${otherLine} 行的参保地或参保状态不同，请核对这两行。`;
  return { line, column: '参保状态', code: 'person_contradicts', sentence };
}
