import { Button } from '@mantine/core';
import type { Standing } from '../../shared/contract/outpatient.ts';
import { LimitWords } from './limit-words.tsx';
import css from './outpatient.module.css';

interface QualificationChoiceProps {
  readonly standings: readonly Standing[];
  readonly chosenId: string | undefined;
  readonly onChoose: (qualificationId: string) => void;
  readonly onEnd: (standing: Standing) => void;
}

/** Which disease somebody comes for: each with its days, and how much of its limits is used. */
export function QualificationChoice({ standings, chosenId, onChoose, onEnd }: QualificationChoiceProps) {
  if (standings.length === 0) {
    return (
      <p className={css['teach']}>
        此人在本院还没有登记门诊慢特病资格。核对认定表后按 F2 登记病种和起止日期，再登记就诊。
      </p>
    );
  }
  return (
    <ul aria-label="门诊慢特病资格" className={css['standings']}>
      {standings.map((standing) => (
        <li key={standing.qualificationId} className={standing.countsToday ? undefined : css['ended']}>
          <label>
            <input
              type="radio"
              name="qualification"
              checked={standing.qualificationId === chosenId}
              onChange={() => onChoose(standing.qualificationId)}
            />
            <b>{standing.disease.name}</b>
            <span>{standing.disease.code}</span>
            <span>
              {standing.beginsOn} 至 {standing.endsOn ?? '长期'}
              {!standing.countsToday && ' · 今天无效'}
            </span>
          </label>
          <span className={css['soft']}>
            {standing.recognisedBy}{' '}
            {standing.papers.map(({ title, number }) => `${title} ${number}`).join('、')}
            {standing.endReason !== null && ` · 终止：${standing.endReason}`}
          </span>
          <LimitWords standing={standing} />
          {standing.countsToday && (
            <Button size="compact-xs" variant="subtle" color="red" onClick={() => onEnd(standing)}>
              终止资格
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
