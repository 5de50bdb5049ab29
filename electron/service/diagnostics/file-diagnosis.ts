import type { Database } from 'better-sqlite3';
import type { FileDiagnosis } from '../../../shared/contract/diagnostics.ts';
import { verifyAudit } from '../audit/verify.ts';
import { connectReadOnly, type ConnectionOptions, readPragma } from '../database/connection.ts';
import { plainSentence } from './plain.ts';
import { lastAttempts, lastBackups, outboxByState } from './uploads-and-backups.ts';

export interface DiagnoseOrder {
  readonly connection: ConnectionOptions;
  /** What ages are counted from. */
  readonly nowIso: string;
}

/**
 * Looks through the whole file, on a connection of its own that changes no byte; takes a while for a large one, so it runs
 * beside the service. @throws SqliteError if the file can no longer be read
 */
export function diagnoseFile({ connection, nowIso }: DiagnoseOrder): FileDiagnosis {
  const database = connectReadOnly(connection);
  try {
    database.pragma('temp_store = MEMORY');
    return {
      sqlite: {
        version: version(database, 'sqlite_version'),
        driver: version(database, 'sqlite3mc_version'),
      },
      schemaVersion: Number(readPragma(database, 'user_version')),
      rowsOfTables: rowsOfTables(database),
      rowsOfStates: rowsOfStates(database),
      integrityCheck: integrity(database),
      foreignKeyCheck: brokenReferences(database),
      audit: audit(database),
      ledger: ledger(database),
      outbox: outboxByState(database, new Date(nowIso)),
      lastAttempts: lastAttempts(database),
      lastBackups: lastBackups(database),
    };
  } finally {
    database.close();
  }
}

function version(database: Database, name: 'sqlite_version' | 'sqlite3mc_version'): string {
  return plainSentence(database.prepare(`SELECT ${name}()`).pluck().get());
}

function rowsOfTables(database: Database): Record<string, number> {
  const names = database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  return Object.fromEntries(names.map((name) => [name, count(database, `SELECT count(*) FROM "${name}"`)]));
}

function count(database: Database, sql: string): number {
  return database.prepare<[], number>(sql).pluck().get() ?? 0;
}

/** Columns whose words the file itself limits by a check. */
const limitedColumns = [
  ['settlement', 'kind', ['final', 'interim', 'reversal']],
  ['document_print', 'outcome', ['spooled', 'failed', 'timed_out', 'came_out', 'did_not_come_out']],
  ['staff_role', 'role', ['clerk', 'cashier_lead', 'finance', 'information_office', 'auditor', 'none']],
  ['roster_import', 'source', ['roster', 'window']],
  ['recovery_key_act', 'act', ['printed', 'matched', 'not_matched', 'opened']],
] as const;

function rowsOfStates(database: Database): FileDiagnosis['rowsOfStates'] {
  return Object.fromEntries(
    limitedColumns.map(([table, column, words]) => {
      const counted = words.map(
        (word) =>
          [word, count(database, `SELECT count(*) FROM ${table} WHERE ${column} = '${word}'`)] as const,
      );
      return [`${table}.${column}`, Object.fromEntries(counted)];
    }),
  );
}

const mostFindings = 20;

function integrity(database: Database): string[] {
  const found = database.pragma(`integrity_check(${mostFindings})`) as { integrity_check: string }[];
  return found.slice(0, mostFindings).map((row) => plainSentence(row.integrity_check));
}

function brokenReferences(database: Database): FileDiagnosis['foreignKeyCheck'] {
  const rows = database.prepare<[], { table: string; rows: number }>(
    'SELECT "table", count(*) AS rows FROM pragma_foreign_key_check GROUP BY "table" ORDER BY "table" LIMIT 100',
  );
  return rows.all();
}

function audit(database: Database): FileDiagnosis['audit'] {
  const verdict = verifyAudit(database);
  return verdict.ok
    ? { isWhole: true, rowCount: verdict.rowCount, head: verdict.head, problem: null }
    : { isWhole: false, rowCount: verdict.sequence, head: null, problem: verdict.problem };
}

function ledger(database: Database): FileDiagnosis['ledger'] {
  const sum = count(database, 'SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry');
  const postingsOutOfBalance = count(
    database,
    `SELECT count(*) FROM (SELECT posting_id FROM ledger_entry GROUP BY posting_id HAVING sum(amount_fen) <> 0)`,
  );
  return { sumsToZero: sum === 0, postingsOutOfBalance };
}
