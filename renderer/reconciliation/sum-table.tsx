import { Table } from '@mantine/core';
import type { GroupSums } from '../../shared/contract/reconciliation.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import css from './reconciliation.module.css';
import { whoseTitles } from './words.ts';

/** Sums by insurance, visit type and clearing type, the sides under each other. */
export function SumTable({ groups }: { groups: readonly GroupSums[] }) {
  const typeOf = ({ insurance, visitType, clearingType }: GroupSums) =>
    [insurance, visitType, clearingType].map((title) => title ?? '未注明').join(' · ');
  const sorted = [...groups].sort((one, other) => (typeOf(one) < typeOf(other) ? -1 : 1));
  return (
    <Table className={css['sums'] ?? ''} aria-label="总账" verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>险种 · 医疗类别 · 清算类别</Table.Th>
          <Table.Th>哪一方</Table.Th>
          <Table.Th ta="right">笔数</Table.Th>
          <Table.Th ta="right">总费用（元）</Table.Th>
          <Table.Th ta="right">基金支付（元）</Table.Th>
          <Table.Th ta="right">个人账户（元）</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sorted.map((group) => (
          <Table.Tr key={`${group.side}/${typeOf(group)}`}>
            <Table.Td>{typeOf(group)}</Table.Td>
            <Table.Td>{whoseTitles[group.side]}</Table.Td>
            <Table.Td ta="right">{group.count}</Table.Td>
            <Table.Td ta="right">{formatYuan(group.totalFen)}</Table.Td>
            <Table.Td ta="right">{group.fundFen === null ? '—' : formatYuan(group.fundFen)}</Table.Td>
            <Table.Td ta="right">{group.accountFen === null ? '—' : formatYuan(group.accountFen)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
