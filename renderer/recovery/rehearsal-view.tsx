import { Table } from '@mantine/core';
import type { Rehearsal } from '../../shared/contract/backups.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import { Amount } from '../components/amount.tsx';
import { formatInstant } from '../components/moment.ts';
import { Look } from '../components/trouble.tsx';
import css from './recovery.module.css';
import { lostKindWords } from './words.ts';

/** What putting this file in place would lose and bring back, and what the centre holds that it does not. */
export function RehearsalView({ rehearsal }: { rehearsal: Rehearsal }) {
  const { content, lost, returning, centre, warnings, source } = rehearsal;
  const last = content.lastSettlement;
  return (
    <section className={css['rehearsal']} role="status" aria-label="演练结果">
      <h3>演练结果 · {source.fileName}</h3>
      <p>
        换用后，数据回到
        {last === null
          ? '还没有结算的时候'
          : `结算单 ${last.slipNumber}（${formatInstant(last.recordedAt)}）`}
        ：{content.settlementCount} 笔结算，{content.stayCount} 次住院，{content.personCount}{' '}
        人。没有改动任何文件。
      </p>
      {warnings.map((sentence) => (
        <Look key={sentence} sentence={sentence} />
      ))}
      <dl className={css['sums']}>
        <Sum title="会丢失的结算" count={lost.settlements.count} fen={lost.settlements.sumFen} />
        <Sum title="会丢失的撤销" count={lost.reversals.count} fen={lost.reversals.sumFen} />
        <Sum title="会丢失的收付款" count={lost.payments.count} fen={lost.payments.sumFen} />
        <Sum title="会丢失的住院登记" count={lost.stays.count} fen={null} />
        <Sum title="重新待核对的上传" count={returning.count} fen={null} />
        <Sum title="中心有、这份没有" count={centre.unknownHere.length} fen={null} />
      </dl>
      {lost.records.length > 0 && (
        <LostTable records={lost.records} count={lost.settlements.count + lost.reversals.count} />
      )}
      {lost.stays.admissionNumbers.length > 0 && (
        <p>会丢失的住院号：{lost.stays.admissionNumbers.join('、')}</p>
      )}
      {centre.unknownHere.length > 0 && <CentreTable held={centre.unknownHere} />}
    </section>
  );
}

function Sum({ title, count, fen }: { title: string; count: number; fen: number | null }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd className={count > 0 ? css['some'] : undefined}>
        {count}
        {fen !== null && count > 0 && <small> · {formatYuan(fen as Fen)}</small>}
      </dd>
    </div>
  );
}

function LostTable({ records, count }: { records: Rehearsal['lost']['records']; count: number }) {
  return (
    <div className={css['list']} tabIndex={0} role="region" aria-label="会丢失的结算">
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>会丢失</Table.Th>
            <Table.Th>结算单号</Table.Th>
            <Table.Th>时间</Table.Th>
            <Table.Th ta="right">总费用</Table.Th>
            <Table.Th ta="right">个人</Table.Th>
            <Table.Th>中心</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {records.map((record) => (
            <Table.Tr key={record.slipNumber}>
              <Table.Td>{lostKindWords[record.kind]}</Table.Td>
              <Table.Td>{record.slipNumber}</Table.Td>
              <Table.Td>{formatInstant(record.recordedAt)}</Table.Td>
              <Table.Td ta="right">
                <Amount fen={record.totalFen} />
              </Table.Td>
              <Table.Td ta="right">
                <Amount fen={record.personalFen} />
              </Table.Td>
              <Table.Td>{record.delivered ? '已上传' : '未上传'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {count > records.length && (
        <p>
          只列出前 {records.length} 笔，共 {count} 笔。
        </p>
      )}
    </div>
  );
}

export function CentreTable({ held }: { held: Rehearsal['centre']['unknownHere'] }) {
  return (
    <div className={css['list']} tabIndex={0} role="region" aria-label="中心有、这份没有">
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>中心结算号</Table.Th>
            <Table.Th>住院号</Table.Th>
            <Table.Th ta="right">总费用</Table.Th>
            <Table.Th ta="right">个人</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {held.map((one) => (
            <Table.Tr key={one.settlementNumber}>
              <Table.Td>{one.settlementNumber}</Table.Td>
              <Table.Td>{one.admissionNumber}</Table.Td>
              <Table.Td ta="right">
                <Amount fen={one.totalFen} />
              </Table.Td>
              <Table.Td ta="right">
                <Amount fen={one.personalFen} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
