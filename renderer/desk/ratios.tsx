import { formatShare, outOfCatalogueLimitTenths, sharesOf } from '../settlement/shares.ts';
import css from './desk.module.css';

/** The three percentages that people ask for; above the control figure the last one says so. */
export function Ratios({ settled }: { settled: Parameters<typeof sharesOf>[0] }) {
  const shares = sharesOf(settled);
  const isAbove = (shares.outOfCatalogueTenths ?? 0) > outOfCatalogueLimitTenths;
  return (
    <dl className={css['ratios']}>
      <div>
        <dt>政策内报销</dt>
        <dd>{formatShare(shares.inScopeTenths)}</dd>
      </div>
      <div>
        <dt>实际报销</dt>
        <dd>{formatShare(shares.actualTenths)}</dd>
      </div>
      <div className={isAbove ? css['warn'] : undefined}>
        <dt>目录外</dt>
        <dd>
          {formatShare(shares.outOfCatalogueTenths)} <span>{isAbove ? '超过控制线 10%' : '控制线 10%'}</span>
        </dd>
      </div>
    </dl>
  );
}
