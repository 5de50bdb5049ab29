import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { recoveryHelps } from '../../shared/contract/backups.ts';
import { type EventName, type EventPayload, events } from '../../shared/contract/contract.ts';
import type { Opening } from '../../shared/contract/host.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import { startBackups } from './backups/backups.ts';
import type { ServiceContext } from './context.ts';
import { startCheckpointer } from './database/checkpoints/checkpointer.ts';
import type { ConnectionOptions } from './database/connection.ts';
import { databaseMissing, databaseRefusal } from './database/failure.ts';
import { isCheckedLater } from './database/whole-check.ts';
import { openDatabase } from './database/open.ts';
import { freeBytesOf } from './disk/free-space.ts';
import { startDiskWatch } from './disk/watch.ts';
import { runFileJob, type RunningJob } from './file-work/file-work.ts';
import { nameOrigin } from './hospital/settings.ts';
import { startFeeFolder } from './hospital-system/folder.ts';
import { recordOpenedWithKey } from './keys/acts.ts';
import { newId } from './new-id.ts';
import { type Sender, startSender } from './outbox/sender.ts';
import { fillPractice } from './practice/fill.ts';
import { allowHandover } from './recovery/handover.ts';
import { finishRestore } from './recovery/journal.ts';
import { startTending } from './roster/tend.ts';

export interface OpenHospital {
  readonly context: ServiceContext;
  /** Waits for what the sender has in hand, then closes the file. */
  close(): Promise<void>;
}

type Publish = (name: EventName, payload: unknown) => void;

const systemClock = { now: (): Date => new Date() };

/** A patient comes before the day's first copy. */
const firstBackupDelayMs = 60_000;
/** Reading the whole file is not to hold up the first patient either. */
const checkDelayMs = 5_000;
/** So often the log is brought over into the file; nothing of it is to be done in the first moments. */
const checkpointEveryMs = 1_000;

/**
 * Finishes a restoration that was under way, opens the hospital's file, fills a practice hospital that is new, and
 * starts what runs beside the requests: sending, copying, watching the disk.
 */
export async function openHospital(
  opening: Opening,
  publish: Publish,
  startAnew: () => void,
): Promise<OpenHospital> {
  const { keyHex, nativeBinding, dataFolder } = opening;
  const file = path.join(dataFolder, 'hospital.db');
  const connection = { file, keyHex, nativeBinding, busyTimeoutMs: 5000 };
  finishRestore(dataFolder);
  // A key from paper opens what is there; it never begins something new.
  if (opening.withRecoveryKey && !existsSync(file)) throw databaseMissing();
  const database = openDatabase({ ...connection, clock: systemClock });
  try {
    const started: { sender?: Sender } = {};
    const wakeSender = (by?: 'person'): void =>
      by === 'person' ? started.sender?.probe() : started.sender?.wake();
    const context = contextOf(opening, database, connection, publish, wakeSender);
    nameOrigin(context);
    if (opening.withRecoveryKey) recordOpenedWithKey(context);
    if (opening.practice) await fillPractice(context);
    const sender = startSender(context);
    started.sender = sender;
    const stopCare = startCare(context, startAnew);
    const close = once(async () => {
      await stopCare();
      await closeHospital(sender, database);
    });
    allowHandover(context, { close, startAnew });
    return { context, close };
  } catch (error) {
    database.close();
    throw databaseRefusal(error) ?? error;
  }
}

/** What looks after the file itself. Returns what ends it. */
function startCare(context: ServiceContext, startAnew: () => void): () => Promise<void> {
  const later = (delayMs: number, run: () => void): (() => void) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  };
  const disk = startDiskWatch(context, { freeBytes: freeBytesOf, later });
  const backups = startBackups(context, {
    later,
    firstDelayMs: firstBackupDelayMs,
    run: runFileJob,
    requireRoom: (folder, bytes) => disk.requireRoom(folder, bytes),
  });
  const stopTending = startTending(context);
  const stopCheck = startCheck(context, later, startAnew);
  const stopFeeFolder = startFeeFolder(context);
  let stopCheckpoints = (): Promise<void> => Promise.resolve();
  const cancelCheckpoints = later(checkpointEveryMs, () => {
    stopCheckpoints = startCheckpointer({ connection: context.connection, everyMs: checkpointEveryMs });
  });
  return async () => {
    cancelCheckpoints();
    disk.stop();
    await stopFeeFolder();
    await backups.stop();
    await stopTending();
    await stopCheck();
    await stopCheckpoints();
  };
}

/** A file too large to be checked before it was opened. One that is damaged is opened anew, which then says so. */
function startCheck(
  { connection }: ServiceContext,
  later: (delayMs: number, run: () => void) => () => void,
  startAnew: () => void,
): () => Promise<void> {
  if (!isCheckedLater(connection)) return () => Promise.resolve();
  let job: RunningJob<null> | undefined;
  const cancel = later(checkDelayMs, () => {
    job = runFileJob('check', { connection });
    job.result.catch((error: unknown) => {
      if (error instanceof Refusal && recoveryHelps(error)) startAnew();
    });
  });
  return async () => {
    cancel();
    await job?.stop();
  };
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= act());
}

async function closeHospital(sender: Sender, database: Database): Promise<void> {
  await sender.stop();
  database.close();
}

function contextOf(
  { practice, dataFolder, packsFolder, practiceFolder, platformUrl }: Opening,
  database: Database,
  connection: ConnectionOptions,
  publish: Publish,
  wakeSender: ServiceContext['wakeSender'],
): ServiceContext {
  return {
    database,
    connection,
    clock: systemClock,
    newId,
    publish: <Name extends EventName>(name: Name, payload: EventPayload<Name>) =>
      publish(name, events[name].parse(payload)),
    practice,
    dataFolder,
    packsFolder,
    practiceFolder,
    platformUrl,
    sessions: new Map(),
    wakeSender,
  };
}
