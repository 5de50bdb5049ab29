import type { Stay } from '../../shared/contract/stays.ts';
import { useAnswer } from '../app/use-client.ts';
import { LimitWords } from './limit-words.tsx';
import css from './outpatient.module.css';

interface VisitLineProps {
  readonly visit: Stay;
}

/** On the desk: by which qualification the visit is settled, and how much of the disease's limits is used. */
export function VisitLine({ visit: { personId, diagnoses } }: VisitLineProps) {
  const { value } = useAnswer('outpatient.standings', { personId });
  const [disease] = diagnoses;
  const mine = value?.standings.filter((one) => one.disease.code === disease?.code) ?? [];
  const standing = mine.find(({ countsToday }) => countsToday) ?? mine[0];
  if (standing === undefined) return null;
  const { beginsOn, endsOn, recognisedBy } = standing;
  return (
    <p role="note" aria-label="门诊慢特病" className={css['line']}>
      <b>{standing.disease.name}</b>
      <span>
        资格 {beginsOn} 至 {endsOn ?? '长期'} · {recognisedBy}
      </span>
      <LimitWords standing={standing} />
    </p>
  );
}
