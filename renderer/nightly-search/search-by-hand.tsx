import { Button, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useClient, useEvent } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble } from '../components/trouble.tsx';

interface SearchByHandProps extends Pick<RoomProps, 'session' | 'active'> {
  /** Which of the nightly searches. */
  readonly of: 'leftOut' | 'irregularities';
  readonly running: { readonly examinedCount: number } | null;
  readonly onEnded: () => void;
  /** What else may be done there, behind the button. */
  readonly children?: ReactNode;
}

/** Begins a nightly search by hand, and says how far it is. */
export function SearchByHand({ of, session, active, running, onEnded, children }: SearchByHandProps) {
  const client = useClient();
  const act = useAct();
  const [told, setTold] = useState<{ readonly progress: SearchByHandProps['running'] }>();
  useEvent(`${of}.progress`, (progress) => {
    setTold({ progress });
    if (progress === null) onEnded();
  });
  const progress = told === undefined ? running : told.progress;
  const mayExamine = mayAsk(session.role, `${of}.examine`) && progress === null;
  const examine = () => act.run(async () => setTold({ progress: await client.request(`${of}.examine`, {}) }));
  useHotkeys(active && mayExamine ? [['F6', examine]] : [], []);
  return (
    <Group gap="sm">
      {mayExamine && (
        <Button variant="default" onClick={examine}>
          <KeyHint of="F6" /> 现在查找
        </Button>
      )}
      {children}
      {progress !== null && (
        <span role="status">正在查找，已看过 {progress.examinedCount} 人；窗口照常结算。</span>
      )}
      <Trouble refusal={act.refusal} />
    </Group>
  );
}
