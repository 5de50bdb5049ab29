import { Table } from '@mantine/core';
import { formatMoment } from '../components/moment.ts';
import css from './admin.module.css';

/** A file that was taken in whole: a roster, a catalogue. */
export interface ShownImport {
  readonly importId: string;
  readonly day: string;
  readonly fileName: string;
  readonly count: number;
  readonly refusedCount: number;
  readonly recordedAt: string;
  /** Null: the program itself. */
  readonly recordedBy: string | null;
}

interface ImportTableProps {
  readonly dayTitle: string;
  readonly countTitle: string;
  readonly imports: readonly ShownImport[];
}

/** Every import, the newest first. */
export function ImportTable({ dayTitle, countTitle, imports }: ImportTableProps) {
  if (imports.length === 0) return null;
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{dayTitle}</Table.Th>
          <Table.Th>文件</Table.Th>
          <Table.Th ta="right">{countTitle}</Table.Th>
          <Table.Th ta="right">未导入的行</Table.Th>
          <Table.Th>导入时间</Table.Th>
          <Table.Th>导入人</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {imports.map((one) => (
          <Table.Tr key={one.importId}>
            <Table.Td>{one.day}</Table.Td>
            <Table.Td className={css['file']}>{one.fileName}</Table.Td>
            <Table.Td ta="right">{one.count}</Table.Td>
            <Table.Td ta="right">{one.refusedCount}</Table.Td>
            <Table.Td>{formatMoment(one.recordedAt)}</Table.Td>
            <Table.Td>{one.recordedBy ?? '系统'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
