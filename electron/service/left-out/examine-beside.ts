import type { ServiceContext } from '../context.ts';
import { connectReadOnly, type ConnectionOptions } from '../database/connection.ts';
import { type Examination, examinePortion, type Portion } from './examine.ts';

export interface ExaminationOrder extends Examination {
  readonly connection: ConnectionOptions;
  /** The moment for which is asked. */
  readonly nowIso: string;
}

/** In the thread: portion after portion, each told as soon as it is known, on a connection that cannot write. */
export function examineBeside(order: ExaminationOrder, tell: (portion: Portion) => void): null {
  const database = connectReadOnly(order.connection);
  try {
    const context = readingContext(database, order);
    for (let after = order.after; ;) {
      // One view of the file for a portion; the clerk writes on.
      const portion = database.transaction(() => examinePortion(context, { ...order, after })).deferred();
      tell(portion);
      if (portion.isLast) return null;
      after = portion.upTo;
    }
  } finally {
    database.close();
  }
}

/** What reading needs of the service; whoever wanted to tell a window or to write would be in the wrong thread. */
function readingContext(
  database: ServiceContext['database'],
  { connection, nowIso }: ExaminationOrder,
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
