import { localDateOf } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import type { BackupState } from '../../../shared/contract/backups.ts';
import { archiveOldRows } from '../audit/archive.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { traceOf } from '../fault.ts';
import { sizeOf } from '../file-work/bytes.ts';
import { runFileJob, type RunningJob } from '../file-work/file-work.ts';
import type { Progress } from '../file-work/jobs.ts';
import { readSetting } from '../hospital/settings.ts';
import { backupsFolder } from './name.ts';
import { holdsLessThanCopies } from './newest-copy.ts';
import {
  type BackupBegun,
  type BackupCause,
  lastBackups,
  recordFailed,
  recordProved,
  recordRemovals,
  standingCopies,
} from './record.ts';
import { beyondPlan } from './rotation.ts';
import { noteSchedule } from './schedule-of-file.ts';
import type { ProvedCopy } from './copy.ts';

/** Copies the hospital's file by schedule and when asked. One copy at a time. */
export interface Backups {
  /** Makes a copy now. Refuses `backup_running`, and with the reason when it failed. */
  now(requestedBy: Actor): Promise<ProvedCopy>;
  /** What the screens and the frame say. */
  state(): BackupState;
  /** When the file was opened, a copy of it already held more than it did. */
  readonly isOlderThanCopies: boolean;
  /** Settles when no copy is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export interface BackupParts {
  /** Runs once after that time; returns what cancels it. */
  readonly later: (delayMs: number, run: () => void) => () => void;
  /** After the opening, before the day's first copy: the first patient comes first. */
  readonly firstDelayMs: number;
  readonly run: typeof runFileJob;
  /** Refuses when the disk has no room for a copy of so many bytes. */
  readonly requireRoom: (folder: string, bytes: number) => Promise<void>;
}

const hourMs = 60 * 60_000;
/** A clock that was set, a setting that changed: looked at anew at least so often. */
const longestSleepMs = 15 * 60_000;
/** After a copy that failed; sooner only when somebody asks. */
const afterFailureMs = 30 * 60_000;
/** After the start nobody is told yet that the last copy is old: the day's first one is on its way. */
const graceMs = 15 * 60_000;

export function startBackups(context: ServiceContext, parts: BackupParts): Backups {
  const backups = new Schedule(context, parts);
  noteSchedule(context, backups);
  backups.sleep();
  return backups;
}

class Schedule implements Backups {
  readonly isOlderThanCopies: boolean;
  readonly #context: ServiceContext;
  readonly #parts: BackupParts;
  readonly #startedAtMs: number;
  #cancelSleep = (): void => {};
  #job: RunningJob<unknown> | undefined;
  #running: Promise<unknown> | undefined;
  #progress: Progress | null = null;
  #stopped = false;

  constructor(context: ServiceContext, parts: BackupParts) {
    this.#context = context;
    this.#parts = parts;
    this.#startedAtMs = context.clock.now().getTime();
    this.isOlderThanCopies = holdsLessThanCopies(context);
  }

  now(requestedBy: Actor): Promise<ProvedCopy> {
    if (this.#running !== undefined) {
      throw new Refusal('backup_running', '正在备份，请等这一次完成。');
    }
    return this.#begin('requested', requestedBy);
  }

  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelSleep();
    await this.#job?.stop();
    await this.idle();
  }

  state(): BackupState {
    const { lastGoodAt, lastAttempt } = lastBackups(this.#context);
    const nowMs = this.#context.clock.now().getTime();
    const overdueMs = readSetting(this.#context, 'backupOverdueHours') * hourMs;
    const isOld = lastGoodAt === null || nowMs - Date.parse(lastGoodAt) > overdueMs;
    const lastFailure = lastAttempt?.failureReason ?? null;
    const hadTime = nowMs - this.#startedAtMs > graceMs || lastFailure !== null;
    return {
      lastGoodAt,
      lastFailure,
      overdue: isOld && hadTime,
      running: this.#progress,
    };
  }

  sleep(): void {
    this.#cancelSleep();
    if (this.#stopped) return;
    this.#cancelSleep = this.#parts.later(this.#waitMs(), () => this.#wake());
  }

  #wake(): void {
    if (this.#stopped || this.#running !== undefined) return;
    const due = this.#due();
    if (due === undefined || due.inMs > 0) {
      this.sleep();
      return;
    }
    this.#begin(due.cause, undefined).catch(() => undefined);
  }

  #waitMs(): number {
    return Math.min(Math.max(this.#due()?.inMs ?? longestSleepMs, 100), longestSleepMs);
  }

  /** Which copy comes next and in how long; by what is put down, so a restart changes nothing. */
  #due(): { readonly cause: BackupCause; readonly inMs: number } | undefined {
    try {
      const { clock } = this.#context;
      const now = clock.now();
      const { lastGoodAt, lastAttempt } = lastBackups(this.#context);
      const zone = readSetting(this.#context, 'zone');
      const failed = lastAttempt !== null && lastAttempt.failureReason !== null;
      const failedAtMs = failed ? Date.parse(lastAttempt.endedAt) : undefined;
      const notBefore = Math.max(
        this.#startedAtMs + this.#parts.firstDelayMs,
        failedAtMs === undefined || failedAtMs > now.getTime() ? 0 : failedAtMs + afterFailureMs,
      );
      const day = (iso: string): string => localDateOf(iso, zone);
      const isFirst = lastGoodAt === null || day(lastGoodAt) !== day(now.toISOString());
      const everyMs = readSetting(this.#context, 'backupEveryHours') * hourMs;
      const dueMs = isFirst ? notBefore : Math.max(Date.parse(lastGoodAt) + everyMs, notBefore);
      return { cause: isFirst ? 'first_of_day' : 'interval', inMs: dueMs - now.getTime() };
    } catch (error) {
      console.error(`the schedule of backups could not be read: ${traceOf(error)}`);
      return undefined;
    }
  }

  #begin(cause: BackupCause, requestedBy: Actor | undefined): Promise<ProvedCopy> {
    const running = this.#copy(cause, requestedBy).finally(() => {
      this.#running = undefined;
      this.#job = undefined;
      this.#tell(null);
      this.sleep();
    });
    this.#running = running;
    return running;
  }

  async #copy(cause: BackupCause, requestedBy: Actor | undefined): Promise<ProvedCopy> {
    const { clock, connection, dataFolder } = this.#context;
    const begun = {
      backupId: this.#context.newId(),
      cause,
      startedAt: clock.now().toISOString(),
      requestedBy,
    };
    const folders = {
      data: backupsFolder(dataFolder),
      second: readSetting(this.#context, 'backupSecondFolder'),
    };
    try {
      this.#tell({ step: 'copying', done: 0, total: 0 });
      await this.#parts.requireRoom(dataFolder, sizeOf(connection.file) ?? 0);
      const order = { connection, folder: folders.data, secondFolder: folders.second, at: begun.startedAt };
      const copy = await this.#runJob(() =>
        this.#parts.run('copy', order, (progress) => this.#tell(progress)),
      );
      recordProved(this.#context, begun, copy, folders);
      if (copy.attachmentsFailure !== null) {
        this.#keepFailure({ ...begun, backupId: this.#context.newId() }, attachmentsNotCopied());
      }
      await this.#rotate();
      await this.#archive();
      return copy;
    } catch (error) {
      const refusal = error instanceof Refusal ? error : backupFailed(error);
      // Stopped from outside, as at the end of the day: nothing failed.
      if (!this.#stopped) this.#keepFailure(begun, refusal);
      throw refusal;
    }
  }

  #keepFailure(begun: BackupBegun, refusal: Refusal): void {
    try {
      recordFailed(this.#context, begun, keyFingerprint(this.#context.connection.keyHex), refusal);
    } catch (error) {
      // The disk may be so full that not even this line fits; the log has it.
      console.error(`backup ${refusal.code} could not be put down: ${traceOf(error)}`);
    }
  }

  async #rotate(): Promise<void> {
    const plan = {
      newest: readSetting(this.#context, 'backupKeepNewest'),
      weeks: readSetting(this.#context, 'backupKeepWeeks'),
      months: readSetting(this.#context, 'backupKeepMonths'),
    };
    const zone = readSetting(this.#context, 'zone');
    const copies = (['data', 'second'] as const).flatMap((place) =>
      beyondPlan(standingCopies(this.#context, place), plan, zone),
    );
    if (copies.length === 0) return;
    const order = { copies: copies.slice(0, mostRemovals) };
    const removed = await this.#runJob(() => this.#parts.run('remove', order));
    recordRemovals(this.#context, removed);
  }

  /** Behind a copy that still has the rows, never beside the making of one. What goes wrong is tried again after the next. */
  async #archive(): Promise<void> {
    try {
      await archiveOldRows(this.#context, (order) => {
        const job = this.#parts.run('archiveAudit', order);
        this.#job = job;
        return job;
      });
    } catch (error) {
      if (!this.#stopped) console.error(`the log was not archived: ${traceOf(error)}`);
    }
  }

  async #runJob<Result>(start: () => RunningJob<Result>): Promise<Result> {
    if (this.#stopped) throw new Refusal('backups_not_running', '备份功能已停止，程序正在退出。');
    const job = start();
    this.#job = job;
    return job.result;
  }

  #tell(progress: Progress | null): void {
    this.#progress = progress;
    if (this.#stopped) return;
    this.#context.publish('backups.changed', this.state());
  }
}

const mostRemovals = 50;

/** An attempt of its own in the record, so that it stands on the screen until it comes right. */
function attachmentsNotCopied(): Refusal {
  return new Refusal(
    'backup_attachments_failed',
    '数据已备份好，但证件附件没有全部备份：附件文件有损坏或读不出。请信息科检查磁盘，打不开的附件重新扫描存入。',
  );
}

function backupFailed(error: unknown): Refusal {
  console.error(`backup failed: ${traceOf(error)}`);
  return new Refusal('backup_failed', '备份没有做成，请信息科检查磁盘空间和备份文件夹。原有数据没有改动。');
}
