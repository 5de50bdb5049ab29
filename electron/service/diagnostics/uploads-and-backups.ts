import type { Database } from 'better-sqlite3';
import type { FileDiagnosis } from '../../../shared/contract/diagnostics.ts';
import { kindsOfRecord } from '../outbox/kinds.ts';
import { ownReasons } from '../platform/codes.ts';
import { knownWord, plainTime } from './plain.ts';

const kinds = new Set(Object.keys(kindsOfRecord));
const states = new Set(['pending', 'sending', 'unknown', 'done', 'dead']);
const outcomes = new Set([
  'accepted',
  'duplicate',
  'retry',
  'rejected',
  'sign_in',
  'unknown',
  'not_reached',
  'interrupted',
]);
const ownCodes = new Set(Object.keys(ownReasons));

/** One of ours, or a short number as centres and HTTP give them; anything else is the centre's own words. */
function plainCode(code: unknown): string | null {
  if (code === null) return null;
  return typeof code === 'string' && /^(-?\d{1,5}|http_\d{3})$/.test(code) ? code : knownWord(ownCodes, code);
}

interface StateRow {
  readonly kind: string;
  readonly state: string;
  readonly isOpen: 0 | 1;
  readonly lastCode: string | null;
  readonly rows: number;
  readonly oldestAt: string;
}

/** What waits, what was delivered and what was refused: how many, with which code, since when. */
export function outboxByState(database: Database, now: Date): FileDiagnosis['outbox'] {
  const rows = database.prepare<[], StateRow>(
    `SELECT kind, state, closed_at IS NULL AS isOpen, last_code AS lastCode, count(*) AS rows,
       min(recorded_at) AS oldestAt
     FROM outbox GROUP BY kind, state, isOpen, lastCode ORDER BY isOpen DESC, rows DESC LIMIT 500`,
  );
  return rows.all().map((row) => {
    const oldestAt = plainTime(row.oldestAt);
    return {
      kind: knownWord(kinds, row.kind),
      state: knownWord(states, row.state),
      isOpen: row.isOpen === 1,
      lastCode: plainCode(row.lastCode),
      rows: row.rows,
      oldestAt,
      oldestAgeHours:
        oldestAt === null ? null : Math.floor((now.getTime() - Date.parse(oldestAt)) / 3_600_000),
    };
  });
}

interface AttemptRow {
  readonly at: string;
  readonly transactionCode: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly durationMs: number;
}

/** The newest exchanges with the platform, without message ids and without the centre's words. */
export function lastAttempts(database: Database): FileDiagnosis['lastAttempts'] {
  const rows = database.prepare<[], AttemptRow>(
    `SELECT at, transaction_code AS transactionCode, outcome, code, duration_ms AS durationMs
     FROM outbox_attempt ORDER BY rowid DESC LIMIT 100`,
  );
  return rows.all().map((row) => ({
    at: plainTime(row.at),
    transactionCode: /^\d{4}$/.test(row.transactionCode) ? row.transactionCode : 'other',
    outcome: knownWord(outcomes, row.outcome),
    code: plainCode(row.code),
    durationMs: row.durationMs,
  }));
}

interface BackupRow {
  readonly cause: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly outcome: string;
  readonly sizeBytes: number | null;
  readonly failureCode: string | null;
}

const causes = new Set(['first_of_day', 'interval', 'requested']);
const backupOutcomes = new Set(['proved', 'failed']);

/** The newest scheduled copies; none in a file that is older than their table. */
export function lastBackups(database: Database): FileDiagnosis['lastBackups'] {
  const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'backup'");
  if (table.get() === undefined) return [];
  const rows = database.prepare<[], BackupRow>(
    `SELECT cause, started_at AS startedAt, ended_at AS endedAt, outcome, size_bytes AS sizeBytes,
       failure_code AS failureCode FROM backup ORDER BY rowid DESC LIMIT 20`,
  );
  return rows.all().map((row) => ({
    cause: knownWord(causes, row.cause),
    startedAt: plainTime(row.startedAt),
    endedAt: plainTime(row.endedAt),
    outcome: knownWord(backupOutcomes, row.outcome),
    sizeBytes: row.sizeBytes,
    failureCode: row.failureCode === null ? null : failureCode(row.failureCode),
  }));
}

/** A refusal's code as this program makes them, in words that the files of the database and the disk use. */
function failureCode(code: string): string {
  return /^(database|disk|backup|file_work)_[a-z]+(_[a-z]+){0,3}$/.test(code) ? code : 'other';
}
