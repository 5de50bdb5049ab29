import type { Standing } from '../../shared/contract/outpatient.ts';
import { fen, formatYuan } from '../../shared/money/fen.ts';
import { limitTitle } from '../settlement/limit-words.ts';
import css from './outpatient.module.css';

/** `当月限额 300.00，已用 200.00，还剩 100.00`; what is used up stands out. */
export function LimitWords({
  standing,
}: {
  standing: Pick<Standing, 'deductible' | 'limits' | 'countsToday'>;
}) {
  const { deductible, limits, countsToday } = standing;
  if (!countsToday) return null;
  return (
    <span className={css['limits']}>
      {deductible !== null && (
        <span>
          本年起付线 {formatYuan(deductible.amountFen)}，已付 {formatYuan(deductible.borneFen)}
        </span>
      )}
      {limits.map((limit) => {
        const leftFen = fen(Math.max(0, limit.limitFen - limit.usedFen));
        return (
          <span key={`${limit.layer} ${limit.per}`} className={leftFen === 0 ? css['warn'] : undefined}>
            {limitTitle(limit)} {formatYuan(limit.limitFen)}，已用 {formatYuan(limit.usedFen)}，
            {leftFen === 0 ? '已用完' : `还剩 ${formatYuan(leftFen)}`}
          </span>
        );
      })}
      {limits.length === 0 && <span>没有限额</span>}
    </span>
  );
}
