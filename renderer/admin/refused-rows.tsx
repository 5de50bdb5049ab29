import { Table } from '@mantine/core';
import type { Problem } from '../../shared/contract/refusal.ts';
import css from './admin.module.css';

/** The rows of a file that were not taken, each with its place and its reason. */
export function RefusedRows({
  refused,
  refusedCount,
}: {
  refused: readonly Problem[];
  refusedCount: number;
}) {
  return (
    <div className={css['problems']} tabIndex={0} role="region" aria-label="不对的行">
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>行</Table.Th>
            <Table.Th>列</Table.Th>
            <Table.Th>问题</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {refused.map(({ line, column, code, sentence }) => (
            <Table.Tr key={`${line} ${column} ${code}`}>
              <Table.Td>{line}</Table.Td>
              <Table.Td className={css['column']}>{column}</Table.Td>
              <Table.Td>{sentence}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {refusedCount > refused.length && <p>只列出前 {refused.length} 行。</p>}
    </div>
  );
}
