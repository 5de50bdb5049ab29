import { runFileJob } from '../file-work/file-work.ts';
import type { FileJobs, TellOf } from '../file-work/jobs.ts';

/** What a thread is told that hands over more than may wait in memory. */
export interface HandingOver {
  /** How much was given and is not taken yet. */
  readonly waiting: SharedArrayBuffer;
}

/**
 * Nobody works further ahead than so much: of a roster about as many rows as are written at once (read-roster.ts). With
 * less, the one who reads stands still while the other writes.
 */
const mostWaiting = 40;

/** In the thread that gives: waits where the other side has enough. */
export function unhurriedly<Given>(
  waiting: SharedArrayBuffer,
  give: (given: Given) => void,
): (given: Given) => void {
  const count = new Int32Array(waiting);
  return (given) => {
    for (let now = Atomics.load(count, 0); now >= mostWaiting; now = Atomics.load(count, 0)) {
      Atomics.wait(count, 0, now);
    }
    Atomics.add(count, 0, 1);
    give(given);
  };
}

/** Jobs that hand over; what they give is what they tell. */
type GivingJob = 'checkRoster' | 'checkPlainWorkbook' | 'makeNameKeys';

/**
 * Starts a thread that hands over while this one goes on: two cores share the work. Nothing is taken before `take` is
 * called; what that throws ends the thread.
 */
export function takeFrom<Name extends GivingJob>(
  name: Name,
  order: Omit<FileJobs[Name]['order'], keyof HandingOver>,
  take: (given: Parameters<TellOf<Name>>[0]) => void,
): Promise<FileJobs[Name]['result']> {
  const waiting = new SharedArrayBuffer(4);
  const count = new Int32Array(waiting);
  const thrown: unknown[] = [];
  const tell = (given: Parameters<TellOf<Name>>[0]): void => {
    if (thrown.length > 0) return;
    try {
      take(given);
      Atomics.sub(count, 0, 1);
      Atomics.notify(count, 0);
    } catch (error) {
      thrown.push(error);
      void job.stop();
    }
  };
  const job = runFileJob(name, { ...order, waiting } as FileJobs[Name]['order'], tell as TellOf<Name>);
  return job.result.then(
    (result) => {
      if (thrown.length > 0) throw thrown[0];
      return result;
    },
    (error: unknown) => {
      throw thrown.length > 0 ? thrown[0] : error;
    },
  );
}
