import { Button, Table } from '@mantine/core';
import type { CopySource, ListedCopy } from '../../shared/contract/backups.ts';
import { formatInstant } from '../components/moment.ts';
import css from './recovery.module.css';
import { causeWords, formatBytes, placeWords, problemWords } from './words.ts';

interface CopyTableProps {
  readonly copies: readonly ListedCopy[];
  readonly waiting: boolean;
  /** Undefined where this role may only look. */
  readonly onRehearse: ((source: CopySource) => void) | undefined;
}

/** Every file that could be put in place, the newest first, with what it holds. */
export function CopyTable({ copies, waiting, onRehearse }: CopyTableProps) {
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>时间</Table.Th>
          <Table.Th>来由</Table.Th>
          <Table.Th>位置</Table.Th>
          <Table.Th ta="right">大小</Table.Th>
          <Table.Th>最后一笔结算</Table.Th>
          <Table.Th ta="right">结算</Table.Th>
          <Table.Th ta="right">未上传</Table.Th>
          <Table.Th>状态</Table.Th>
          {onRehearse !== undefined && <Table.Th />}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {copies.map((copy) => (
          <Table.Tr key={`${copy.source.place} ${copy.source.fileName}`} title={copy.source.fileName}>
            <Table.Td>{formatInstant(copy.madeAt)}</Table.Td>
            <Table.Td>{causeWords[copy.cause]}</Table.Td>
            <Table.Td>{placeWords[copy.source.place]}</Table.Td>
            <Table.Td ta="right">{formatBytes(copy.sizeBytes)}</Table.Td>
            <Table.Td>{lastOf(copy)}</Table.Td>
            <Table.Td ta="right">{copy.content?.settlementCount}</Table.Td>
            <Table.Td ta="right">{copy.content?.openUploadCount}</Table.Td>
            <Table.Td className={copy.problem === null ? undefined : css['bad']}>{stateOf(copy)}</Table.Td>
            {onRehearse !== undefined && (
              <Table.Td>
                {copy.problem === null && (
                  <Button
                    variant="default"
                    size="xs"
                    disabled={waiting}
                    onClick={() => onRehearse(copy.source)}
                  >
                    演练
                  </Button>
                )}
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function lastOf({ content }: ListedCopy): string {
  if (content === null) return '';
  if (content.lastSettlement === null) return '还没有结算';
  return `${content.lastSettlement.slipNumber} · ${formatInstant(content.lastSettlement.recordedAt)}`;
}

function stateOf({ problem, recorded }: ListedCopy): string {
  if (problem !== null) return problemWords[problem];
  return recorded ? '已核对' : '可打开';
}
