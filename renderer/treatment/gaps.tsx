import type { TreatmentGap } from '../../shared/contract/treatment.ts';
import css from './treatment.module.css';

/** The check of completeness: what a month's package lacks; what needs a reason stands out. */
export function Gaps({ gaps, label }: { gaps: readonly TreatmentGap[]; label: string }) {
  if (gaps.length === 0) return <p className={css['whole']}>✓ 完整性核对：没有缺项。</p>;
  return (
    <ul className={css['gaps']} aria-label={label}>
      {gaps.map(({ code, sentence, needsReason }) => (
        <li key={code} className={needsReason ? css['look'] : undefined}>
          {sentence}
        </li>
      ))}
    </ul>
  );
}
