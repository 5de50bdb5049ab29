import { expect, it } from 'vitest';
import { yearAmountsOf } from '../../../electron/service/hardship/year-amounts.ts';
import { personHistoryContent } from '../../../electron/service/settlements/person-history-content.ts';
import { readYearState } from '../../../electron/service/settlements/year-state.ts';
import { personHistorySchema } from '../../../shared/contract/documents/person-history.ts';
import { fen } from '../../../shared/money/fen.ts';
import { partFen, Topping } from './topping.ts';

const at = new Topping();

const historyOf = (personId: string) =>
  personHistorySchema.parse(personHistoryContent(at.context, personId).content);

it('has top-ups and what was taken back of them as lines that move their amount from the patient to the payer', async () => {
  const { settlementId, slipNumber, personId } = at.settle();
  const wrong = await at.topUp(settlementId, 10_000);
  const withdrawn = (await at.withdraw(wrong.topUpId)).withdrawn!;
  const made = await at.topUp(settlementId, 100_000, { payer: 'temporary_relief' });
  const { lines } = historyOf(personId);
  const moves = (amountFen: number) => ({
    totalFen: 0,
    inScopeFen: 0,
    paidFen: amountFen,
    personalFen: fen(-amountFen),
  });
  expect(lines).toMatchObject([
    { kind: 'final', slipNumber, personalFen: partFen },
    { kind: 'top_up', slipNumber: wrong.number, isReversed: true, payerTitle: '慈善救助', ...moves(10_000) },
    { kind: 'withdrawal', slipNumber: withdrawn.number, payerTitle: '慈善救助', ...moves(-10_000) },
    { kind: 'top_up', slipNumber: made.number, isReversed: false, payerTitle: '临时救助', ...moves(100_000) },
  ]);
});

it('sums a year to what the household page and the year state say, in the year of the settlement', async () => {
  const { settlementId, personId } = at.settle();
  at.hospital.clock.set('2021-01-05T02:00:00.000Z');
  await at.topUp(settlementId, 100_000);
  const { years, lines } = historyOf(personId);
  const [first] = years;
  expect(years).toHaveLength(1);
  expect(first).toMatchObject({ year: 2020, stays: 1, personalFen: partFen - 100_000 });
  const household = yearAmountsOf(at.context, personId, 2020);
  expect(first!.personalFen).toBe(household.personalFen);
  expect(first!.paidFen).toBe(household.payers.reduce((sum, { amountFen }) => sum + amountFen, 0));
  expect(first!.totalFen).toBe(household.totalFen);
  expect(first!.personalFen).toBe(readYearState(at.context, personId, 'resident', 2020).personalFen);
  expect(lines.map(({ settledOn }) => settledOn)).toEqual(['2020-03-10', '2021-01-05']);
});
