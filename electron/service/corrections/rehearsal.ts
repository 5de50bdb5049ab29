import type { Database } from 'better-sqlite3';

/** Carries the value out of the transaction that it undoes. */
class Undone extends Error {
  readonly value: unknown;

  constructor(value: unknown) {
    super('undone');
    this.value = value;
  }
}

/**
 * Does the work for real, with every rule and trigger of the file, and undoes all of it: nothing is kept, and what it
 * returns is what the same work would give. Inside another's transaction only the work itself is undone.
 */
export function rehearse<Value>(database: Database, work: () => Value): Value {
  try {
    database
      .transaction(() => {
        throw new Undone(work());
      })
      .immediate();
  } catch (error) {
    if (error instanceof Undone) return error.value as Value;
    throw error;
  }
  throw new Error('a rehearsal was kept');
}
