import { Progress } from '@mantine/core';
import { useState } from 'react';
import type { EventPayload } from '../../shared/contract/contract.ts';
import { useEvent } from '../app/use-client.ts';
import { stepWords } from './words.ts';

/** How far a rehearsal, a restoration or the saving of a damaged file is. */
export function Working({ waiting }: { waiting: boolean }) {
  const [progress, setProgress] = useState<EventPayload<'recovery.progress'>>();
  useEvent('recovery.progress', setProgress);
  if (!waiting) return null;
  const { step, done, total } = progress ?? { step: 'checking' as const, done: 0, total: 0 };
  return (
    <div role="status">
      <p>{stepWords[step]}……请不要关闭程序。</p>
      <Progress
        value={total === 0 ? 100 : (done / total) * 100}
        animated={total === 0}
        striped={total === 0}
        aria-label={stepWords[step]}
      />
    </div>
  );
}
