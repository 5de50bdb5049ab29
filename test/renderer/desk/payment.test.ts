import { describe, expect, it } from 'vitest';
import { changeFor, paymentsOf } from '../../../renderer/desk/payment.ts';
import { fen } from '../../../shared/money/fen.ts';

describe('the patient’s part', () => {
  it('is paid whole, by one means; cash carries no reference', () => {
    expect(paymentsOf(fen(500_000), { means: 'cash', handedIn: '5100', reference: 'left over' })).toEqual([
      { means: 'cash', amountFen: 500_000, reference: null },
    ]);
    expect(paymentsOf(fen(1), { means: 'mobile', handedIn: '', reference: ' 4200 ' })).toEqual([
      { means: 'mobile', amountFen: 1, reference: '4200' },
    ]);
  });

  it('has no payment where nothing is due', () => {
    expect(paymentsOf(fen(0), { means: 'cash', handedIn: '', reference: '' })).toEqual([]);
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
    expect(changeFor(fen(500_000), handedIn)).toEqual({ changeFen });
  });

  it.each(['4999.99', '-6000', '5000.001', 'abc', '99999999999'])('for %j is a sentence', (handedIn) => {
    expect(changeFor(fen(500_000), handedIn)).toHaveProperty('sentence');
  });
});
