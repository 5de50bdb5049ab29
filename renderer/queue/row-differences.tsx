import { Table } from '@mantine/core';
import type { OutboxRowDetail } from '../../shared/contract/outbox.ts';
import { Amount } from '../components/amount.tsx';
import css from './queue.module.css';

/** Our amounts beside the centre's, where they are not the same. */
export function RowDifferences({ differences }: Pick<OutboxRowDetail, 'differences'>) {
  if (differences.length === 0) return null;
  return (
    <div className={css['attempts']} tabIndex={0} role="region" aria-label="与中心不同的金额">
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>项目</Table.Th>
            <Table.Th ta="right">本院</Table.Th>
            <Table.Th ta="right">中心</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {differences.map(({ what, title, oursFen, theirsFen }) => (
            <Table.Tr key={`${what} ${title}`}>
              <Table.Td>{what === null ? title : `${what} · ${title}`}</Table.Td>
              <Table.Td ta="right">
                <Amount fen={oursFen} />
              </Table.Td>
              <Table.Td ta="right">
                <Amount fen={theirsFen} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
