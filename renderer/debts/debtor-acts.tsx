import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Debtor } from '../../shared/contract/payments.ts';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import { useClient } from '../app/use-client.ts';
import { ExportButton } from '../components/export-button.tsx';
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
  const [cared, setCared] = useState<Debtor>();
  const [saved, setSaved] = useState<string>();
  return (
    <>
      <Group>
        {debtor !== undefined && (
          <Button size="compact-md" variant="default" onClick={() => setCared(debtor)}>
            {debtor.name}：催缴、减免、名单
          </Button>
        )}
        {mayAsk(role, 'debts.saveReminders') && (
          <ExportButton
            label="导出催缴名单"
            size="compact-md"
            save={(secondPerson) => client.request('debts.saveReminders', { onlyOverdue, secondPerson })}
            onSaved={setSaved}
          />
        )}
        {mayAsk(role, 'debts.saveDefaultList') && (
          <ExportButton
            label="导出恶意拖欠名单"
            size="compact-md"
            save={(secondPerson) => client.request('debts.saveDefaultList', { secondPerson })}
            onSaved={setSaved}
          />
        )}
        {saved !== undefined && <span role="status">✓ 已保存 {saved}</span>}
      </Group>
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
