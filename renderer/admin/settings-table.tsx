import { Table } from '@mantine/core';
import css from './admin.module.css';

/** What is set, a line each: title and text. */
export function SettingsTable({ rows }: { rows: readonly (readonly [title: string, text: string])[] }) {
  return (
    <Table className={css['state']}>
      <Table.Tbody>
        {rows.map(([title, text]) => (
          <Table.Tr key={title}>
            <Table.Th className={css['column']}>{title}</Table.Th>
            <Table.Td className={css['file']}>{text}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
