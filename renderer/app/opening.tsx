import { lazy, Suspense } from 'react';
import type { Refusal } from '../../shared/contract/refusal.ts';
import { Waiting } from '../components/trouble.tsx';
import type { Client } from './client.ts';
import css from './sign-in.module.css';

const StaysClosed = lazy(() =>
  import('./stays-closed.tsx').then(({ StaysClosed }) => ({ default: StaysClosed })),
);

interface OpeningProps {
  readonly client: Client;
  readonly refusal: Refusal | undefined;
  readonly onRetry: () => void;
}

/** Before the service has answered: it is opening, or it says why it cannot, and what may help. */
export function Opening({ client, refusal, onRetry }: OpeningProps) {
  const waiting = (
    <div className={css['sheet']}>
      <h1>一站通</h1>
      <Waiting what="正在打开本院的数据……" />
    </div>
  );
  return (
    <main className={css['page']}>
      {refusal === undefined ? (
        waiting
      ) : (
        <Suspense fallback={waiting}>
          <StaysClosed client={client} refusal={refusal} onRetry={onRetry} />
        </Suspense>
      )}
    </main>
  );
}
