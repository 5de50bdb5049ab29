import { Button, Group, Modal, Stack, Table } from '@mantine/core';
import { useState } from 'react';
import type { Stay } from '../../shared/contract/stays.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { Amount } from '../components/amount.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { formatMoment } from '../components/moment.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';

interface FeesDialogProps {
  readonly stay: Stay;
  readonly onAdd: () => void;
  readonly onChanged: (stay: Stay) => void;
  readonly onClose: () => void;
}

/** F3 where fees are loaded already: add another list, or take back one that was loaded by mistake. */
export function FeesDialog({ stay, onAdd, onChanged, onClose }: FeesDialogProps) {
  const client = useClient();
  const act = useAct();
  const [withdrawn, setWithdrawn] = useState<Stay['feeLists'][number]>();
  if (withdrawn !== undefined) {
    const { feeListId, fileName } = withdrawn;
    return (
      <ReasonDialog
        title={`撤回费用清单 ${fileName}`}
        act={act}
        submitLabel="撤回"
        asksReason
        onSubmit={(reason) =>
          act.run(async () => onChanged(await client.request('stays.withdrawFees', { feeListId, reason })))
        }
        onClose={() => setWithdrawn(undefined)}
      />
    );
  }
  return (
    <Modal opened size="xl" title="费用清单" onClose={onClose}>
      <Stack gap="md">
        <Table>
          <Table.Tbody>
            {stay.feeLists.map((list) => (
              <Table.Tr key={list.feeListId}>
                <Table.Td>{list.fileName}</Table.Td>
                <Table.Td ta="right">{list.itemCount} 项</Table.Td>
                <Table.Td ta="right">
                  <Amount fen={list.cost.totalFen} />
                </Table.Td>
                <Table.Td>{formatMoment(list.recordedAt)}</Table.Td>
                <Table.Td>
                  <Button size="compact-sm" variant="default" onClick={() => setWithdrawn(list)}>
                    撤回
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Group justify="space-between">
          <Button variant="default" onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
          <Button data-autofocus onClick={onAdd}>
            <KeyHint of="Enter" /> 再加一份清单
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
