import { Button } from '@mantine/core';
import type { PersonCard } from '../../shared/contract/people.ts';
import { useAnswer } from '../app/use-client.ts';
import css from './corrections.module.css';
import { lateLine } from './words.ts';

interface LateKnowledgeProps {
  readonly card: PersonCard;
  readonly onLook: () => void;
}

/** A quiet line where what is known now does not fit what was settled. It is asked again when the person changes. */
export function LateKnowledge({ card, onLook }: LateKnowledgeProps) {
  const { personId, year, knownFrom } = card;
  return <Line key={JSON.stringify([personId, year, knownFrom])} personId={personId} onLook={onLook} />;
}

function Line({ personId, onLook }: { personId: string; onLook: () => void }) {
  const { value } = useAnswer('corrections.differences', { personId });
  const sentence = value === undefined ? undefined : lateLine(value);
  if (sentence === undefined) return null;
  return (
    <p className={css['line']}>
      {sentence}，
      <Button size="compact-xs" variant="subtle" onClick={onLook}>
        查看
      </Button>
    </p>
  );
}
