import type { DatedEligibility } from '../../shared/contract/people.ts';
import { eligibilityTitles } from '../../shared/policy/eligibility.ts';
import css from './desk.module.css';

/** Where a roster does not say who recognised it (roster/eligibilities.ts). */
const unnamedAgency = '名册';

/** Each eligibility with its dates; one that does not count today says why. */
export function EligibilityList({
  eligibilities,
  today,
}: {
  eligibilities: readonly DatedEligibility[];
  today: string;
}) {
  if (eligibilities.length === 0) return <p className={css['warn']}>没有登记任何救助对象身份</p>;
  return (
    <ul aria-label="身份" className={css['eligibilities']}>
      {eligibilities.map((one) => (
        <li
          key={`${one.category} ${one.beginsOn} ${one.source}`}
          className={one.validToday ? css['valid'] : css['ended']}
          title={`${one.source}认定，认定地区 ${one.region}`}
        >
          <span aria-hidden>{one.validToday ? '●' : '○'}</span>
          <b>{eligibilityTitles[one.category]}</b>
          <span>{datesOf(one, today)}</span>
          {one.source !== unnamedAgency && <span className={css['agency']}>{one.source}</span>}
        </li>
      ))}
    </ul>
  );
}

function datesOf({ validToday, beginsOn, endsOn }: DatedEligibility, today: string): string {
  if (validToday) return endsOn === null ? `${beginsOn} 起` : `${beginsOn} 至 ${endsOn}`;
  if (endsOn !== null && endsOn < today) return `已于 ${endsOn} 到期，今天不算`;
  return beginsOn > today ? `${beginsOn} 才开始，今天不算` : '今天不生效';
}
