import type { Overview } from '../../shared/contract/overview.ts';
import { formatYuan, sumFen } from '../../shared/money/fen.ts';
import css from './overview.module.css';

/** Who bears what was settled today and in this month, the patient last, and the sums. */
export function PayerTable({ payers }: Pick<Overview, 'payers'>) {
  return (
    <table className={css['payers']}>
      <caption>谁来付（元）</caption>
      <thead>
        <tr>
          <th scope="col">支付方</th>
          <th scope="col">今天</th>
          <th scope="col">本月</th>
        </tr>
      </thead>
      <tbody>
        {payers.map(({ title, todayFen, monthFen }) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td>{formatYuan(todayFen)}</td>
            <td>{formatYuan(monthFen)}</td>
          </tr>
        ))}
        {payers.length === 0 && (
          <tr>
            <td colSpan={3}>本月还没有结算。</td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">合计</th>
          <td>{formatYuan(sumFen(payers.map(({ todayFen }) => todayFen)))}</td>
          <td>{formatYuan(sumFen(payers.map(({ monthFen }) => monthFen)))}</td>
        </tr>
      </tfoot>
    </table>
  );
}
