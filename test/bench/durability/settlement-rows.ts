import type { Database, RunResult, Statement } from 'better-sqlite3';

/** One insert of a settlement: its statement as prepared, and the values that the settlement gave it. */
interface Insert {
  readonly statement: Statement;
  readonly values: readonly unknown[];
}

/**
 * The very rows of settlements: each is written once, all in one transaction that is rolled back, and the inserts that
 * it ran are kept with their values. What is returned writes the rows of one settlement and does nothing else: any
 * program that keeps these rows behind these checks must do as much. In order, since the rows count on.
 */
export function rowsOf(database: Database, settlements: readonly (() => void)[]): (() => void)[] {
  const rows: Insert[][] = [];
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const settle of settlements) rows.push(insertsOf(database, settle));
  } finally {
    database.exec('ROLLBACK');
  }
  const write = database.transaction((inserts: readonly Insert[]) => {
    for (const { statement, values } of inserts) statement.run(...values);
  });
  return rows.map((inserts) => () => write.immediate(inserts));
}

/** Every statement that the work runs to write, as it came to the driver. */
function insertsOf(database: Database, work: () => void): Insert[] {
  const inserts: Insert[] = [];
  const driver = Object.getPrototypeOf(database.prepare('SELECT 1')) as Statement;
  const run: (...values: unknown[]) => RunResult = Reflect.get(driver, 'run');
  driver.run = function remember(this: Statement, ...values) {
    inserts.push({ statement: this, values });
    return run.apply(this, values);
  };
  try {
    work();
  } finally {
    driver.run = run;
  }
  return inserts;
}
