import { Table } from '@mantine/core';
import css from './admin.module.css';

interface TriedTableProps {
  readonly label: string;
  readonly tried: readonly {
    readonly title: string;
    readonly state: 'good' | 'bad' | 'not_used' | 'unknown';
    readonly sentence: string;
  }[];
  /** Why one of them was not tried. */
  readonly untried: string;
}

/** What came of trying a connection or a device, step by step. */
export function TriedTable({ label, tried, untried }: TriedTableProps) {
  const marks = { good: '✓ 正常', bad: '✗ 不对', not_used: '— 没有用', unknown: `？ ${untried}` };
  return (
    <Table aria-label={label}>
      <Table.Tbody>
        {tried.map(({ title, state, sentence }) => (
          <Table.Tr key={title}>
            <Table.Th className={css['column']}>{title}</Table.Th>
            <Table.Td className={css['column']}>{marks[state]}</Table.Td>
            <Table.Td>{sentence}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
