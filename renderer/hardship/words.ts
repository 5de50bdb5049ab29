import {
  type HardshipApplication,
  hardshipKindTitles,
  hardshipStepTitles,
} from '../../shared/contract/hardship.ts';
import type { TopUp } from '../../shared/contract/top-ups.ts';
import { formatYuan } from '../../shared/money/fen.ts';

/** To whom each kind of help is usually applied for; it can be typed otherwise. */
export const usualAddressees: Readonly<Record<HardshipApplication['kind'], string>> = {
  temporary_relief: '乡镇人民政府（街道办事处）',
  charity: '慈善会',
  subsistence_allowance: '民政局',
};

/** Where an application stands: `已批准 2,000.00 元 慈〔2020〕1号`. */
export function stateWords({ steps, appliedOn, openDays }: HardshipApplication): string {
  const last = steps.at(-1);
  const days = openDays === null || openDays === 0 ? '' : `，已 ${openDays} 天`;
  if (last === undefined) return `${appliedOn} 写好，没有送出${days}`;
  const { step, happenedOn, amountFen, number, words } = last;
  const parts = [
    `${happenedOn} ${hardshipStepTitles[step]}`,
    ...(amountFen === null ? [] : [`${formatYuan(amountFen)} 元`]),
    ...(number === null ? [] : [number]),
    ...(words === '' ? [] : [words]),
  ];
  return parts.join(' ') + days;
}

export function applicationName({ kind, addressee }: HardshipApplication): string {
  return `${hardshipKindTitles[kind]}，交${addressee}`;
}

/** Whether its approval may still be settled here: it is open, or was approved without money yet. */
export function mayTopUp({ kind, openDays }: HardshipApplication): boolean {
  return kind !== 'subsistence_allowance' && openDays !== null;
}

/** What became of the money: `抵欠费 1,000.00，应退 200.00（未退）`. */
export function moneyWords({ fromDebtFen, refundFen, refundedFen, withdrawn }: TopUp): string {
  if (withdrawn !== null) return `已撤销 ${withdrawn.number}：${withdrawn.reason}`;
  const refund =
    refundedFen === refundFen ? '已退' : refundedFen === 0 ? '未退' : `已退 ${formatYuan(refundedFen)}`;
  return [
    ...(fromDebtFen > 0 ? [`抵欠费 ${formatYuan(fromDebtFen)}`] : []),
    ...(refundFen > 0 ? [`应退 ${formatYuan(refundFen)}（${refund}）`] : []),
  ].join('，');
}
