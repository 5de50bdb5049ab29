import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openShift } from '../../../electron/service/day-close/shift.ts';
import { balances } from '../../../electron/service/ledger/balances.ts';
import type { DayClose } from '../../../shared/contract/day-close.ts';
import { by, daughter, due } from '../payments/paying.ts';
import { Drawer } from './drawer.ts';

const drawer = new Drawer();
const full = process.env['ONESTOP_FULL'] === '1';

type Act =
  | { readonly act: 'settle'; readonly cashFen: number }
  | { readonly act: 'reverse' | 'give back' }
  | { readonly act: 'close'; readonly missingFen: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('settle' as const),
      cashFen: fc.integer({ min: 0, max: 500_000 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('reverse' as const, 'give back' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('close' as const),
      missingFen: fc.integer({ min: -50, max: 50 }),
    }),
  },
);

/** Of the one hospital that all days of this file belong to. */
const closes: DayClose[] = [];

describe('over any days', () => {
  it('what closes took and what is still open is what the ledger holds, each fen once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        await live(acts);
        const handedOver = closes.reduce((sum, { handedOverFen }) => sum + handedOverFen, 0);
        const open = openShift(drawer.context, drawer.idOf('clerk'));
        const float = closes[0]?.openingFloatFen ?? 0;
        const varied = closes.reduce((sum, { varianceFen }) => sum + varianceFen, 0);
        expect(handedOver + open.expectedCashFen - float).toBe(held('cash_drawer'));
        expect(varied).toBe(0 - held('variance'));
      }),
      { numRuns: full ? 1000 : 6 },
    );
    expect(closes.length).toBeGreaterThan(0);
  });
});

const held = (account: string): number =>
  balances(drawer.context).find((one) => one.account === account)?.amountFen ?? 0;

async function live(acts: readonly Act[]): Promise<void> {
  const settled: ReturnType<Drawer['settle']>[] = [];
  for (const one of acts) {
    if (one.act === 'settle') settled.push(settle(one.cashFen));
    const last = settled.at(-1);
    if (one.act === 'reverse' && last !== undefined) {
      await drawer.reverse(last.settlementId);
      drawer.giveBack(last.personId);
      settled.pop();
    }
    if (one.act === 'close') closes.push(...close(one.missingFen));
  }
}

function settle(cashFen: number) {
  if (cashFen === 500_000) return drawer.settle();
  const payments = [by('cash', cashFen), by('deferred', 500_000 - cashFen)].filter(
    ({ amountFen }) => amountFen > 0,
  );
  const instalments = [due('2020-04-10', 500_000 - cashFen)];
  return drawer.settle({ payments, instalments, signatory: daughter });
}

function close(missingFen: number): DayClose[] {
  const { lastPostingId, expectedCashFen, since } = openShift(drawer.context, drawer.idOf('clerk'));
  if (lastPostingId === null) return [];
  const opening = since === null ? 100 : 0;
  const countedFen = Math.max(0, expectedCashFen + opening - missingFen);
  return [
    drawer.close(countedFen, {
      openingFloatFen: opening as never,
      floatLeftFen: Math.min(countedFen, 100) as never,
      varianceReason: countedFen === expectedCashFen + opening ? null : '不符',
    }),
  ];
}
