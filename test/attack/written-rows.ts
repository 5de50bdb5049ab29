import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from 'better-sqlite3';
import { quoted, tableNames } from '../../electron/service/recovery/row-counts.ts';

/** What reports and the list of follow-ups have counted is brought up to date by whoever looks, refused or not: it is the same for everybody. */
const counted: ReadonlySet<string> = new Set([
  'report_mark',
  'report_key',
  'report_sum',
  'report_member',
  'report_person',
  'follow_up_portion',
  'follow_up_stay',
]);

/** What one call wrote and kept. */
export interface Written {
  /** The tables, the log and what reports have counted left out, in the order of their names. */
  readonly tables: readonly string[];
  /** The acts that it left in the log. */
  readonly acts: readonly string[];
}

/**
 * Says of every row that is written in a file which call wrote it: what a call set in motion bears its number however
 * late it comes, and nobody else's. The notes lie in the connection's own transaction, so that what is rolled back was
 * never written.
 */
export class WrittenRows {
  readonly #calls = new AsyncLocalStorage<number>();
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.function('call_under_way', () => this.#calls.getStore() ?? 0);
    database.exec('CREATE TEMP TABLE written_row (call INTEGER NOT NULL, place TEXT NOT NULL, act TEXT)');
    for (const table of tableNames(database)) {
      if (counted.has(table)) continue;
      const act = table === 'audit' ? 'new.act' : 'NULL';
      for (const how of ['INSERT', 'UPDATE', 'DELETE']) {
        database.exec(
          `CREATE TEMP TRIGGER ${quoted(`seen_${how}_${table}`)} AFTER ${how} ON main.${quoted(table)}
           BEGIN INSERT INTO written_row VALUES (call_under_way(), '${table}', ${how === 'DELETE' ? 'NULL' : act}); END`,
        );
      }
    }
  }

  /** Runs one call under its number, which is above nothing. */
  during<Value>(call: number, work: () => Promise<Value>): Promise<Value> {
    return this.#calls.run(call, work);
  }

  /** Takes out what that call has written so far. */
  takeOf(call: number): Written {
    const rows = this.#database
      .prepare('SELECT DISTINCT place, act FROM written_row WHERE call = ? ORDER BY place, act')
      .all(call) as readonly { place: string; act: string | null }[];
    if (rows.length > 0) this.#database.prepare('DELETE FROM written_row WHERE call = ?').run(call);
    return {
      tables: [...new Set(rows.map(({ place }) => place).filter((place) => place !== 'audit'))],
      acts: rows.map(({ act }) => act).filter((act) => act !== null),
    };
  }

  /** The calls of which something is left: they went on writing after what they wrote was taken out. */
  late(): number[] {
    return this.#database.prepare('SELECT DISTINCT call FROM written_row').pluck().all() as number[];
  }
}
