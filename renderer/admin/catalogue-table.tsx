import { Table } from '@mantine/core';
import type { CatalogueState } from '../../shared/contract/catalogue.ts';
import { formatMoment } from '../components/moment.ts';
import css from './admin.module.css';

/** Every catalogue that was imported, the newest first. */
export function CatalogueTable({ imports }: Pick<CatalogueState, 'imports'>) {
  if (imports.length === 0) return null;
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>起用日期</Table.Th>
          <Table.Th>文件</Table.Th>
          <Table.Th ta="right">项数</Table.Th>
          <Table.Th ta="right">未导入的行</Table.Th>
          <Table.Th>导入时间</Table.Th>
          <Table.Th>导入人</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {imports.map((one) => (
          <Table.Tr key={one.importId}>
            <Table.Td>{one.fromDay}</Table.Td>
            <Table.Td className={css['file']}>{one.fileName}</Table.Td>
            <Table.Td ta="right">{one.itemCount}</Table.Td>
            <Table.Td ta="right">{one.refusedCount}</Table.Td>
            <Table.Td>{formatMoment(one.recordedAt)}</Table.Td>
            <Table.Td>{one.recordedBy ?? '系统'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
