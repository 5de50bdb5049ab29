import { describe, expect, it } from 'vitest';
import { inOneMonth, readInstalments } from '../../../renderer/payment/instalments.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { fen } from '../../../shared/money/fen.ts';

describe('a debt divided', () => {
  it('is one date in a month unless something else is typed', () => {
    const typed = inOneMonth('2020-01-31' as LocalDate);
    expect(readInstalments(fen(50_003), typed)).toEqual([{ dueOn: '2020-02-29', amountFen: 50_003 }]);
  });

  it('is whole yuan a month, and the last takes what is left', () => {
    expect(readInstalments(fen(100_003), { count: '３', firstDay: '2020-01-31' })).toEqual([
      { dueOn: '2020-01-31', amountFen: 33_300 },
      { dueOn: '2020-02-29', amountFen: 33_300 },
      { dueOn: '2020-03-31', amountFen: 33_403 },
    ]);
  });

  it.each([
    ['0', '2020-01-31', 100],
    ['37', '2020-01-31', 100_000],
    ['two', '2020-01-31', 100],
    ['2', '2020-02-30', 100],
    ['5', '2020-01-31', 4],
  ])('into %j from %j is a sentence', (count, firstDay, amount) => {
    expect(readInstalments(fen(amount), { count, firstDay })).toEqual(expect.any(String));
  });
});
