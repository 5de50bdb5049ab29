import type { Database, Statement } from 'better-sqlite3';

const prepared = new WeakMap<Database, Map<string, Statement>>();
/** SQL texts are constants of the source; a count beyond this means that somebody builds them from data. */
const largestCount = 1000;

/**
 * The statement for an SQL text, prepared once for each open file. `Parameters` is a tuple or an object of named
 * parameters, `Row` what one row looks like. Do not call `pluck`, `raw` or `expand` on it: it is shared. Write
 * `LIMIT 0 + ?`: where the limit is a parameter alone, SQLite plans the statement anew for every value it gets.
 */
export function statement<Parameters extends unknown[] | object, Row = unknown>(
  database: Database,
  sql: string,
): Statement<Parameters extends unknown[] ? Parameters : [Parameters], Row> {
  let statements = prepared.get(database);
  if (statements === undefined) {
    statements = new Map();
    prepared.set(database, statements);
  }
  let found = statements.get(sql);
  if (found === undefined) {
    if (statements.size >= largestCount) throw new Error('too many different SQL texts');
    found = database.prepare(sql);
    statements.set(sql, found);
  }
  return found as Statement<Parameters extends unknown[] ? Parameters : [Parameters], Row>;
}
