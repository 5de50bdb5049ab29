import { Button } from '@mantine/core';
import type { PersonCard } from '../../shared/contract/people.ts';
import { eligibilityTitles } from '../../shared/policy/eligibility.ts';
import { sexTitles } from '../settlement/titles.ts';
import css from './household.module.css';

interface HouseholdListProps {
  readonly householdNumber: string | null;
  readonly members: PersonCard['household'];
  readonly onPick: (personId: string) => void;
}

/** Who else belongs to the household; one of them may be called to the desk. Folded away until somebody asks. */
export function HouseholdList({ householdNumber, members, onPick }: HouseholdListProps) {
  if (householdNumber === null) return null;
  return (
    <details className={css['household']}>
      <summary>
        家庭 {members.length + 1} 人 <small>户编号 {householdNumber}</small>
      </summary>
      {members.length === 0 && <p>名册里这一户没有别的人。</p>}
      <ul aria-label="家庭成员">
        {members.map((member) => (
          <li key={member.personId}>
            <Button size="compact-sm" variant="subtle" onClick={() => onPick(member.personId)}>
              {member.name}
            </Button>
            <span>
              {sexTitles[member.sex]} {member.ageYears} 岁
            </span>
            <small>
              {member.relation !== null && `与户主关系：${member.relation} · `}

              {member.eligibilities.map((one) => eligibilityTitles[one]).join('、') || '无有效身份'}
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}
