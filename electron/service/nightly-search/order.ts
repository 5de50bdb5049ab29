import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { connectReadOnly } from '../database/connection.ts';
import { readingContext, type ReadingOrder } from '../database/reading-context.ts';
import type { ServiceContext } from '../context.ts';

export interface Years {
  readonly firstYear: number;
  readonly lastYear: number;
}

/** Where a search stands. */
export interface Place extends Years {
  /** Whose year was examined last; 0 before the first. */
  readonly after: number;
}

/** Some persons of a year, one after the other. */
export interface SearchPortion {
  readonly upTo: number;
  readonly isLast: boolean;
  readonly examinedCount: number;
}

export type SearchOrder = Place & ReadingOrder;

/** The years that are looked at on a day: until the end of March also the one before, whose knowledge still comes in. */
export function yearsToExamine(day: LocalDate): Years {
  const lastYear = Number(day.slice(0, 4));
  return { firstYear: day.slice(5, 7) <= '03' ? lastYear - 1 : lastYear, lastYear };
}

/** In the thread: portion after portion, each told as soon as it is known, on a connection that cannot write. */
export function searchBeside<Portion extends SearchPortion>(
  order: SearchOrder,
  examine: (context: ServiceContext, place: Place) => Portion,
  tell: (portion: Portion) => void,
): null {
  const database = connectReadOnly(order.connection);
  try {
    const context = readingContext(database, order);
    for (let after = order.after; ;) {
      // One view of the file for a portion; the clerk writes on.
      const portion = database.transaction(() => examine(context, { ...order, after })).deferred();
      tell(portion);
      if (portion.isLast) return null;
      after = portion.upTo;
    }
  } finally {
    database.close();
  }
}
