import type { Database } from 'better-sqlite3';
import type { RosterProgress } from '../../../shared/contract/people.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { inTransaction } from '../database/transaction.ts';

/** How a long import goes on beside a clerk: it says how far it is, stops when it is told to, and lets others write. */
export interface Pace {
  /** Refuses `roster_import_cancelled` where somebody has cancelled. */
  readonly tell: (progress: RosterProgress) => void;
  /** After each short transaction: until nobody else wants to write. */
  readonly giveWay: () => void;
}

/** Between the service and the thread of the import. */
export interface Signals {
  /** How many transactions of the service wait or work (database/write-wish.ts). */
  readonly wishes: SharedArrayBuffer;
  /** 1 when somebody cancelled. */
  readonly cancelled: SharedArrayBuffer;
}

/** The service never waits longer for one lock, so nobody gives way for ever. */
const longestWayMs = 2000;

export function paceOf(tell: Pace['tell'], signals: Signals): Pace {
  const cancelled = new Int32Array(signals.cancelled);
  const wishes = new Int32Array(signals.wishes);
  const never = new Int32Array(new SharedArrayBuffer(4));
  return {
    tell(progress) {
      // What takes back is not stopped by what it is done for.
      if (progress.step !== 'withdrawing' && Atomics.load(cancelled, 0) === 1) {
        throw new Refusal(
          'roster_import_cancelled',
          '已取消导入，名册和原来一样。需要时请重新选择文件导入。',
        );
      }
      tell(progress);
    },
    giveWay() {
      const until = performance.now() + longestWayMs;
      while (Atomics.load(wishes, 0) > 0 && performance.now() < until) Atomics.wait(never, 0, 0, 2);
    },
  };
}

/** For a few rows inside somebody's own transaction. */
export const unhurried: Pace = { tell: () => undefined, giveWay: () => undefined };

/** 1 to `total` in slices, both ends included. */
export function inSlices(total: number, size: number, work: (from: number, to: number) => void): void {
  for (let from = 1; from <= total; from += size) work(from, Math.min(total, from + size - 1));
}

/** One short transaction. */
export function shortly<T>(database: Database, pace: Pace, work: () => T): T {
  pace.giveWay();
  return inTransaction(database, work);
}
