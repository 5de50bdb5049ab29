import type { YearState } from '../../shared/engine/claim.ts';
import { Amount } from '../components/amount.tsx';
import { layerTitle } from '../settlement/titles.ts';
import css from './desk.module.css';

/** What the year already holds before this stay: it decides deductible, critical illness and the yearly cap. */
export function YearSoFar({ year, thisYear }: { year: YearState; thisYear: string }) {
  const paid = Object.entries(year.paidFen).filter(([, fen]) => fen !== 0);
  return (
    <div>
      <h3>
        {thisYear} 年住院已结算 {year.stays} 次
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
        {paid.map(([layer, fen]) => (
          <PaidBefore key={layer} layer={layer} fen={fen} />
        ))}
      </dl>
    </div>
  );
}

function PaidBefore({ layer, fen }: { layer: string; fen: YearState['personalFen'] }) {
  return (
    <>
      <dt>{layerTitle(layer)}已付</dt>
      <dd>
        <Amount fen={fen} />
      </dd>
    </>
  );
}
