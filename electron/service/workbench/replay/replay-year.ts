import type { Database } from 'better-sqlite3';
import type { Comparison, ReplaySource } from '../../../../shared/contract/replay.ts';
import { PolicyRefusal } from '../../../../shared/engine/refusal.ts';
import type { Settlement } from '../../../../shared/engine/settlement.ts';
import { type Paid, YearComparison } from './comparison.ts';
import { DetailSums, townshipsOf } from './detail.ts';
import { generatedYear } from './generated-year.ts';
import type { ReplayOrder, ReplayReport } from './order.ts';
import { sizeOfStoredYear, storedYear } from './stored-year.ts';
import { type StoredClaim, YearUnder } from './year-under.ts';

/** Between two words about how far it is. */
const settlementsPerReport = 20_000;

/**
 * Settles a year again under another policy, one settlement at a time in the order of people, and compares. Reads from
 * one state of the file, whatever is settled meanwhile. @throws Error when a sum would no longer be exact
 */
export function replayYear(
  order: Pick<ReplayOrder, 'source' | 'before' | 'after' | 'titles' | 'names' | 'detail'>,
  openDatabase: () => Database,
  report: (report: ReplayReport) => void,
): Comparison {
  const { source, before, after, titles, names, detail } = order;
  const comparison = new YearComparison();
  const underBefore = before === null ? undefined : new YearUnder(before, 'amounts');
  const underAfter = new YearUnder(after, 'amounts');
  let sums: DetailSums | undefined;
  let settledCount = 0;
  const settleOne = (year: number, stored: StoredClaim & { readonly paid?: Paid }): void => {
    const then = underBefore === undefined ? stored.paid : paidOr(underBefore.settle(stored));
    const now = underAfter.settle(stored);
    if (now instanceof PolicyRefusal) comparison.refuse(stored.claim, now);
    else if (then instanceof PolicyRefusal) comparison.refuse(stored.claim, then);
    else if (then !== undefined) {
      comparison.add(stored.yearKey, stored.claim, then, now);
      sums?.add(year, stored, then, now);
    }
    settledCount += 1;
    if (settledCount % settlementsPerReport === 0) report({ kind: 'settled', settledCount });
  };
  if (source.kind === 'generated') {
    report({ kind: 'counted', totalCount: source.settlementCount });
    for (const stored of generatedYear(source)) settleOne(source.year, stored);
  } else {
    const database = openDatabase();
    try {
      // One transaction for all reading, so that it is one state of the file.
      database.transaction(() => {
        const years = yearsOf(source);
        const sizes = years.map((year) => sizeOfStoredYear(database, year));
        report({ kind: 'counted', totalCount: sizes.reduce((sum, size) => sum + size, 0) });
        if (detail !== null) sums = new DetailSums(townshipsOf(database), detail.abovePercent);
        for (const year of years) {
          for (const stored of storedYear(database, { year, region: source.region })) settleOne(year, stored);
        }
      })();
    } finally {
      database.close();
    }
  }
  const found = sums?.result(new Map(titles));
  const result = { ...comparison.result(new Map(titles), names), detail: found?.detail ?? null };
  report({ kind: 'done', settledCount, comparison: result, losers: found?.losers ?? [] });
  return result;
}

function yearsOf({ year, untilYear }: Extract<ReplaySource, { kind: 'stored' }>): number[] {
  return Array.from({ length: (untilYear ?? year) - year + 1 }, (_, index) => year + index);
}

function paidOr(settled: Settlement | PolicyRefusal): Paid | PolicyRefusal {
  if (settled instanceof PolicyRefusal) return settled;
  const paid = settled.layers.filter(({ payFen }) => payFen !== 0);
  const [layers, fen] = [paid.map(({ layer }) => layer), paid.map(({ payFen }) => payFen)];
  return { layers, fen, personalFen: settled.personalFen };
}
