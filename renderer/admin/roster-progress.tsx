import { Button, Progress } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { RosterProgress } from '../../shared/contract/people.ts';
import { useAct, useAnswer, useClient, useEvent } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble } from '../components/trouble.tsx';
import css from './admin.module.css';

const stepWords = {
  reading: '第 1 步，共 3 步：逐行核对文件',
  comparing: '第 2 步，共 3 步：与现有名册比较',
  writing: '第 3 步，共 3 步：写入；窗口照常结算，写完才一起生效',
  withdrawing: '正在撤回已写入的部分，名册和原来一样',
} as const;

/** How far an import is, whoever started it, with a key that cancels it. Nothing while none is under way. */
export function RosterImportProgress({ active }: { active: boolean }) {
  const client = useClient();
  const act = useAct();
  const atFirst = useAnswer('roster.running', {});
  const [told, setTold] = useState<{ readonly progress: RosterProgress | null }>();
  useEvent('roster.progress', (progress) => setTold({ progress }));
  const progress = told === undefined ? (atFirst.value ?? null) : told.progress;
  const mayCancel = progress !== null && progress.step !== 'withdrawing';
  const cancel = () => act.run(async () => void (await client.request('roster.cancelImport', {})));
  useHotkeys([['Escape', () => active && mayCancel && cancel()]], []);
  if (progress === null) return null;
  const share = progress.total === 0 ? 0 : Math.min(1, progress.done / progress.total);
  return (
    <section className={css['state']} role="status" aria-label="名册导入">
      <p>
        <b>{stepWords[progress.step]}</b> {Math.floor(share * 100)}%
      </p>
      <Progress value={share * 100} aria-label="名册导入进度" transitionDuration={0} />
      {mayCancel && (
        <Button variant="default" mt="sm" onClick={cancel} loading={act.waiting}>
          <KeyHint of="Esc" /> 取消导入
        </Button>
      )}
      <Trouble refusal={act.refusal} />
    </section>
  );
}
