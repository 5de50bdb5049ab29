import { Button, Progress } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { ReconciliationProgress } from '../../shared/contract/reconciliation.ts';
import { useAct, useClient, useEvent } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble } from '../components/trouble.tsx';
import css from './reconciliation.module.css';

const stepWords = {
  reading: '正在读对账单',
  asking: '正在问医保中心',
  pairing: '正在逐笔对照',
  judging: '正在归类差异',
  storing: '正在保存',
} as const;

/** How far a reading or a run is, with a key that cancels it. Nothing while none is under way. */
export function WorkProgress({
  active,
  atFirst,
}: {
  active: boolean;
  atFirst: ReconciliationProgress | null;
}) {
  const client = useClient();
  const act = useAct();
  const [told, setTold] = useState<{ readonly progress: ReconciliationProgress | null }>();
  useEvent('reconciliation.progress', (progress) => setTold({ progress }));
  const progress = told === undefined ? atFirst : told.progress;
  const cancel = () => act.run(async () => void (await client.request('reconciliation.cancel', {})));
  useHotkeys([['Escape', () => active && progress !== null && cancel()]], []);
  if (progress === null) return null;
  const share = progress.total === 0 ? 0 : Math.min(1, progress.done / progress.total);
  return (
    <section className={css['progress']} role="status" aria-label="对账进度">
      <p>
        <b>{stepWords[progress.step]}</b> {Math.floor(share * 100)}%
      </p>
      <Progress value={share * 100} aria-label="对账进度" transitionDuration={0} />
      <Button variant="default" mt="sm" onClick={cancel} loading={act.waiting}>
        <KeyHint of="Esc" /> 取消
      </Button>
      <Trouble refusal={act.refusal} />
    </section>
  );
}
