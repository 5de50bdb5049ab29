import {
  type FundMovement,
  fundClaimStateTitles,
  type FundClaimState,
} from '../../shared/contract/fund-claims.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';

/** The month before the one of a day: what is claimed at the beginning of the next. */
export function monthBefore(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

export function stateTitle(state: FundClaimState): string {
  return fundClaimStateTitles[state];
}

/** Nothing is a blank: a table of zeros hides what is there. */
export function amountOrBlank(amountFen: Fen): string {
  return amountFen === 0 ? '' : formatYuan(amountFen);
}

/** What came of a movement, in one line. */
export function movementWords(movement: FundMovement): string {
  const { kind, movedOn, reference, receivedFen, retainedFen, refusedFen, writtenOffFen, byName } = movement;
  if (kind === 'write_off') {
    return `${movedOn} 核销拒付 ${formatYuan(writtenOffFen)} 元：${reference}（${byName}）`;
  }
  const parts = [
    receivedFen === 0 ? '' : `到账 ${formatYuan(receivedFen)}`,
    retainedFen === 0 ? '' : `质保金 ${formatYuan(retainedFen)}`,
    refusedFen === 0 ? '' : `拒付 ${formatYuan(refusedFen)}`,
  ].filter((part) => part !== '');
  return `${movedOn} ${parts.join('，')} 元，${reference}${movement.isFromFile ? '（回执文件）' : ''}（${byName}）`;
}
