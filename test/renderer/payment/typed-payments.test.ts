import { assert, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactCash, readPayments } from '../../../renderer/payment/typed-payments.ts';
import { fen } from '../../../shared/money/fen.ts';

const due = fen(500_000);
const read = (typed: Partial<typeof exactCash>, rounding: 'none' | 'jiao' = 'none', amount = due) =>
  readPayments(amount, { ...exactCash, ...typed }, rounding);

describe('the patient’s part', () => {
  it('is paid whole in cash unless something else is said; cash carries no reference', () => {
    expect(read({ references: { bank: 'left over' } })).toMatchObject({
      payments: [{ means: 'cash', amountFen: 500_000, reference: null }],
      cash: { takenFen: 500_000, changeFen: 0 },
      deferredFen: 0,
    });
  });

  it('is met by parts and the rest by one means', () => {
    const typed = {
      rest: 'mobile' as const,
      parts: { cash: '1,000', deferred: '２０００.50', bank: '' },
      references: { mobile: ' 4200 ' },
    };
    expect(read(typed)).toMatchObject({
      payments: [
        { means: 'cash', amountFen: 100_000, reference: null },
        { means: 'deferred', amountFen: 200_050, reference: null },
        { means: 'mobile', amountFen: 199_950, reference: '4200' },
      ],
      deferredFen: 200_050,
    });
  });

  it('has no payment where nothing is due', () => {
    expect(read({}, 'none', fen(0))).toMatchObject({ payments: [], cash: null });
  });

  it.each(['5000.01', '-1', '0.001', 'abc', '99999999999'])('of a part %j is a sentence', (bank) => {
    expect(read({ parts: { bank } })).toMatchObject({ at: 'bank', sentence: expect.any(String) as string });
  });

  it('by telephone wants its number', () => {
    expect(read({ rest: 'mobile' })).toMatchObject({ at: 'mobile' });
  });

  it('always sums to what is due, whatever the parts', () => {
    const parts = record({
      bank: integer({ min: 0, max: 250_000 }),
      deferred: integer({ min: 0, max: 250_000 }),
    });
    assert(
      property(parts, integer({ min: 500_000, max: 900_000 }), ({ bank, deferred }, amount) => {
        const text = (value: number) => (value / 100).toFixed(2);
        const reading = read({ parts: { bank: text(bank), deferred: text(deferred) } }, 'jiao', fen(amount));
        if (!('payments' in reading)) throw new Error(reading.sentence);
        expect(reading.payments.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(amount);
      }),
    );
  });
});

describe('the change', () => {
  it.each([
    ['', 0],
    ['5000', 0],
    ['5100', 10_000],
    ['5,000.50', 50],
    ['５１００', 10_000],
  ])('for %j is exact', (handedIn, changeFen) => {
    expect(read({ handedIn })).toMatchObject({ cash: { changeFen } });
  });

  it.each(['4999.99', '-6000', '5000.001', 'abc', '99999999999'])('for %j is a sentence', (handedIn) => {
    expect(read({ handedIn })).toHaveProperty('sentence');
  });

  it('is counted from the rounded amount where the hospital takes cash to the jiao', () => {
    expect(read({ handedIn: '5000' }, 'jiao', fen(499_996))).toMatchObject({
      payments: [{ amountFen: 499_996, handedInFen: 500_000 }],
      cash: { takenFen: 500_000, changeFen: 0 },
    });
  });
});
