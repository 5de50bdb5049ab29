import { connectReadOnly } from '../database/connection.ts';
import { readingContext, type ReadingOrder } from '../database/reading-context.ts';
import { type Examination, examinePortion, type Portion } from './examine.ts';

export type ExaminationOrder = Examination & ReadingOrder;

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
