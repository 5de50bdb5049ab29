/** Half-open: from the first day up to and without the second. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** Which facts of the file count: settlements up to that one, and what the centre had answered by then. */
export interface KnownThen extends DaySpan {
  /** Its place in the table. */
  readonly upTo: number;
  readonly asOf: string;
}

/** SQL condition: the settlement `s` is of the span, and was known then. */
export const hereInSpan = 's.business_day >= @from AND s.business_day < @to AND s.rowid <= @upTo';
