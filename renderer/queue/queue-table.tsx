import { Table } from '@mantine/core';
import type { OutboxRow } from '../../shared/contract/outbox.ts';
import { Amount } from '../components/amount.tsx';
import { formatAge, formatMoment } from '../components/moment.ts';
import css from './queue.module.css';
import { uploadWords } from './upload-words.ts';

const kindTitles: Record<OutboxRow['kind'], string> = {
  admission: '入院登记',
  settlement: '结算',
  reversal: '结算撤销',
};

/** Oldest first, as the service gives it: what waits on top, then what went through last. */
export function QueueTable({ rows, isCut }: { rows: readonly OutboxRow[]; isCut: boolean }) {
  if (rows.length === 0) {
    return (
      <p>这里列出要报送中心的记录：入院登记、结算、撤销。现在一笔也没有；窗口结算后会自动出现并上传。</p>
    );
  }
  return (
    <div className={css['table']} tabIndex={0} role="region" aria-label="上传记录">
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
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <QueueRow key={row.outboxId} row={row} />
          ))}
        </Table.Tbody>
      </Table>
      {isCut && <p>只列出前 {rows.length} 笔。</p>}
    </div>
  );
}

function QueueRow({ row }: { row: OutboxRow }) {
  const { word, tone } = uploadWords[row.state];
  const isDone = row.state === 'done';
  return (
    <Table.Tr>
      <Table.Td>{kindTitles[row.kind]}</Table.Td>
      <Table.Td className={css['name']} title={row.personName}>
        {row.personName}
      </Table.Td>
      <Table.Td ta="right">{row.kind === 'admission' ? '—' : <Amount fen={row.amountFen} />}</Table.Td>
      <Table.Td>
        {formatMoment(row.recordedAt)}
        {!isDone && <small> 已等 {formatAge(row.recordedAt)}</small>}
      </Table.Td>
      <Table.Td className={css[tone]}>{word}</Table.Td>
      <Table.Td className={css['reason']}>
        {row.differenceCount > 0 && (
          <b className={css['look']}>金额有 {row.differenceCount} 处不同，待财务核对。</b>
        )}
        {!isDone && row.lastReason}
        {!isDone && row.attempts > 1 && <small> 已试 {row.attempts} 次</small>}
      </Table.Td>
      <Table.Td>{nextOf(row)}</Table.Td>
    </Table.Tr>
  );
}

function nextOf({ state, doneAt, nextAttemptAt }: OutboxRow): string {
  if (state === 'done') return doneAt === null ? '' : `${formatMoment(doneAt)} 完成`;
  if (state === 'dead') return '等人处理';
  if (state === 'sending') return '';
  return nextAttemptAt === null ? '马上' : `${formatMoment(nextAttemptAt)} 再试`;
}
