import { runFileJob } from '../file-work/file-work.ts';
import { type ReadOrder, type ReadPortion, readStatement, type StatementSums } from './read-statement.ts';

/** What the thread that reads is told. */
export interface ReadBesideOrder extends ReadOrder {
  /** How many portions were given and are not stored yet. */
  readonly waiting: SharedArrayBuffer;
}

/** A portion is a tenth of a megabyte of the file; nobody reads further ahead than so many, which outlast a slow write. */
const mostWaiting = 64;

/** In the thread that reads: `give` sends, and waits where the other side has enough. */
export function readStatementForOther(
  { waiting, ...order }: ReadBesideOrder,
  give: (portion: ReadPortion) => void,
): Promise<StatementSums> {
  const count = new Int32Array(waiting);
  return readStatement(order, (portion) => {
    for (let now = Atomics.load(count, 0); now >= mostWaiting; now = Atomics.load(count, 0)) {
      Atomics.wait(count, 0, now);
    }
    Atomics.add(count, 0, 1);
    give(portion);
  });
}

/** The same as `readStatement`, read in a thread of its own. What `take` throws ends it. */
export async function readStatementBeside(
  order: ReadOrder,
  take: (portion: ReadPortion) => void,
): Promise<StatementSums> {
  const waiting = new SharedArrayBuffer(4);
  const count = new Int32Array(waiting);
  const thrown: unknown[] = [];
  const job = runFileJob('readStatement', { ...order, waiting }, (portion) => {
    if (thrown.length > 0) return;
    try {
      take(portion);
      Atomics.sub(count, 0, 1);
      Atomics.notify(count, 0);
    } catch (error) {
      thrown.push(error);
      void job.stop();
    }
  });
  const sums = await job.result.catch((error: unknown) => {
    throw thrown.length > 0 ? thrown[0] : error;
  });
  if (thrown.length > 0) throw thrown[0];
  return sums;
}
