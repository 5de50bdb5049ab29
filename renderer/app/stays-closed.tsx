import { Button } from '@mantine/core';
import { recoveryHelps } from '../../shared/contract/backups.ts';
import type { Refusal } from '../../shared/contract/refusal.ts';
import { Trouble } from '../components/trouble.tsx';
import { ClosedRecovery } from '../recovery/closed-recovery.tsx';
import type { Client } from './client.ts';
import { ClosedDiagnostics } from './closed-diagnostics.tsx';
import { recoveryKeyHelps, RecoveryKeyForm } from './recovery-key-form.tsx';
import css from './sign-in.module.css';

interface StaysClosedProps {
  readonly client: Client;
  readonly refusal: Refusal;
  readonly onRetry: () => void;
}

/** The service cannot open the file: why, and what may help. */
export function StaysClosed({ client, refusal, onRetry }: StaysClosedProps) {
  const asksKey = recoveryKeyHelps(refusal);
  const recovers = recoveryHelps(refusal);
  return (
    <div className={`${css['sheet']} ${recovers ? css['widest'] : asksKey ? css['wide'] : ''}`}>
      <h1>一站通</h1>
      <Trouble refusal={refusal} />
      {asksKey && <RecoveryKeyForm client={client} onOpened={onRetry} onRetry={onRetry} />}
      {!asksKey && (
        <Button autoFocus onClick={onRetry}>
          再试一次 Enter
        </Button>
      )}
      {recovers && <ClosedRecovery client={client} />}
      <ClosedDiagnostics client={client} />
    </div>
  );
}
