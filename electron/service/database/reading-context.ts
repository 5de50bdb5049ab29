import type { ServiceContext } from '../context.ts';
import type { ConnectionOptions } from './connection.ts';

export interface ReadingOrder {
  readonly connection: ConnectionOptions;
  /** The moment for which is asked. */
  readonly nowIso: string;
}

/** What reading needs of the service; whoever wanted to tell a window or to write would be in the wrong thread. */
export function readingContext(
  database: ServiceContext['database'],
  { connection, nowIso }: ReadingOrder,
): ServiceContext {
  const notHere = (): never => {
    throw new Error('a thread that reads was asked to act');
  };
  return {
    database,
    connection,
    clock: { now: () => new Date(nowIso) },
    newId: notHere,
    publish: notHere,
    wakeSender: notHere,
    practice: false,
    dataFolder: '',
    packsFolder: '',
    practiceFolder: '',
    platformUrl: null,
    sessions: new Map(),
  };
}
