import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Debtor } from '../../shared/contract/payments.ts';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { Trouble } from '../components/trouble.tsx';
import { CareDialog } from './care-dialog.tsx';

export interface DebtorActsProps {
  readonly debtor: Debtor | undefined;
  readonly role: Role;
  readonly onlyOverdue: boolean;
  readonly today: string;
  readonly onChanged: () => void;
}

/** What may be done about the debtor who is chosen, and with the whole list. */
export function DebtorActs({ debtor, role, onlyOverdue, today, onChanged }: DebtorActsProps) {
  const client = useClient();
  const act = useAct();
  const [cared, setCared] = useState<Debtor>();
  const [saved, setSaved] = useState<string>();
  const save = (what: () => Promise<{ readonly fileName: string } | null>) =>
    act.run(async () => {
      setSaved((await what())?.fileName);
    });
  const saveReminders = () => save(() => client.request('debts.saveReminders', { onlyOverdue }));
  const saveDefaultList = () => save(() => client.request('debts.saveDefaultList', {}));
  return (
    <>
      <Group>
        {debtor !== undefined && (
          <Button size="compact-md" variant="default" onClick={() => setCared(debtor)}>
            {debtor.name}：催缴、减免、名单
          </Button>
        )}
        {mayAsk(role, 'debts.saveReminders') && (
          <Button size="compact-md" variant="default" loading={act.waiting} onClick={saveReminders}>
            导出催缴名单
          </Button>
        )}
        {mayAsk(role, 'debts.saveDefaultList') && (
          <Button size="compact-md" variant="default" loading={act.waiting} onClick={saveDefaultList}>
            导出恶意拖欠名单
          </Button>
        )}
        {saved !== undefined && <span role="status">✓ 已保存 {saved}</span>}
      </Group>
      <Trouble refusal={act.refusal} />
      {cared !== undefined && (
        <CareDialog
          debtor={cared}
          role={role}
          today={today}
          onClose={() => (setCared(undefined), onChanged())}
        />
      )}
    </>
  );
}
