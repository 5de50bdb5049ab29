import type { Database } from 'better-sqlite3';

/** The tables of a file, in the order of their names, SQLite's own left out. */
export function tableNames(database: Database): string[] {
  return database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
}

/** How many rows each table holds. */
export function rowCounts(database: Database): Map<string, number> {
  return new Map(tableNames(database).map((table) => [table, rowCount(database, table)]));
}

/** @param table a name out of the file's own schema */
export function rowCount(database: Database, table: string): number {
  return (
    database
      .prepare<[], number>(`SELECT count(*) FROM ${quoted(table)}`)
      .pluck()
      .get() ?? 0
  );
}

/** A name of the schema as SQL takes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
