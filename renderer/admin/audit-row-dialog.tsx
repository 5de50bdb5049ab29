import { Button, Code, Modal, Stack, Table } from '@mantine/core';
import { auditActTitle } from '../../shared/audit/act-titles.ts';
import type { AuditLogRow } from '../../shared/contract/audit.ts';
import { formatInstant } from '../components/moment.ts';
import { KeyHint } from '../components/key-hint.tsx';

/** All that one row of the log says. */
export function AuditRowDialog({ row, onClose }: { row: AuditLogRow; onClose: () => void }) {
  const facts = [
    ['时间', formatInstant(row.at)],
    ['谁', row.accountName ?? '（程序）'],
    ['做了什么', auditActTitle(row.act)],
    ['动作代码', row.act],
    ['对象', row.subjectId ?? ''],
  ] as const;
  return (
    <Modal opened size="lg" title={`日志第 ${row.sequence} 条`} onClose={onClose}>
      <Stack gap="sm">
        <Table>
          <Table.Tbody>
            {facts.map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th w="7rem">{name}</Table.Th>
                <Table.Td>{value}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Code block>{JSON.stringify(JSON.parse(row.detail), undefined, 2)}</Code>
        <Button variant="default" data-autofocus onClick={onClose}>
          <KeyHint of="Esc" /> 返回
        </Button>
      </Stack>
    </Modal>
  );
}
