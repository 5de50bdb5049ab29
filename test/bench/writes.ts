import type { Database, RunResult, Statement } from 'better-sqlite3';

/** A statement that writes, as it came to the driver, with the values that it was given. */
export interface Write {
  readonly statement: Statement;
  readonly values: readonly unknown[];
}

/** Does the work and keeps what it ran to write, on whatever file of this program. */
export async function writesOf(database: Database, work: () => void | Promise<void>): Promise<Write[]> {
  const writes: Write[] = [];
  const driver = Object.getPrototypeOf(database.prepare('SELECT 1')) as Statement;
  const run: (...values: unknown[]) => RunResult = Reflect.get(driver, 'run');
  driver.run = function remember(this: Statement, ...values) {
    writes.push({ statement: this, values });
    return run.apply(this, values);
  };
  try {
    await work();
  } finally {
    driver.run = run;
  }
  return writes;
}

/** Each group of writes in one transaction, and nothing else. In their order, since rows count on. */
export function writersOf(database: Database, groups: readonly (readonly Write[])[]): (() => void)[] {
  const write = database.transaction((writes: readonly Write[]) => {
    for (const { statement, values } of writes) statement.run(...values);
  });
  return groups.map((writes) => () => write.immediate(writes));
}
