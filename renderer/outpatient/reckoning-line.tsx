import { useCallback, useEffect, useRef, useState } from 'react';
import type { Reckoning } from '../../shared/contract/outpatient.ts';
import type { Trial } from '../../shared/contract/settlements.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useClient, useEvent } from '../app/use-client.ts';
import { Look, Waiting } from '../components/trouble.tsx';
import css from './outpatient.module.css';

interface ReckoningLineProps {
  readonly trial: Trial;
  /** Its amounts stand beside ours from now on: the trial is to be made anew. */
  readonly onCompared: () => void;
}

/**
 * Asks the platform for its own trial of the visit (2206) as soon as ours lies on the desk, and again when something of
 * it has been uploaded. Nothing waits for it.
 */
export function ReckoningLine({ trial, onCompared }: ReckoningLineProps) {
  const client = useClient();
  const { stayId, asOrdinary, comparison } = trial;
  const [answer, setAnswer] = useState<Reckoning>();
  const compared = useRef(onCompared);
  useEffect(() => {
    compared.current = onCompared;
  });
  const take = useCallback((next: Reckoning) => {
    setAnswer(next);
    if (next.outcome === 'compared') compared.current();
  }, []);
  const ask = useCallback(() => {
    client
      .request('outpatient.askReckoning', { stayId, asOrdinary })
      .then(take, () => take({ outcome: 'not_reached', sentence: '没有与医保平台核对' }));
  }, [client, stayId, asOrdinary, take]);
  const isCompared = comparison?.source === 'platform';
  useEffect(() => {
    if (!isCompared) ask();
  }, [ask, isCompared]);
  useEvent('outbox.changed', () => {
    const isOpen = answer === undefined || answer.outcome === 'not_told';
    if (!isCompared && isOpen) ask();
  });
  if (isCompared) return <Compared comparison={comparison} />;
  if (answer === undefined) return <Waiting what="正在向医保平台核对……" />;
  return answer.outcome === 'compared' ? null : <p className={css['soft']}>{answer.sentence}。</p>;
}

function Compared({ comparison }: { comparison: NonNullable<Trial['comparison']> }) {
  if (comparison.verdict === 'same') return <p className={css['soft']}>✓ 医保平台试算与本窗口一致。</p>;
  const lines = comparison.lines.filter(({ differenceFen }) => differenceFen !== 0);
  const words = lines.map(
    ({ title, oursFen, theirsFen }) =>
      `${title} 本窗口 ${formatYuan(oursFen)}、平台 ${formatYuan(theirsFen)}`,
  );
  return <Look sentence={`医保平台试算与本窗口不同：${words.join('；')}。`} />;
}
