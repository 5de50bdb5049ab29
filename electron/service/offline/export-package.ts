import { type Fen, fen } from '../../../shared/money/fen.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import { logHeadToSend } from '../audit/head.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { sha256 } from '../hashing/canonical.ts';
import { type Hospital, readHospital, today } from '../hospital/settings.ts';
import { correctionsOf } from '../outbox/attempts.ts';
import type { UploadKind } from '../outbox/record.ts';
import { placeOf } from '../outbox/place.ts';
import { wireTime } from '../platform/envelope.ts';
import { messageIdOf } from '../platform/message-id.ts';
import { transactionOfRow } from '../platform/messages.ts';
import { signText } from '../signing/signature.ts';
import { windowKey } from '../signing/window-key.ts';
import {
  mostBytesOfPackage,
  mostRowsOfPackage,
  type PackageHeader,
  type PackageLine,
  writeLines,
} from './package-content.ts';
import { seal } from './sealed-file.ts';

export interface SealedPackage {
  readonly packageId: string;
  readonly fileName: string;
  readonly content: string;
  readonly count: number;
  readonly sumFen: Fen;
  /** Where the next package begins; null when this one was the last. */
  readonly next: number | null;
}

export interface PackageLimits {
  readonly rows: number;
  /** Of records, as they are stored; a longer one goes alone. */
  readonly bytes: number;
}

const usualLimits: PackageLimits = { rows: mostRowsOfPackage, bytes: mostBytesOfPackage };

/** What decides whether a row may leave: it is what was put down, and no correction (2601) may still undo it. */
interface Sendable {
  readonly record: string;
  readonly recordHash: string;
  readonly correctingSince: string | null;
}

function isUnfit({ record, recordHash, correctingSince }: Sendable): boolean {
  return correctingSince !== null || sha256(record) !== recordHash;
}

interface WaitingRow extends Sendable {
  /** Where it stands in the order of what is sent. */
  readonly place: number;
  readonly id: string;
  readonly kind: UploadKind;
  readonly personId: string;
  readonly year: number;
  readonly amountFen: number;
}

/**
 * Seals what waits for the platform after that place of the order: records in doubt too, under the message ids they go
 * over the network with, so that one that arrived both ways is one. The rows stay as they are. Recorded and audited
 * before the caller gets it. Undefined: nothing waits. Refuses `platform_key_missing`.
 */
export async function exportPackage(
  context: ServiceContext,
  actor: Actor,
  after: number,
  limits = usualLimits,
): Promise<SealedPackage | undefined> {
  const hospital = readHospital(context, today(context));
  const receiverPublicKeyHex = hospital.platformKey;
  if (receiverPublicKeyHex === null) {
    throw new Refusal(
      'platform_key_missing',
      '还没有设置医保平台的公钥，不能导出。请信息科向平台索取公钥，在平台设置中填上。',
    );
  }
  const { rows, more } = waitingRows(context, after, limits);
  const lines = rows.map((row) => lineOf(context, row));
  if (lines.length === 0) return undefined;
  const header = headerOf(context, hospital, rows);
  const sign = (text: string): string => signText(context, text);
  const content = await seal({ header, content: writeLines(lines), receiverPublicKeyHex, sign });
  const time = wireTime(context.clock.now(), hospital.zone).replace(/\D/g, '');
  const fileName = `onestop-${time}-${header.packageId.slice(-6)}.package`;
  const { packageId, count, sumFen } = header;
  const kept = { header, fileName, content, platformKey: receiverPublicKeyHex, rows, lines };
  // Somebody took one of them back meanwhile, and nothing would undo it there: it leaves no more.
  if (!keepPackage(context, actor, kept)) return exportPackage(context, actor, after, limits);
  return {
    packageId,
    fileName,
    content,
    count,
    sumFen: fen(sumFen),
    next: more ? (rows.at(-1)?.place ?? null) : null,
  };
}

/**
 * Open rows in their order, without those that need a person and what stands behind them: these may not overtake. A
 * record that is not what was put down is left to the sender, which says so, one that is being corrected to the network, and
 * so is what this person has behind them.
 */
function waitingRows(
  context: ServiceContext,
  after: number,
  limits: PackageLimits,
): { readonly rows: readonly WaitingRow[]; readonly more: boolean } {
  const found = statement<[number], WaitingRow>(
    context.database,
    `SELECT ${placeOf('this')} AS place, id, kind, person_id AS personId, year, amount_fen AS amountFen, record, record_hash AS recordHash,
       correcting_since AS correctingSince
     FROM outbox AS this
     WHERE closed_at IS NULL AND state <> 'dead' AND ${placeOf('this')} > ?
       AND NOT EXISTS (SELECT 1 FROM outbox AS dead WHERE dead.closed_at IS NULL AND dead.state = 'dead'
         AND dead.person_id = this.person_id AND ${placeOf('dead')} < ${placeOf('this')}
         AND (dead.year = this.year OR dead.stay_id = this.stay_id))
     ORDER BY place`,
  ).iterate(after);
  const rows: WaitingRow[] = [];
  const unfit = new Map<string, boolean>();
  let bytes = 0;
  for (const row of found) {
    const { personId } = row;
    const isBehind = unfit.get(personId) ?? hasUnfitBefore(context, personId, after);
    const isLeftOut = isBehind || isUnfit(row);
    unfit.set(personId, isLeftOut);
    if (isLeftOut) continue;
    bytes += Buffer.byteLength(row.record);
    if (rows.length === limits.rows || (rows.length > 0 && bytes > limits.bytes)) return { rows, more: true };
    rows.push(row);
  }
  return { rows, more: false };
}

/** Of what the person has open up to that place, which the packages before this one went through. */
function hasUnfitBefore(context: ServiceContext, personId: string, place: number): boolean {
  if (place === 0) return false;
  return statement<[string, number], Sendable>(
    context.database,
    `SELECT record, record_hash AS recordHash, correcting_since AS correctingSince FROM outbox AS this
     WHERE closed_at IS NULL AND person_id = ? AND ${placeOf('this')} <= ?`,
  )
    .all(personId, place)
    .some(isUnfit);
}

function lineOf(context: ServiceContext, row: WaitingRow): PackageLine {
  return {
    order: row.place,
    messageId: messageIdOf(row.id, correctionsOf(context, row.id)),
    transactionCode: transactionOfRow(row),
    year: row.year,
    record: row.record,
    recordHash: row.recordHash,
  };
}

function headerOf(
  context: ServiceContext,
  { hospitalCode, hospitalName, region, windowId }: Hospital,
  rows: readonly WaitingRow[],
): PackageHeader {
  return {
    format: 'onestop-package',
    version: 1,
    packageId: context.newId(),
    hospitalCode,
    hospitalName,
    region,
    windowId,
    windowKey: windowKey(context).publicKeyHex,
    exportedAt: context.clock.now().toISOString(),
    count: rows.length,
    sumFen: rows.reduce((sum, { amountFen }) => sum + Math.abs(amountFen), 0),
    logHead: logHeadToSend(context),
  };
}

/** False, with nothing kept: one of its rows was closed without being delivered. */
function keepPackage(
  context: ServiceContext,
  actor: Actor,
  kept: {
    readonly header: PackageHeader;
    readonly fileName: string;
    readonly content: string;
    readonly platformKey: string;
    readonly rows: readonly WaitingRow[];
    readonly lines: readonly PackageLine[];
  },
): boolean {
  const { header, fileName, rows, lines } = kept;
  const { packageId, count, sumFen } = header;
  const { database } = context;
  return inTransaction(database, () => {
    const takenBack = "SELECT 1 FROM outbox WHERE id = ? AND closed_at IS NOT NULL AND state <> 'done'";
    if (rows.some(({ id }) => statement<[string]>(database, takenBack).get(id) !== undefined)) return false;
    statement<unknown[]>(
      database,
      `INSERT INTO offline_package
         (id, file_name, file_hash, row_count, amount_fen, window_key, platform_key, recorded_at, recorded_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      packageId,
      fileName,
      sha256(kept.content),
      count,
      sumFen,
      header.windowKey,
      kept.platformKey,
      header.exportedAt,
      actor.accountId,
    );
    const insert = statement<[string, string, string]>(
      database,
      'INSERT INTO offline_package_row (package_id, message_id, outbox_id) VALUES (?, ?, ?)',
    );
    for (const [index, { id }] of rows.entries()) insert.run(packageId, lines[index]?.messageId ?? '', id);
    appendAudit(context, actor, 'offline.exported', packageId, { count, sumFen, fileName });
    return true;
  });
}
