import type { Standing } from '../../shared/contract/outpatient.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { useAnswer } from '../app/use-client.ts';
import { LimitWords } from './limit-words.tsx';
import css from './outpatient.module.css';

interface VisitLineProps {
  readonly visit: Stay;
}

/** On the desk: by which qualification the visit is settled, and how much of the disease's limits is used. */
export function VisitLine({ visit: { personId, diagnoses, admittedOn: visitedOn } }: VisitLineProps) {
  const { value } = useAnswer('outpatient.standings', { personId, visitedOn });
  const [disease] = diagnoses;
  const mine = value?.standings.filter((one) => one.disease.code === disease?.code) ?? [];
  const counts = ({ beginsOn, endsOn }: Standing) =>
    beginsOn <= visitedOn && (endsOn === null || visitedOn <= endsOn);
  const standing = mine.find(counts) ?? mine[0];
  if (standing === undefined) return null;
  const { beginsOn, endsOn, recognisedBy } = standing;
  return (
    <p role="note" aria-label="门诊慢特病" className={css['line']}>
      <b>{standing.disease.name}</b>
      <span>
        资格 {beginsOn} 至 {endsOn ?? '长期'} · {recognisedBy}
      </span>
      <LimitWords standing={{ ...standing, countsToday: counts(standing) }} />
    </p>
  );
}
