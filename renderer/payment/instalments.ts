import { z } from 'zod';
import { type LocalDate, parseLocalDate } from '../../shared/calendar/local-date.ts';
import { monthsLater } from '../../shared/calendar/months.ts';
import { type Instalment, mostInstalments } from '../../shared/contract/payments.ts';
import { type Fen, fen } from '../../shared/money/fen.ts';

/** How a debt is divided: so many dates, a month apart, from the first on. */
export const typedInstalmentsSchema = z.object({ count: z.string(), firstDay: z.string() });
export type TypedInstalments = Readonly<z.infer<typeof typedInstalmentsSchema>>;

/** One date in a month. */
export function inOneMonth(today: LocalDate): TypedInstalments {
  return { count: '1', firstDay: monthsLater(today, 1) };
}

/** Equal parts in whole yuan where that goes; the last takes what is left. A sentence where the typing is no plan. */
export function readInstalments(
  amountFen: Fen,
  { count, firstDay }: TypedInstalments,
): Instalment[] | string {
  const typed = count.normalize('NFKC').trim();
  const parts = /^\d{1,2}$/.test(typed) ? Number(typed) : 0;
  if (parts < 1 || parts > mostInstalments) return `期数请写 1 到 ${mostInstalments}。`;
  const first = parseLocalDate(firstDay.normalize('NFKC').trim());
  if (first === undefined) return `“${firstDay}”不是日期，请写成 2020-03-01。`;
  const yuan = Math.floor(amountFen / parts / 100) * 100;
  const each = yuan > 0 ? yuan : Math.floor(amountFen / parts);
  if (each === 0) return '金额太小，分不了这么多期。';
  return Array.from({ length: parts }, (_, position) => ({
    dueOn: monthsLater(first, position),
    amountFen: fen(position === parts - 1 ? amountFen - each * (parts - 1) : each),
  }));
}
