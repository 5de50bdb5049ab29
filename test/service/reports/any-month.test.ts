import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '../../../shared/calendar/local-date.ts';
import { recount } from '../../../electron/service/reports/recount.ts';
import { readStatistics } from '../../../electron/service/reports/statistics.ts';
import type { ReportSums } from '../../../shared/contract/reports.ts';
import { added, Month, month } from './month.ts';

const full = process.env['ONESTOP_FULL'] === '1';
const at = new Month('2020-01-10T02:00:00.000Z');

const townships = ['测试镇', '别的镇', '三里岗镇'];
const places = ['county', 'referred'] as const;
const codes = ['I63.9', 'C34.9', 'J18.9'];
const categories = ['registered_poor', 'orphan', 'low_income'] as const;

const act = fc.record({
  day: fc.integer({ min: 1, max: 28 }),
  reverses: fc.boolean(),
  township: fc.constantFrom(...townships),
  place: fc.constantFrom(...places),
  code: fc.constantFrom(...codes),
  held: fc.subarray([...categories], { minLength: 1 }),
  inScope: fc.integer({ min: 0, max: 200_000 }),
  own: fc.integer({ min: 0, max: 9000 }),
});
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

/** Each run is the next month of one hospital. */
let monthsLived = 0;

describe('over any months', () => {
  it('the rows of every table come to what the ledger holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
        const [year, number] = [2020 + Math.floor(monthsLived / 12), (monthsLived % 12) + 1];
        monthsLived += 1;
        await live(
          acts.toSorted((left, right) => left.day - right.day),
          year,
          number,
        );
        const statistics = await readStatistics(at.context, month(year, number));
        const ledger = postedIn(`${year}-${String(number).padStart(2, '0')}`);
        const tables = statistics.tables.filter(({ rows }) => rows.length > 0);
        for (const { dimension, rows } of tables) {
          // Each payer's row has the sums of all settlements in which it paid.
          if (dimension === 'payer') continue;
          expect(moneyOf(added(rows))).toEqual(ledger);
          expect(added(rows)).toEqual(statistics.total);
        }
        const payers = statistics.tables.at(-1)!.rows;
        expect(payers.reduce((sum, { sums }) => sum + sums.paidFen, 0)).toBe(ledger.revenueFen);
        expect(statistics.months.at(-1)!.sums).toEqual(statistics.total);
      }),
      { numRuns: full ? 1000 : 5 },
    );
    const year = { kind: 'year', year: 2020, number: 1 } as const;
    expect(await recount(at.context, year)).toMatchObject({ isSame: true });
  });
});

async function live(acts: readonly Act[], year: number, number: number): Promise<void> {
  for (const { day, reverses, township, place, code, held, inScope, own } of acts) {
    at.on(localDate(year, number, day)!);
    const eligibilities = held.map((category) => ({ category, beginsOn: '2019-01-01', endsOn: null }));
    const { settlementId } = at.treat({
      person: { eligibilities, entry: { township } },
      stay: { place, diagnoses: [{ code, name: '某病' }] },
      cost: { inScope: inScope / 100, ownExpense: own / 100, overLimit: 0, preSelfPay: 0 },
    });
    // Another day, perhaps of the next month.
    if (reverses) {
      at.hospital.clock.advanceMs(36 * 3_600_000);
      await at.reverse(settlementId);
    }
  }
}

function moneyOf({ totalFen, paidFen, personalFen }: ReportSums) {
  return { revenueFen: totalFen, receivableFen: paidFen, patientFen: personalFen };
}

/** What settlements and reversals of that month posted. */
function postedIn(monthText: string) {
  return at.context.database
    .prepare<[string], { revenueFen: number; receivableFen: number; patientFen: number }>(
      `SELECT -coalesce(sum(amount_fen) FILTER (WHERE account = 'hospital_revenue'), 0) AS revenueFen,
         coalesce(sum(amount_fen) FILTER (WHERE account = 'receivable'), 0) AS receivableFen,
         coalesce(sum(amount_fen) FILTER (WHERE account = 'patient_due'), 0) AS patientFen
       FROM ledger_posting AS posting JOIN ledger_entry ON posting_id = posting.id
       WHERE kind IN ('settlement', 'reversal') AND substr(business_day, 1, 7) = ?`,
    )
    .get(monthText)!;
}
