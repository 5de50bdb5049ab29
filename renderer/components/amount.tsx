import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import css from './amount.module.css';

/** An amount in yuan: two decimals, thousands separators, the yuan sign small. */
export function Amount({ fen, size = 'normal' }: { fen: Fen; size?: 'normal' | 'large' | 'largest' }) {
  return (
    <span className={`${css['amount']} ${css[size]}`}>
      {size !== 'normal' && <span className={css['yuan']}>¥</span>}
      {formatYuan(fen)}
    </span>
  );
}
