import { Table } from '@mantine/core';
import { type OutboxRowDetail, uploadKindTitles } from '../../shared/contract/outbox.ts';
import { formatMoment } from '../components/moment.ts';
import css from './queue.module.css';

/** What was asked of the platform beside sending the record itself. */
const exchangeWords: Readonly<Partial<Record<OutboxRowDetail['attempts'][number]['what'], string>>> = {
  identify: '查询人员',
  ask: '查询是否收到',
  correct: '冲正',
};

/** What people remarked, and every exchange with the platform, newest first. */
export function RowHistory({ detail: { row, notes, attempts } }: { detail: OutboxRowDetail }) {
  return (
    <>
      {notes.length > 0 && (
        <ul className={css['notes']} aria-label="备注">
          {notes.map((note) => (
            <li key={`${note.recordedAt} ${note.text}`}>
              <small>
                {formatMoment(note.recordedAt)} {note.recordedByName}
              </small>{' '}
              {note.text}
            </li>
          ))}
        </ul>
      )}
      {attempts.length === 0 ? (
        <p className={css['facts']}>还没有向平台发送过。</p>
      ) : (
        <div className={css['attempts']} tabIndex={0} role="region" aria-label="与平台的往来">
          <Table stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>时间</Table.Th>
                <Table.Th>做了什么</Table.Th>
                <Table.Th>结果</Table.Th>
                <Table.Th>平台代码</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {attempts.map((attempt) => (
                <Table.Tr key={`${attempt.at} ${attempt.outcome} ${attempt.code}`}>
                  <Table.Td>{formatMoment(attempt.at)}</Table.Td>
                  <Table.Td className={css['exchange']}>
                    {exchangeWords[attempt.what] ?? `上传${uploadKindTitles[row.kind]}`}
                  </Table.Td>
                  <Table.Td className={css['reason']}>{attempt.reason}</Table.Td>
                  <Table.Td>{attempt.code}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </>
  );
}
