import { Temporal } from 'temporal-polyfill';
import type { GroupSums, RunRow } from '../../shared/contract/reconciliation.ts';
import { sideTitles } from '../../shared/contract/statement.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';

export const whoseTitles: Readonly<Record<GroupSums['side'], string>> = { window: '窗口', ...sideTitles };

/** People name the last day; a span ends before the first day that is not of it. */
export function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

/** `2020-03-01 至 2020-03-31`. */
export function spanWords({ from, to }: Pick<RunRow, 'from' | 'to'>): string {
  const last = Temporal.PlainDate.from(to).subtract({ days: 1 }).toString();
  return last === from ? from : `${from} 至 ${last}`;
}

/** The month before that day: what is reconciled most. */
export function monthBefore(today: string): { readonly from: string; readonly to: string } {
  const first = Temporal.PlainDate.from(today).with({ day: 1 });
  return {
    from: first.subtract({ months: 1 }).toString(),
    to: first.subtract({ days: 1 }).toString(),
  };
}

/** `多 61.00 元`, `少 61.00 元`, `一致`. */
export function gapWords(gapFen: Fen): string {
  if (gapFen === 0) return '一致';
  return `${gapFen > 0 ? '多' : '少'} ${formatYuan(Math.abs(gapFen) as Fen)} 元`;
}
