import path from 'node:path';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { RosterImportReport, RosterProgress } from '../../../shared/contract/people.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { writeWishes } from '../database/write-wish.ts';
import { requireRoomForFile } from '../disk/watch.ts';
import { runFileJob } from '../file-work/file-work.ts';
import { today } from '../hospital/settings.ts';
import { unhurried } from './pace.ts';
import { readRoster, type RosterFileOrder, type RosterReading } from './read-roster.ts';

interface Running {
  readonly cancelled: SharedArrayBuffer;
  progress: RosterProgress;
}

/** One roster at a time for each open file. */
const running = new WeakMap<object, Running>();

export interface RosterFile {
  readonly filePath: string;
  /** The day the registry made the export. */
  readonly asOfDay: LocalDate;
  /** The refused rows are left out knowingly; else one refused row keeps the whole file out. */
  readonly leaveOutRefused: boolean;
}

/**
 * Imports a registry export (layout: roster/columns.ts) as one dated snapshot, all or nothing, in a thread beside the
 * service. `importId` is null in the report when rows were refused and nobody chose to leave them out. Refuses besides
 * what `openTable` refuses: `roster_import_running`, `roster_day_in_future`, `roster_older_than_last`,
 * `roster_all_rows_refused`, `roster_import_cancelled`.
 */
export async function importRoster(
  context: ServiceContext,
  actor: Actor | undefined,
  file: RosterFile,
): Promise<RosterImportReport> {
  return alone(context, file, async (mine) => {
    await requireRoomForFile(context);
    const signals = { wishes: writeWishes(context.database), cancelled: mine.cancelled };
    const order = { ...orderOf(context, file), connection: context.connection, signals };
    const tell = (progress: RosterProgress): void => {
      mine.progress = progress;
      context.publish('roster.progress', progress);
    };
    try {
      const reading = await runFileJob('importRoster', order, tell).result;
      return conclude(context, actor, file, reading);
    } finally {
      context.publish('roster.progress', null);
    }
  });
}

/** The same for a few rows, through the service's own connection: inside a transaction of somebody else. */
export async function importRosterInPlace(
  context: ServiceContext,
  actor: Actor | undefined,
  file: RosterFile,
): Promise<RosterImportReport> {
  return alone(context, file, async () => {
    const reading = await readRoster(context.database, orderOf(context, file), unhurried);
    return conclude(context, actor, file, reading);
  });
}

/** What is under way; null when nothing is. */
export function runningImport(context: ServiceContext): RosterProgress | null {
  return running.get(context.database)?.progress ?? null;
}

/** The import ends with `roster_import_cancelled` after the step that it is in. None under way is no error. */
export function cancelImport(context: ServiceContext): Record<string, never> {
  const mine = running.get(context.database);
  if (mine !== undefined) Atomics.store(new Int32Array(mine.cancelled), 0, 1);
  return {};
}

async function alone(
  context: ServiceContext,
  file: RosterFile,
  work: (mine: Running) => Promise<RosterImportReport>,
): Promise<RosterImportReport> {
  const { database } = context;
  if (running.has(database)) {
    throw new Refusal('roster_import_running', '正在导入另一份名册，请等它完成后再导入。');
  }
  const mine: Running = {
    cancelled: new SharedArrayBuffer(4),
    progress: { step: 'reading', done: 0, total: 0 },
  };
  running.set(database, mine);
  try {
    refuseWrongDay(context, file.asOfDay);
    return await work(mine);
  } finally {
    running.delete(database);
  }
}

function orderOf(context: ServiceContext, { filePath, leaveOutRefused }: RosterFile): RosterFileOrder {
  const stamp = { id: context.newId(), at: context.clock.now().toISOString() };
  return { filePath, leaveOutRefused, today: today(context), stamp };
}

/** The switch: one short transaction makes an import of what was written, and from its commit on everybody reads it. */
function conclude(
  context: ServiceContext,
  actor: Actor | undefined,
  file: RosterFile,
  { fileHash, report, written }: RosterReading,
): RosterImportReport {
  const snapshot = { fileName: path.basename(file.filePath), asOfDay: file.asOfDay };
  if (written === null) return { importId: null, ...snapshot, ...report };
  const { personCount, refusedCount } = report;
  const importId = context.newId();
  inTransaction(context.database, () => {
    refuseWrongDay(context, file.asOfDay);
    statement<unknown[]>(
      context.database,
      `INSERT INTO roster_import (sequence, id, file_name, file_hash, accepted_count, refused_count, as_of_day, source,
         recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?, ?, 'roster', ?, ?)`,
    ).run(
      written.sequence,
      importId,
      snapshot.fileName,
      fileHash,
      personCount,
      refusedCount,
      snapshot.asOfDay,
      context.clock.now().toISOString(),
      actor?.accountId ?? null,
    );
    statement<[]>(context.database, 'DELETE FROM roster_preparation').run();
    const detail = { ...snapshot, fileHash, personCount, refusedCount };
    appendAudit(context, actor, 'roster.import', importId, detail);
  });
  return { importId, ...snapshot, ...report };
}

/** The newest import of a person counts, so a roster that is older than the last one would put old knowledge on top. */
function refuseWrongDay(context: ServiceContext, asOfDay: LocalDate): void {
  if (asOfDay > today(context)) {
    throw new Refusal('roster_day_in_future', '名册日期晚于今天，请填写名册导出的那一天。');
  }
  const last = statement<[], { day: string | null }>(
    context.database,
    "SELECT max(as_of_day) AS day FROM roster_import WHERE source = 'roster'",
  ).get();
  if (last?.day && asOfDay < last.day) {
    const sentence = `已经导入过 ${last.day} 的名册，不能再导入更早的 ${asOfDay} 的名册。请核对名册日期。`;
    throw new Refusal('roster_older_than_last', sentence);
  }
}
