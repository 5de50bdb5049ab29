import type { Database } from 'better-sqlite3';
import type { FileContent, Rehearsal } from '../../../shared/contract/backups.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { verifyAudit } from '../audit/verify.ts';
import {
  applicationId,
  type ConnectionOptions,
  connectReadOnly,
  readPragma,
} from '../database/connection.ts';
import { databaseDamaged, databaseNewer, databaseNotOurs, databaseRefusal } from '../database/failure.ts';
import { sha256OfFile, sizeOf } from '../file-work/bytes.ts';
import type { Tell } from '../file-work/jobs.ts';
import { contentOf } from './content.ts';
import { tableNames } from './row-counts.ts';

export interface CompareOrder {
  readonly present: ConnectionOptions;
  readonly copy: ConnectionOptions;
  readonly newestVersion: number;
  /** A saved file whose log lost rows may still be the best there is. */
  readonly auditMayBeBroken: boolean;
}

export interface ComparedFiles {
  readonly sha256: string;
  readonly content: FileContent;
  readonly auditWhole: boolean;
  readonly lost: Rehearsal['lost'];
  readonly returning: Rehearsal['returning'];
}

const mostListed = 200;

/**
 * Opens a copy without changing a byte of it, proves it whole, and says what the present file holds that it does not.
 * Refuses as opening does, and `backup_audit_broken`, `backup_of_other_hospital`.
 */
export function compareFiles(order: CompareOrder, tell: Tell): ComparedFiles {
  tell({ step: 'checking', done: 0, total: 0 });
  const copy = openWhole(order.copy, order.newestVersion);
  try {
    const verdict = verifyAudit(copy);
    if (!verdict.ok && !order.auditMayBeBroken) throw auditBroken();
    const content = contentOf(copy);
    tell({ step: 'comparing', done: 0, total: content.settlementCount });
    const lost = lostAgainst(order.present, copy, content);
    const sha256 = sha256OfFile(order.copy.file);
    return { sha256, content, auditWhole: verdict.ok, lost, returning: returningOf(copy) };
  } finally {
    copy.close();
  }
}

/** Read-only and whole, or a refusal. */
function openWhole(connection: ConnectionOptions, newestVersion: number): Database {
  if ((sizeOf(connection.file) ?? 0) === 0) throw databaseDamaged();
  const copy = connectReadOnly(connection);
  try {
    if (readPragma(copy, 'application_id') !== applicationId) throw databaseNotOurs();
    if (Number(readPragma(copy, 'user_version')) > newestVersion) throw databaseNewer();
    if (readPragma(copy, 'integrity_check') !== 'ok') throw databaseDamaged();
    return copy;
  } catch (error) {
    copy.close();
    throw databaseRefusal(error) ?? error;
  }
}

export function auditBroken(): Refusal {
  return new Refusal(
    'backup_audit_broken',
    '这一份的操作日志不完整或被改过，不能换用。请选另一份备份，并把这一份保留给上级检查。',
  );
}

/** A present file that cannot be read, or not to its end, makes the answer "at least this". */
function lostAgainst(present: ConnectionOptions, copy: Database, content: FileContent): Rehearsal['lost'] {
  const lost = nothingLost();
  let database: Database;
  try {
    database = connectReadOnly(present);
  } catch {
    return { ...lost, presentReadable: false };
  }
  try {
    const presentContent = contentOf(database);
    requireSameHospital(content, presentContent);
    lost.auditRows = Math.max(0, presentContent.auditSequence - content.auditSequence);
    collectLost(database, copy, lost);
    lost.presentReadable = true;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    lost.presentReadable = false;
  } finally {
    database.close();
  }
  return lost;
}

type Lost = Rehearsal['lost'];

function nothingLost(): { -readonly [Name in keyof Lost]: Lost[Name] } {
  return {
    presentReadable: false,
    settlements: { count: 0, sumFen: 0 },
    reversals: { count: 0, sumFen: 0 },
    payments: { count: 0, sumFen: 0 },
    stays: { count: 0, admissionNumbers: [] },
    records: [],
    auditRows: 0,
    onlyInCopy: 0,
  };
}

function requireSameHospital(copy: FileContent, present: FileContent): void {
  if (copy.origin === null || present.origin === null || copy.origin === present.origin) return;
  throw new Refusal(
    'backup_of_other_hospital',
    '这一份不是本院（本窗口）数据文件的备份，不能换用。请核对文件夹和文件。',
  );
}

function collectLost(present: Database, copy: Database, lost: ReturnType<typeof nothingLost>): void {
  lost.onlyInCopy = missingIds(copy, present, 'settlement').length;
  const settlement = present.prepare<
    [string],
    Omit<Lost['records'][number], 'delivered'> & { delivered: 0 | 1 }
  >(
    `SELECT kind, slip_number AS slipNumber, recorded_at AS recordedAt, total_fen AS totalFen,
       personal_fen AS personalFen, EXISTS (SELECT 1 FROM outbox WHERE fact_id = settlement.id
         AND kind IN ('settlement', 'reversal') AND state = 'done') AS delivered
     FROM settlement WHERE id = ?`,
  );
  for (const id of missingIds(present, copy, 'settlement')) {
    const row = settlement.get(id);
    if (row === undefined) continue;
    const sum = row.kind === 'reversal' ? lost.reversals : lost.settlements;
    sum.count += 1;
    sum.sumFen += row.totalFen;
    if (lost.records.length < mostListed) lost.records.push({ ...row, delivered: row.delivered === 1 });
  }
  const payment = present.prepare<[string], { kind: string; paidFen: number }>(
    `SELECT kind, (SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry WHERE posting_id = ledger_posting.id
       AND account IN ('cash_drawer', 'bank', 'mobile', 'personal_account')) AS paidFen
     FROM ledger_posting WHERE id = ?`,
  );
  for (const id of missingIds(present, copy, 'ledger_posting')) {
    const posting = payment.get(id);
    if (posting === undefined || posting.paidFen === 0) continue;
    lost.payments.count += 1;
    lost.payments.sumFen += posting.paidFen;
  }
  const stay = present.prepare<[string], string>('SELECT admission_number FROM stay WHERE id = ?').pluck();
  for (const id of missingIds(present, copy, 'stay')) {
    lost.stays.count += 1;
    const number = stay.get(id);
    if (number !== undefined && lost.stays.admissionNumbers.length < mostListed) {
      lost.stays.admissionNumbers.push(number);
    }
  }
}

/** Ids that one file has and the other has not; both are read once, in the order of their index. */
function missingIds(
  has: Database,
  lacks: Database,
  table: 'settlement' | 'ledger_posting' | 'stay',
): string[] {
  if (!tableNames(has).includes(table)) return [];
  const ids = `SELECT id FROM ${table} ORDER BY id`;
  const missing: string[] = [];
  const theirs = tableNames(lacks).includes(table)
    ? lacks.prepare<[], string>(ids).pluck().iterate()
    : [][Symbol.iterator]();
  try {
    let other = theirs.next();
    for (const id of has.prepare<[], string>(ids).pluck().iterate()) {
      while (other.done !== true && other.value < id) other = theirs.next();
      if (other.done === true || other.value !== id) missing.push(id);
    }
  } finally {
    // A connection with a query half-read cannot be closed.
    theirs.return?.();
  }
  return missing;
}

/** What the copy had not delivered: it will be in doubt, and asked about before anything is sent. */
function returningOf(copy: Database): Rehearsal['returning'] {
  if (!tableNames(copy).includes('outbox')) return { count: 0, rows: [] };
  const open = `state <> 'done'`;
  const count = copy.prepare<[], number>(`SELECT count(*) FROM outbox WHERE ${open}`).pluck().get() ?? 0;
  const rows = copy
    .prepare<[number], Rehearsal['returning']['rows'][number]>(
      `SELECT kind, state, recorded_at AS recordedAt, amount_fen AS amountFen FROM outbox WHERE ${open}
       ORDER BY sequence LIMIT 0 + ?`,
    )
    .all(mostListed);
  return { count, rows };
}
