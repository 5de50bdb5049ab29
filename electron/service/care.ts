import { recoveryHelps } from '../../shared/contract/backups.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import { startBackups } from './backups/backups.ts';
import type { ServiceContext } from './context.ts';
import { startCheckpointer } from './database/checkpoints/checkpointer.ts';
import { isCheckedLater } from './database/whole-check.ts';
import { freeBytesOf } from './disk/free-space.ts';
import { startDiskWatch } from './disk/watch.ts';
import { runFileJob, type RunningJob } from './file-work/file-work.ts';
import { recountBehind, stopRecount } from './fees/recount.ts';
import { startFeeFolder } from './hospital-system/folder.ts';
import { irregularitySearch } from './irregularities/search.ts';
import { leftOutSearch } from './left-out/search.ts';
import { type Sender, startSender } from './outbox/sender.ts';
import { allowHandover, type Handover } from './recovery/handover.ts';
import { startTending } from './roster/tend.ts';
import { startDailyExamination } from './treatment/examine.ts';

/** A patient comes before the day's first copy. */
const firstBackupDelayMs = 60_000;
/** Reading the whole file is not to hold up the first patient either. */
const checkDelayMs = 5_000;
/** Nor counting anew what a catalogue of yesterday changed. */
const recountDelayMs = 10_000;
/** So often the log is brought over into the file; nothing of it is to be done in the first moments. */
const checkpointEveryMs = 1_000;

/** What runs beside the requests of an open hospital: sending, copying, watching the disk. */
export interface Care {
  readonly sender: Sender;
  /** Waits for what is in hand. */
  stop(): Promise<void>;
}

/** Starts it; opening.ts loads this file when the first picture of the window stands. */
export function startCare(context: ServiceContext, handover: Handover): Care {
  const sender = startSender(context);
  const stopFileCare = startFileCare(context, () => handover.startAnew());
  allowHandover(context, handover);
  return {
    sender,
    stop: async () => {
      await stopFileCare();
      await sender.stop();
    },
  };
}

/** What looks after the file itself. Returns what ends it. */
function startFileCare(context: ServiceContext, startAnew: () => void): () => Promise<void> {
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
  const stopLeftOut = leftOutSearch.daily(context, later);
  const stopLedger = startDailyExamination(context, later);
  const stopIrregularities = irregularitySearch.daily(context, later);
  const cancelRecount = later(recountDelayMs, () => void recountBehind(context));
  let stopCheckpoints = (): Promise<void> => Promise.resolve();
  const cancelCheckpoints = later(checkpointEveryMs, () => {
    stopCheckpoints = startCheckpointer({ connection: context.connection, everyMs: checkpointEveryMs });
  });
  return async () => {
    cancelCheckpoints();
    cancelRecount();
    disk.stop();
    await stopLeftOut();
    await stopLedger();
    await stopIrregularities();
    await stopRecount(context);
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
