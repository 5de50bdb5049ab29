import { Button } from '@mantine/core';
import { recoveryHelps } from '../../shared/contract/backups.ts';
import type { Refusal } from '../../shared/contract/refusal.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { ClosedRecovery } from '../recovery/closed-recovery.tsx';
import type { Client } from './client.ts';
import { ClosedDiagnostics } from './closed-diagnostics.tsx';
import { recoveryKeyHelps, RecoveryKeyForm } from './recovery-key-form.tsx';
import css from './sign-in.module.css';

interface OpeningProps {
  readonly client: Client;
  readonly refusal: Refusal | undefined;
  readonly onRetry: () => void;
}

/** Before the service has answered: it is opening, or it says why it cannot, and what may help. */
export function Opening({ client, refusal, onRetry }: OpeningProps) {
  const asksKey = refusal !== undefined && recoveryKeyHelps(refusal);
  const recovers = refusal !== undefined && recoveryHelps(refusal);
  return (
    <main className={css['page']}>
      <div className={`${css['sheet']} ${recovers ? css['widest'] : asksKey ? css['wide'] : ''}`}>
        <h1>一站通</h1>
        {refusal === undefined && <Waiting what="正在打开本院的数据……" />}
        <Trouble refusal={refusal} />
        {asksKey && <RecoveryKeyForm client={client} onOpened={onRetry} onRetry={onRetry} />}
        {refusal !== undefined && !asksKey && (
          <Button autoFocus onClick={onRetry}>
            再试一次 Enter
          </Button>
        )}
        {recovers && <ClosedRecovery client={client} />}
        {refusal !== undefined && <ClosedDiagnostics client={client} />}
      </div>
    </main>
  );
}
