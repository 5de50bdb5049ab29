import type { YearState } from '../../shared/engine/claim.ts';
import { sumFen } from '../../shared/money/fen.ts';
import { Amount } from '../components/amount.tsx';
import css from './desk.module.css';

/** What the year already holds before this stay: it decides deductible, critical illness and the yearly cap. */
export function YearSoFar({ year, thisYear }: { year: YearState; thisYear: string }) {
  return (
    <div>
      <h3>
        {thisYear} 年已结算 {year.stays} 次
      </h3>
      <dl className={css['figures']}>
        <dt>个人负担</dt>
        <dd>
          <Amount fen={year.personalFen} />
        </dd>
        <dt>大病累计</dt>
        <dd>
          <Amount fen={year.criticalIllnessBurdenFen} />
        </dd>
        <dt>已付起付线</dt>
        <dd>
          <Amount fen={year.deductibleFen} />
        </dd>
        <dt>各方已支付</dt>
        <dd>
          <Amount fen={sumFen(Object.values(year.paidFen))} />
        </dd>
      </dl>
    </div>
  );
}
