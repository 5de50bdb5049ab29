import { Button, Table } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { OutboxRow } from '../../shared/contract/outbox.ts';
import { Amount } from '../components/amount.tsx';
import { formatAge, formatMoment } from '../components/moment.ts';
import css from './queue.module.css';
import { nextWords, subjectWords } from './row-words.ts';
import { uploadWords } from './upload-words.ts';

interface QueueTableProps {
  readonly rows: readonly OutboxRow[];
  readonly isCut: boolean;
  readonly onOpen: (row: OutboxRow) => void;
}

/** What a person has to work off on top; then what waits, oldest first; then what went through last. */
export function QueueTable({ rows, isCut, onOpen }: QueueTableProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // With nothing to send the keys go nowhere else.
    if (document.activeElement === document.body) place.current?.focus();
  }, []);
  if (rows.length === 0) {
    return (
      <p>
        这里列出要报送中心的记录：入院、费用明细、出院、结算、撤销。现在一笔也没有；窗口办理后会自动出现并上传。
      </p>
    );
  }
  const ordered = [
    ...rows.filter(({ state }) => state === 'dead'),
    ...rows.filter(({ state }) => state !== 'dead'),
  ];
  return (
    <div ref={place} className={css['table']} tabIndex={0} role="region" aria-label="上传记录">
      <Table stickyHeader highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>事项</Table.Th>
            <Table.Th>患者</Table.Th>
            <Table.Th ta="right">金额</Table.Th>
            <Table.Th>记录时间</Table.Th>
            <Table.Th>状态</Table.Th>
            <Table.Th>说明</Table.Th>
            <Table.Th>下一次</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ordered.map((row) => (
            <QueueRow key={row.outboxId} row={row} onOpen={onOpen} />
          ))}
        </Table.Tbody>
      </Table>
      {isCut && <p>只列出前 {rows.length} 笔。</p>}
    </div>
  );
}

function QueueRow({ row, onOpen }: { row: OutboxRow; onOpen: (row: OutboxRow) => void }) {
  const { word, tone } = uploadWords[row.state];
  const isOver = row.state === 'done' || row.state === 'closed';
  const isDead = row.state === 'dead';
  return (
    <Table.Tr>
      <Table.Td className={css['subject']}>{subjectWords(row)}</Table.Td>
      <Table.Td className={css['name']} title={row.personName}>
        {row.personName}
      </Table.Td>
      <Table.Td ta="right">{row.amountFen === 0 ? '—' : <Amount fen={row.amountFen} />}</Table.Td>
      <Table.Td className={css['whole']}>
        {formatMoment(row.recordedAt)}
        {!isOver && <small> 已等 {formatAge(row.recordedAt)}</small>}
      </Table.Td>
      <Table.Td className={`${css['whole']} ${css[tone] ?? ''}`}>{word}</Table.Td>
      <Table.Td className={css['reason']}>
        {row.differenceCount > 0 && (
          <b className={css['look']}>金额有 {row.differenceCount} 处不同，待财务核对。</b>
        )}
        {!isOver && row.lastReason}
        {!isOver && row.attempts > 1 && <small> 已试 {row.attempts} 次</small>}
        {row.noteCount > 0 && <small className={css['noteCount']}> 备注 {row.noteCount} 条</small>}
      </Table.Td>
      <Table.Td>{nextWords(row)}</Table.Td>
      <Table.Td ta="right">
        <Button
          size="compact-md"
          variant={isDead ? 'filled' : 'default'}
          aria-label={`${isDead ? '处理' : '查看'} ${subjectWords(row)} ${row.personName}`}
          onClick={() => onOpen(row)}
        >
          {isDead ? '处理' : '查看'}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
