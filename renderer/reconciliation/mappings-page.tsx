import { Table } from '@mantine/core';
import { sideTitles, type StatementColumn, statementColumns } from '../../shared/contract/statement.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { formatInstant } from '../components/moment.ts';
import { Trouble } from '../components/trouble.tsx';
import css from './reconciliation.module.css';

/** How the files of each source are read. */
export function MappingsPage(_props: RoomProps) {
  const { value, refusal } = useAnswer('reconciliation.mappings', {});
  return (
    <>
      <h2>列对应</h2>
      <Trouble refusal={refusal} />
      <p className={css['soft']}>
        常见的表头能自动认出，不用设置。认不出时，收下对账单的地方会请您指明每一列，保存后同一来源的文件都这样读。
      </p>
      {value !== undefined && value.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>哪一方</Table.Th>
              <Table.Th>来源</Table.Th>
              <Table.Th>单位</Table.Th>
              <Table.Th>列</Table.Th>
              <Table.Th>设置时间</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {value.map(({ side, sourceName, mapping, recordedAt }) => (
              <Table.Tr key={`${side}/${sourceName}`}>
                <Table.Td>{sideTitles[side]}</Table.Td>
                <Table.Td>{sourceName}</Table.Td>
                <Table.Td>{mapping.unit === 'fen' ? '分' : '元'}</Table.Td>
                <Table.Td>
                  {(Object.entries(mapping.columns) as [StatementColumn, string][])
                    .map(([key, heading]) => `${statementColumns[key]}＝${heading}`)
                    .join('，')}
                </Table.Td>
                <Table.Td>{formatInstant(recordedAt)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}
