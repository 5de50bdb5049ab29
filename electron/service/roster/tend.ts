import type { Database } from 'better-sqlite3';
import type { ServiceContext } from '../context.ts';
import type { ConnectionOptions } from '../database/connection.ts';
import { statement } from '../database/statement.ts';
import { writeWishes } from '../database/write-wish.ts';
import { traceOf } from '../fault.ts';
import { runFileJob } from '../file-work/file-work.ts';
import { loadPinyin } from '../people/name-keys.ts';
import { beside } from './beside.ts';
import { type Pace, paceOf, type Signals } from './pace.ts';
import { isUnfinished, withdrawRoster } from './withdraw.ts';
import { completeNameKeys } from './write-name-keys.ts';

export interface TendingOrder {
  readonly connection: ConnectionOptions;
  readonly signals: Signals;
}

/**
 * When the file is opened: takes back in a thread what an import left that broke off with the service, and makes the
 * index of names where there is none. Nobody waits for it. Returns what ends it.
 */
export function startTending(context: ServiceContext): () => Promise<void> {
  const { database, connection } = context;
  if (!isUnfinished(database) && !lacksNameKeys(database)) return () => Promise.resolve();
  const signals = { wishes: writeWishes(database), cancelled: new SharedArrayBuffer(4) };
  const job = runFileJob('tendRoster', { connection, signals });
  job.result.catch((error: unknown) => console.error(`the roster was not tended: ${traceOf(error)}`));
  return () => job.stop();
}

/** In the thread. */
export async function tendRoster(order: TendingOrder, tell: Pace['tell']): Promise<null> {
  await loadPinyin();
  await beside(order.connection, async (database) => {
    const pace = { ...paceOf(tell, order.signals), tell };
    await withdrawRoster(database, pace);
    if (lacksNameKeys(database)) completeNameKeys(database, 0, pace);
  });
  return null;
}

function lacksNameKeys(database: Database): boolean {
  const row = statement<[], { lacks: number }>(
    database,
    `SELECT EXISTS (SELECT 1 FROM roster_name) AND NOT EXISTS (SELECT 1 FROM roster_name_key) AS lacks`,
  ).get();
  return row?.lacks === 1;
}
