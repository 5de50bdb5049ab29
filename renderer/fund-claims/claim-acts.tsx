import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { FundClaim } from '../../shared/contract/fund-claims.ts';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { printPaper } from '../payment/print-paper.ts';
import { ReceiveDialog } from './receive-dialog.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

interface ClaimActsProps {
  readonly claim: FundClaim;
  readonly role: Role;
  readonly today: string;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** What may be done with a claim, each as a button; the next act is the wide one. */
export function ClaimActs({ claim, role, today, onChanged, onClose }: ClaimActsProps) {
  const client = useClient();
  const act = useAct();
  const [said, setSaid] = useState<string>();
  const [open, setOpen] = useState<'receive' | 'withdraw'>();
  const { claimId, state } = claim;
  const mayWrite = mayAsk(role, 'fundClaims.submit');
  const isSent = state === 'submitted' || state === 'part_paid';
  const save = () =>
    act.run(async () => {
      const file = await client.request('fundClaims.saveList', { claimId });
      if (file !== null) setSaid(`✓ 已保存 ${file.fileName}`);
    });
  const print = () =>
    act.run(async () => {
      const choice = { paper: null, printer: null };
      setSaid((await printPaper(client, 'claim_list', claimId, choice, '拨付申报用')).sentence);
    });
  const submit = () => act.run(() => client.request('fundClaims.submit', { claimId }).then(onChanged));
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
          {mayWrite && (state === 'draft' || state === 'submitted') && (
            <Button variant="default" onClick={() => setOpen('withdraw')}>
              {state === 'draft' ? '作废草稿' : '撤回申报'}
            </Button>
          )}
          <Button variant="default" onClick={save}>
            导出 XLSX
          </Button>
          {state !== 'withdrawn' && mayAsk(role, 'documents.print') && (
            <Button variant="default" onClick={print}>
              打印申请表
            </Button>
          )}
          {mayWrite && state === 'draft' && (
            <Button loading={act.waiting} onClick={submit}>
              申报
            </Button>
          )}
          {mayWrite && isSent && <Button onClick={() => setOpen('receive')}>登记到账</Button>}
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
