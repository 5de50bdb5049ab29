import { existsSync, renameSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import { contentFileBeside } from '../attachments/content-file.ts';
import { appendAudit } from '../audit/audit.ts';
import { archiveFileBeside } from '../audit/archive-file.ts';
import { verifyAudit } from '../audit/verify.ts';
import type { Clock } from '../context.ts';
import { flush } from '../database/backup.ts';
import { type ConnectionOptions, connect, connectReadOnly, readPragma } from '../database/connection.ts';
import { databaseRefusal } from '../database/failure.ts';
import { traceOf } from '../fault.ts';
import { sizeOf } from '../file-work/bytes.ts';
import { rowCounts } from '../recovery/row-counts.ts';

/*
 * Another key for the file and what lies beside it. Done at a start, before anybody works in the file: both keys are kept
 * by the machine already, and which of them opens `hospital.db` is the only thing that says how far it came. Everything
 * is written anew beside what is there, proved under the new key, and one renaming makes the change; whatever stops it
 * before leaves the old file as it was, whatever stops it behind leaves only things to tidy up.
 */

export interface KeyChange {
  readonly connection: ConnectionOptions;
  readonly nextKeyHex: string;
  readonly clock: Clock;
  /** Told before each step; a test stops there. */
  readonly before?: (step: KeyChangeStep) => void;
}
export type KeyChangeStep =
  | 'attachments'
  | 'archive'
  | 'file'
  | 'file_encrypted'
  | 'file_proved'
  | 'log_closed'
  | 'switched'
  | 'tidied';

/**
 * Goes on with a change of key, or ends it. @returns whether the file is under the new key now; where it is not, it is as it
 * was, and its log says why.
 */
export function finishKeyChange(change: KeyChange): 'changed' | 'not_changed' {
  const { connection, nextKeyHex } = change;
  const next = { ...connection, keyHex: nextKeyHex };
  if (!existsSync(connection.file)) return 'not_changed';
  if (opens(next)) {
    tidy(change);
    return 'changed';
  }
  try {
    dropUnfinished(change);
    requireRoomForNewKey(connection);
    for (const [step, beside] of sideFiles) {
      change.before?.(step);
      if (existsSync(beside(connection))) encryptAnew(change, beside(connection), beside(next));
    }
    putFileInPlace(change);
  } catch (error) {
    noteNotChanged(change, error);
    return 'not_changed';
  }
  tidy(change);
  return 'changed';
}

const sideFiles = [
  ['attachments', contentFileBeside],
  ['archive', archiveFileBeside],
] as const;

const unfinished = (file: string): string => `${file}.rekeying`;
const journals = ['', '-journal', '-wal', '-shm'] as const;

function remove(file: string): void {
  for (const suffix of journals) rmSync(file + suffix, { force: true });
}

/** What a stop left; never a file that anybody uses. */
function dropUnfinished({ connection, nextKeyHex }: KeyChange): void {
  const next = { ...connection, keyHex: nextKeyHex };
  for (const file of [connection.file, contentFileBeside(next), archiveFileBeside(next)]) {
    remove(unfinished(file));
  }
}

function opens(connection: ConnectionOptions): boolean {
  try {
    connectReadOnly(connection).close();
    return true;
  } catch {
    return false;
  }
}

/** The whole of `from` under the new key as `to`, proved and on the disk. Null in `to`'s place: not yet under its name. */
function encryptAnew(change: KeyChange, from: string, to: string | null): void {
  const { connection, nextKeyHex } = change;
  const made = unfinished(to ?? from);
  remove(made);
  const original = connect({ ...connection, file: from });
  try {
    original.prepare('VACUUM INTO ?').run(made);
    const counts = rowCounts(original);
    const copy = connect({ ...connection, file: made });
    try {
      copy.pragma('journal_mode = DELETE');
      copy.pragma(`rekey = "x'${nextKeyHex}'"`);
    } finally {
      copy.close();
    }
    prove({ ...connection, file: made, keyHex: nextKeyHex }, counts);
  } finally {
    original.close();
  }
  flush(made);
  if (to === null) return;
  remove(to);
  renameSync(made, to);
  flush(path.dirname(to));
}

function prove(connection: ConnectionOptions, counts: Map<string, number>): void {
  const copy = connectReadOnly(connection);
  try {
    const copied = rowCounts(copy);
    const isWhole = [...counts].every(([table, count]) => copied.get(table) === count);
    if (!isWhole || copied.size !== counts.size || readPragma(copy, 'integrity_check') !== 'ok') {
      throw notProved();
    }
  } finally {
    copy.close();
  }
}

function putFileInPlace(change: KeyChange): void {
  const { connection, nextKeyHex, clock, before } = change;
  before?.('file');
  encryptAnew(change, connection.file, null);
  before?.('file_encrypted');
  const made = unfinished(connection.file);
  withDatabase({ ...connection, file: made, keyHex: nextKeyHex }, (database) => {
    const fingerprints = {
      from: keyFingerprint(connection.keyHex),
      to: keyFingerprint(nextKeyHex),
    };
    appendAudit(auditing(database, clock), undefined, 'keys.key_changed', null, fingerprints);
    if (!verifyAudit(database).ok) throw notProved();
  });
  flush(made);
  before?.('file_proved');
  // The new file must never stand beside the log of the old one.
  withDatabase(connection, (database) => database.pragma('journal_mode = DELETE'));
  flush(path.dirname(connection.file));
  before?.('log_closed');
  renameSync(made, connection.file);
  flush(path.dirname(connection.file));
  before?.('switched');
}

/** What was under the old key beside the file. Copies keep their own: they are opened by the paper of their day. */
function tidy(change: KeyChange): void {
  dropUnfinished(change);
  for (const [, beside] of sideFiles) {
    const [old, made] = [
      beside(change.connection),
      beside({ ...change.connection, keyHex: change.nextKeyHex }),
    ];
    if (existsSync(old) && existsSync(made)) remove(old);
  }
  flush(path.dirname(change.connection.file));
  change.before?.('tidied');
}

function noteNotChanged(change: KeyChange, error: unknown): void {
  const refusal = error instanceof Refusal ? error : databaseRefusal(error);
  console.error(`the key was not changed: ${refusal?.code ?? traceOf(error)}`);
  try {
    dropUnfinished(change);
    withDatabase(change.connection, (database) => {
      const detail = { code: refusal?.code ?? 'internal_error' };
      appendAudit(auditing(database, change.clock), undefined, 'keys.key_not_changed', null, detail);
    });
  } catch (second) {
    // The opening that follows says what is wrong with the file.
    console.error(`that the key was not changed could not be put down: ${traceOf(second)}`);
  }
}

function withDatabase(connection: ConnectionOptions, act: (database: Database) => void): void {
  const database = connect(connection);
  try {
    database.pragma('synchronous = FULL');
    act(database);
  } finally {
    database.close();
  }
}

function auditing(database: Database, clock: Clock): Parameters<typeof appendAudit>[0] {
  return { database, clock } as Parameters<typeof appendAudit>[0];
}

/** So much stays free besides: the new key's first copy is made soon. */
const spareBytes = 64 * (1 << 20);

/** Everything is written once more, and its journal with it. Refuses `key_change_no_room`. */
export function requireRoomForNewKey(connection: ConnectionOptions): void {
  const files = [
    connection.file,
    `${connection.file}-wal`,
    contentFileBeside(connection),
    archiveFileBeside(connection),
  ];
  const bytes = files.reduce((sum, file) => sum + (sizeOf(file) ?? 0), 0);
  const { bavail, bsize } = statfsSync(path.dirname(connection.file));
  if (bavail * bsize >= bytes * 2 + spareBytes) return;
  const megabytes = Math.ceil((bytes * 2 + spareBytes) / (1 << 20));
  throw new Refusal(
    'key_change_no_room',
    `更换密钥要把数据重写一遍，数据盘要有 ${megabytes} MB 空间，现在不够，没有更换。请清理磁盘后再来。`,
  );
}

function notProved(): Refusal {
  return new Refusal('key_change_not_proved', '用新密钥重写的数据没有通过核对，没有更换，数据没有改动。');
}
