/**
 * One numbered step of the schema. Steps are never edited once released: a change is a new step.
 * Each runs in a transaction of its own, after a verified backup of a file that already holds facts.
 */
export interface Migration {
  /** Each above the one before it; becomes the file's `user_version`. */
  readonly version: number;
  readonly title: string;
  readonly sql: string;
  /**
   * A table that others refer to is made anew. Foreign keys rest meanwhile, since dropping the old table would count as
   * deleting its rows; every reference is checked before the step is committed (SQLite manual, "ALTER TABLE", 7).
   */
  readonly rebuildsReferencedTables?: boolean;
}

/** Triggers that make a table append-only: facts are added, never changed and never deleted. */
export function appendOnly(table: string): string {
  return `
CREATE TRIGGER ${table}_is_never_updated BEFORE UPDATE ON ${table}
BEGIN SELECT RAISE(ABORT, 'append_only: ${table}'); END;
CREATE TRIGGER ${table}_is_never_deleted BEFORE DELETE ON ${table}
BEGIN SELECT RAISE(ABORT, 'append_only: ${table}'); END;`;
}
