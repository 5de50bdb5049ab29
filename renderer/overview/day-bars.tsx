import type { SettledOnDay } from '../../shared/contract/overview.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import css from './overview.module.css';

/** Fourteen days, the newest first, a bar each: how much was settled, and of that what patients bear. Every bar is also a row of numbers. */
export function DayBars({ days }: { days: readonly SettledOnDay[] }) {
  const largest = Math.max(1, ...days.map(({ totalFen }) => Math.abs(totalFen)));
  const width = (amount: number) => ({ width: `${(100 * Math.max(0, amount)) / largest}%` });
  return (
    <table className={css['days']}>
      <caption>
        近十四天（元）：
        <i data-bar="total" /> 总费用 <i data-bar="personal" /> 其中个人负担
      </caption>
      <thead>
        <tr>
          <th scope="col">日期</th>
          <th scope="col">笔</th>
          <th scope="col">总费用</th>
          <th scope="col">个人负担</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map(({ day, settlementCount, reversalCount, totalFen, personalFen }) => (
          <tr key={day}>
            <th scope="row">{day.slice(5)}</th>
            <td>{reversalCount === 0 ? settlementCount : `${settlementCount}−${reversalCount}`}</td>
            <td>{formatYuan(totalFen)}</td>
            <td>{formatYuan(personalFen)}</td>
            <td aria-hidden="true">
              <span data-bar="total" style={width(totalFen)} />
              <span data-bar="personal" style={width(personalFen)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
