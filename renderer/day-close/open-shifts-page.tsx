import { Button, Modal, Table } from '@mantine/core';
import { useState } from 'react';
import type { OpenShift } from '../../shared/contract/day-close.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { formatInstant } from '../components/moment.ts';
import { Trouble } from '../components/trouble.tsx';
import css from './day-close.module.css';
import { ShiftToClose } from './my-day-page.tsx';

/** Whose money is not closed yet; who left without closing is closed for, with a reason. */
export function OpenShiftsPage({ session }: RoomProps) {
  const { value, refusal, reload } = useAnswer('dayClose.openShifts', {});
  const [closing, setClosing] = useState<OpenShift>();
  const mayClose = mayAsk(session.role, 'dayClose.close');
  return (
    <>
      <h2>还没有日结的</h2>
      <Trouble refusal={refusal} />
      {value?.length === 0 && <p className={css['soft']}>所有收退款都已日结。</p>}
      {value !== undefined && value.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>收费员</Table.Th>
              <Table.Th>第一笔</Table.Th>
              <Table.Th ta="right">应有现金（元）</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {value.map((shift) => (
              <Table.Tr key={shift.clerkId}>
                <Table.Th>{shift.clerkName}</Table.Th>
                <Table.Td>
                  {shift.firstAt !== null && formatInstant(shift.firstAt)}
                  {shift.isFromBefore && <b className={css['uneven']}>　前一天留下的</b>}
                </Table.Td>
                <Table.Td ta="right">{formatYuan(shift.expectedCashFen)}</Table.Td>
                <Table.Td>
                  {mayClose && shift.clerkId !== session.accountId && (
                    <Button variant="default" onClick={() => setClosing(shift)}>
                      替他日结
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {closing !== undefined && (
        <Modal
          opened
          size="76rem"
          title={`替 ${closing.clerkName} 日结`}
          onClose={() => (setClosing(undefined), reload())}
        >
          <ShiftToClose clerkId={closing.clerkId} />
        </Modal>
      )}
    </>
  );
}
