import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { FundClaim } from '../../shared/contract/fund-claims.ts';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { ClaimPapers } from './claim-papers.tsx';
import { ReceiveDialog } from './receive-dialog.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

interface ClaimActsProps {
  readonly claim: FundClaim;
  readonly role: Role;
  readonly today: string;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** What may be done with a claim, each as a button; the next act is the coloured one. */
export function ClaimActs({ claim, role, today, onChanged, onClose }: ClaimActsProps) {
  const act = useAct();
  const [said, setSaid] = useState<string>();
  const [open, setOpen] = useState<'receive' | 'withdraw'>();
  const mayWrite = mayAsk(role, 'fundClaims.submit');
  const changed = () => (setOpen(undefined), onChanged());
  return (
    <>
      <Trouble refusal={act.refusal} />
      <Waiting what={act.waiting ? '正在办理……' : undefined} />
      {said !== undefined && <p role="status">{said}</p>}
      <Group justify="space-between" mt="sm">
        <Button variant="default" onClick={onClose}>
          <KeyHint of="Esc" /> 返回
        </Button>
        <Group>
          {mayWrite && (claim.state === 'draft' || claim.state === 'submitted') && (
            <Button variant="default" onClick={() => setOpen('withdraw')}>
              {claim.state === 'draft' ? '作废草稿' : '撤回申报'}
            </Button>
          )}
          <ClaimPapers claim={claim} role={role} act={act} onSaid={setSaid} />
          {mayWrite && (
            <NextAct claim={claim} act={act} onChanged={onChanged} onReceive={() => setOpen('receive')} />
          )}
        </Group>
      </Group>
      {open === 'receive' && (
        <ReceiveDialog claim={claim} today={today} onDone={changed} onClose={() => setOpen(undefined)} />
      )}
      {open === 'withdraw' && (
        <WithdrawDialog claim={claim} onDone={changed} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

interface NextActProps {
  readonly claim: FundClaim;
  readonly act: ReturnType<typeof useAct>;
  readonly onChanged: () => void;
  readonly onReceive: () => void;
}

function NextAct({ claim: { claimId, state, way, delivery }, act, onChanged, onReceive }: NextActProps) {
  const client = useClient();
  const isSent = state === 'submitted' || state === 'part_paid';
  const send = () => client.request('fundClaims.send', { claimId });
  const submit = () =>
    act.run(async () => {
      try {
        const submitted = await client.request('fundClaims.submit', { claimId });
        if (submitted.way === 'platform') await send();
      } finally {
        onChanged();
      }
    });
  if (state === 'draft') {
    return (
      <Button loading={act.waiting} onClick={submit}>
        申报
      </Button>
    );
  }
  if (!isSent) return null;
  return (
    <>
      {way === 'platform' && delivery?.state !== 'done' && (
        <Button variant="default" loading={act.waiting} onClick={() => act.run(() => send().then(onChanged))}>
          {delivery === null ? '报送平台' : '再报一次'}
        </Button>
      )}
      <Button onClick={onReceive}>登记到账</Button>
    </>
  );
}
