import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CarriedStep, carryOver } from '../../../electron/service/corrections/carry-over.ts';
import { cashOver } from '../../../shared/money/cash-rounding.ts';
import type { Fen } from '../../../shared/money/fen.ts';

const means = ['cash', 'bank', 'mobile', 'personal_account', 'deferred'] as const;
let lastPosting = 0;
const paid = (of: (typeof means)[number], amountFen: number, reference: string | null = null) => {
  lastPosting += 1;
  return { postingId: String(lastPosting), means: of, amountFen: amountFen as Fen, reference };
};
const step = (personalFen: number | null, ...payments: ReturnType<typeof paid>[]): CarriedStep => ({
  personalFen: personalFen as Fen | null,
  paid: payments,
});
const sum = (amounts: readonly { readonly amountFen: number }[]) =>
  amounts.reduce((total, { amountFen }) => total + amountFen, 0);

describe('money carried over', () => {
  it('stays with its own stay, by its own means', () => {
    const { payments, refundFen, dueFen } = carryOver(
      [step(300, paid('bank', 200, 'B-1'), paid('cash', 300)), step(100, paid('mobile', 100))],
      [],
      'none',
    );
    expect(payments).toMatchObject([
      [
        { means: 'bank', amountFen: 200, reference: 'B-1' },
        { means: 'cash', amountFen: 100, reference: null },
      ],
      [{ means: 'mobile', amountFen: 100, reference: null }],
    ]);
    expect({ refundFen, dueFen }).toEqual({ refundFen: 200, dueFen: 0 });
  });

  it('that one stay has left over pays for another, before or after it', () => {
    const { payments, refundFen, dueFen } = carryOver(
      [step(150, paid('cash', 100)), step(100, paid('bank', 180, 'B-2')), step(null, paid('cash', 10))],
      [],
      'none',
    );
    expect(payments[0]).toMatchObject([
      { means: 'cash', amountFen: 100, reference: null },
      { means: 'bank', amountFen: 50, reference: 'B-2' },
    ]);
    expect({ refundFen, dueFen }).toEqual({ refundFen: 40, dueFen: 0 });
  });

  it('lets a debt shrink before money goes back', () => {
    const { payments, refundFen, deferredBeforeFen, deferredAfterFen } = carryOver(
      [step(400, paid('deferred', 300), paid('bank', 200, 'B-3'))],
      [],
      'none',
    );
    expect(payments[0]).toMatchObject([
      { means: 'bank', amountFen: 200, reference: 'B-3' },
      { means: 'deferred', amountFen: 200, reference: null },
    ]);
    expect({ refundFen, deferredBeforeFen, deferredAfterFen }).toEqual({
      refundFen: 0,
      deferredBeforeFen: 300,
      deferredAfterFen: 200,
    });
  });

  it('balances whatever was paid: each part is met, nothing is lost, and never both a refund and something due', () => {
    const amount = fc.integer({ min: 1, max: 1000 });
    const payment = fc.record({ of: fc.constantFrom(...means), amount });
    const steps = fc.array(
      fc.record({
        personal: fc.option(fc.integer({ min: 0, max: 2000 })),
        payments: fc.array(payment, { maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(steps, (made) => {
        const chain = made.map(({ personal, payments }) =>
          step(personal, ...payments.map(({ of, amount: fen }) => paid(of, fen))),
        );
        const { dueFen } = carryOver(chain, [], 'jiao');
        const added = dueFen === 0 ? [] : [{ means: 'cash' as const, amountFen: dueFen, reference: null }];
        const plan = carryOver(chain, added, 'jiao');
        for (const [position, { personalFen }] of chain.entries()) {
          expect(sum(plan.payments[position]!)).toBe(personalFen ?? 0);
          expect(plan.payments[position]!.every(({ amountFen }) => amountFen > 0)).toBe(true);
        }
        const money = chain.flatMap((one) => one.paid).filter((each) => each.means !== 'deferred');
        expect(sum(plan.carried) + plan.refundFen).toBe(sum(money));
        for (const each of money) {
          const out = plan.carried.filter(({ payment: from }) => from.postingId === each.postingId);
          expect(sum(out)).toBeLessThanOrEqual(each.amountFen);
        }
        expect(plan.refundFen === 0 || plan.dueFen === 0).toBe(true);
        // What the drawer takes is what goes over the counter: what was added, and nothing of what was carried.
        const drawer = plan.payments.flat().filter((each) => each.means === 'cash');
        const out = plan.carried.filter(({ payment: from }) => from.means === 'cash');
        const over = (each: { amountFen: number; roundingFen: number }) => each.amountFen + each.roundingFen;
        const takenFen = drawer.reduce((total, each) => total + over(each), 0);
        expect(takenFen - out.reduce((total, each) => total + over(each), 0)).toBe(cashOver(dueFen, 'jiao'));
        expect(plan.deferredAfterFen).toBeLessThanOrEqual(plan.deferredBeforeFen);
      }),
      { numRuns: 500 },
    );
  });
});
