import { Button, Group, Table } from '@mantine/core';
import type { Stay } from '../../shared/contract/stays.ts';
import { Amount } from '../components/amount.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { formatMoment } from '../components/moment.ts';

type FeeList = Stay['feeLists'][number];

interface ListsViewProps {
  readonly stay: Stay;
  readonly onWithdraw: (list: FeeList) => void;
  readonly onAdd: () => void;
  readonly onQuery: () => void;
  readonly waiting: boolean;
}

/** The lists of a stay as they were loaded: each can be taken back, and another added. */
export function ListsView({ stay, onWithdraw, onAdd, onQuery, waiting }: ListsViewProps) {
  return (
    <>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>清单</Table.Th>
            <Table.Th ta="right">项数</Table.Th>
            <Table.Th ta="right">金额</Table.Th>
            <Table.Th>合计</Table.Th>
            <Table.Th>导入</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {stay.feeLists.map((list) => (
            <Table.Tr key={list.feeListId}>
              <Table.Td>{list.fileName}</Table.Td>
              <Table.Td ta="right">{list.itemCount} 项</Table.Td>
              <Table.Td ta="right">
                <Amount fen={list.cost.totalFen} />
              </Table.Td>
              <Table.Td>{list.statedTotalFen === null ? '未核对' : '一致'}</Table.Td>
              <Table.Td>{formatMoment(list.recordedAt)}</Table.Td>
              <Table.Td>
                <Button size="compact-sm" variant="default" onClick={() => onWithdraw(list)}>
                  撤回
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="end">
        <Button variant="default" loading={waiting} onClick={onQuery}>
          <KeyHint of="8" /> 向收费系统查询
        </Button>
        <Button data-autofocus onClick={onAdd}>
          <KeyHint of="Enter" /> 再加一份清单
        </Button>
      </Group>
    </>
  );
}
