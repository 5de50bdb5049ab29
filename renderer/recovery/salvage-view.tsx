import { Table } from '@mantine/core';
import type { SalvageReportShape } from '../../shared/contract/backups.ts';
import { Look } from '../components/trouble.tsx';
import css from './recovery.module.css';

/** What was read out of a damaged file and what was lost, and whether what belongs together is whole. */
export function SalvageView({ report }: { report: SalvageReportShape }) {
  const lossy = report.tables.filter(({ lost }) => lost !== 0);
  const read = report.tables.reduce((sum, table) => sum + table.read, 0);
  return (
    <section className={css['rehearsal']} role="status" aria-label="救出的数据">
      <h3>已保存 {report.source.fileName}</h3>
      <p>
        共读出 {read} 行，其中结算 {report.content.settlementCount}{' '}
        笔。没有换用：请在列表里演练以后，再决定用备份还是用这一份。
      </p>
      {report.ledgerWhole && <p>账目完整：每笔结算和收付款都能对平。</p>}
      {!report.ledgerWhole && <Look sentence="账目不完整：有结算或收付款对不平，建议改用备份。" />}
      {report.auditWhole && <p>操作日志完整。</p>}
      {!report.auditWhole && <Look sentence="操作日志有缺失。" />}
      {!report.referencesWhole && <Look sentence="有的记录缺少它所依据的另一条记录。" />}
      {lossy.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>有损失的表</Table.Th>
              <Table.Th ta="right">读出（行）</Table.Th>
              <Table.Th ta="right">丢失（行）</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lossy.map(({ table, read: rows, lost }) => (
              <Table.Tr key={table}>
                <Table.Td>{table}</Table.Td>
                <Table.Td ta="right">{rows}</Table.Td>
                <Table.Td ta="right">{lost ?? '不详'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
