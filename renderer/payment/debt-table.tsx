import type { Debt } from '../../shared/contract/payments.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import css from './payment.module.css';

/** Every date of every debt, and what of it is open. */
export function DebtTable({ debts }: { debts: readonly Debt[] }) {
  return (
    <table className={css['rows']} aria-label="欠费">
      <thead>
        <tr>
          <th>结算单</th>
          <th>应付日期</th>
          <th className={css['number']}>约定（元）</th>
          <th className={css['number']}>还欠（元）</th>
        </tr>
      </thead>
      <tbody>
        {debts.flatMap(({ settlementId, slipNumber, owedFen, plan }) =>
          plan === null
            ? [
                <tr key={settlementId}>
                  <th scope="row">{slipNumber}</th>
                  <td>没有约定日期</td>
                  <td className={css['number']} />
                  <td className={css['number']}>{formatYuan(owedFen)}</td>
                </tr>,
              ]
            : plan.instalments.map(({ dueOn, amountFen, openFen, isOverdue }) => (
                <tr key={`${settlementId} ${dueOn}`} className={isOverdue ? css['overdue'] : undefined}>
                  <th scope="row">{slipNumber}</th>
                  <td>
                    {dueOn}
                    {isOverdue && ' 已逾期'}
                    {openFen === 0 && ' 已付清'}
                  </td>
                  <td className={css['number']}>{formatYuan(amountFen)}</td>
                  <td className={css['number']}>{formatYuan(openFen)}</td>
                </tr>
              )),
        )}
      </tbody>
    </table>
  );
}
