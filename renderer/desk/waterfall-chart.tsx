import { formatYuan } from '../../shared/money/fen.ts';
import { type Bar, extentOf, waterfallOf } from '../settlement/waterfall.ts';
import css from './waterfall-chart.module.css';

/** The picture to scale. Every bar is also a row of words and numbers. */
export function WaterfallChart({ settled }: { settled: Parameters<typeof waterfallOf>[0] }) {
  const totalFen = settled.cost.totalFen;
  return (
    <ol aria-label="从总费用到个人应付" className={css['waterfall']}>
      {waterfallOf(settled).map((bar) => {
        const { leftPercent, widthPercent } = extentOf(bar, totalFen);
        return (
          <li key={bar.key} className={css[bar.role]}>
            <span className={css['title']} title={bar.title}>
              {bar.title}
            </span>
            <span className={css['track']}>
              <span
                className={bar.amountFen === 0 ? undefined : css['bar']}
                style={{ left: `${leftPercent}%`, width: `${widthPercent}%` }}
              />
            </span>
            <span className={css['number']}>{amountOf(bar)}</span>
          </li>
        );
      })}
    </ol>
  );
}

function amountOf({ role, amountFen }: Bar): string {
  return role === 'payer' && amountFen > 0 ? `−${formatYuan(amountFen)}` : formatYuan(amountFen);
}
