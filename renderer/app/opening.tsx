import { Button } from '@mantine/core';
import type { Refusal } from '../../shared/contract/refusal.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import css from './sign-in.module.css';

/** Before the service has answered: it is opening, or it says why it cannot. */
export function Opening({ refusal, onRetry }: { refusal: Refusal | undefined; onRetry: () => void }) {
  return (
    <main className={css['page']}>
      <div className={css['sheet']}>
        <h1>一站通</h1>
        {refusal === undefined ? (
          <Waiting what="正在打开本院的数据……" />
        ) : (
          <>
            <Trouble refusal={refusal} />
            <Button autoFocus onClick={onRetry}>
              再试一次 Enter
            </Button>
          </>
        )}
      </div>
    </main>
  );
}
