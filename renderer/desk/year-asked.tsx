import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { YearAnswer } from '../../shared/contract/year.ts';
import { useClient } from '../app/use-client.ts';
import { Waiting } from '../components/trouble.tsx';
import css from './desk.module.css';
import { yearLine } from './year-words.ts';

interface YearAskedProps {
  readonly personId: string;
  /** The platform knows of more than was known here: card and trial are to be made anew. */
  readonly onLearnt: () => void;
}

/**
 * Asks the platform what the year holds as soon as a person lies on the desk, and says from when it is known. Nothing
 * waits for it: the trial stands there meanwhile with what was known last.
 */
export function YearAsked({ personId, onLearnt }: YearAskedProps) {
  const client = useClient();
  const [answer, setAnswer] = useState<YearAnswer>();
  const [waiting, setWaiting] = useState(true);
  const learnt = useRef(onLearnt);
  useEffect(() => {
    learnt.current = onLearnt;
  });
  const take = useCallback((next: YearAnswer | undefined) => {
    setWaiting(false);
    setAnswer(next);
    if (next?.outcome === 'learnt') learnt.current();
  }, []);
  useEffect(() => {
    let current = true;
    const settle = (next: YearAnswer | undefined) => void (current && take(next));
    client.request('year.ask', { personId, again: false }).then(settle, () => settle(undefined));
    return () => {
      current = false;
    };
  }, [client, personId, take]);
  const askAgain = () => {
    setWaiting(true);
    client.request('year.ask', { personId, again: true }).then(take, () => take(undefined));
  };
  const line = answer === undefined ? undefined : yearLine(answer);
  if (waiting) return <Waiting what="正在向平台核对本年累计……" />;
  if (line === undefined) return null;
  return (
    <p className={css['soft']}>
      {line}
      <Button size="compact-xs" variant="subtle" onClick={askAgain}>
        重新核对
      </Button>
    </p>
  );
}
