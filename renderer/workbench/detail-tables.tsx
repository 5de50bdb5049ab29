import { Table } from '@mantine/core';
import { useState } from 'react';
import type { LosingPerson, ReplayDetail } from '../../shared/contract/replay.ts';
import type { Role } from '../../shared/contract/request.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import { useAnswer, useClient } from '../app/use-client.ts';
import { ExportButton } from '../components/export-button.tsx';
import { Trouble } from '../components/trouble.tsx';
import { signed } from './effect-table.tsx';
import css from './workbench.module.css';

const count = new Intl.NumberFormat('zh-CN');
const loss = ({ beforeFen, afterFen }: { beforeFen: Fen; afterFen: Fen }): string =>
  signed((afterFen - beforeFen) as Fen);

interface DetailTablesProps {
  readonly role: Role;
  readonly replayId: string;
  readonly detail: ReplayDetail;
}

/** Who loses what by township and person, and what was paid far above the policy tried, by payer and year. */
export function DetailTables({ role, replayId, detail }: DetailTablesProps) {
  return (
    <>
      <Townships rows={detail.byTownship} />
      <Above detail={detail} />
      <p className={css['state']}>
        <b>
          {count.format(detail.morePersonCount)} 人一年里要多付，共 {formatYuan(detail.moreFen)} 元
        </b>
        {detail.morePersonCount > 0 && !mayAsk(role, 'workbench.losingPersons') && '；名单由财务、审计看'}
      </p>
      {detail.morePersonCount > 0 && mayAsk(role, 'workbench.losingPersons') && (
        <Persons key={replayId} replayId={replayId} />
      )}
    </>
  );
}

function Townships({ rows }: { rows: ReplayDetail['byTownship'] }) {
  return (
    <Table aria-label="按乡镇">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>乡镇</Table.Th>
          <Table.Th ta="right">人</Table.Th>
          <Table.Th ta="right">结算</Table.Th>
          <Table.Th ta="right">个人 前（元）</Table.Th>
          <Table.Th ta="right">个人 后（元）</Table.Th>
          <Table.Th ta="right">个人 差额（元）</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ township, personCount, settlementCount, personalBeforeFen, personalAfterFen }) => (
          <Table.Tr key={township}>
            <Table.Td>{township}</Table.Td>
            <Table.Td ta="right">{count.format(personCount)}</Table.Td>
            <Table.Td ta="right">{count.format(settlementCount)}</Table.Td>
            <Table.Td ta="right">{formatYuan(personalBeforeFen)}</Table.Td>
            <Table.Td ta="right">{formatYuan(personalAfterFen)}</Table.Td>
            <Table.Td ta="right">
              <b>{loss({ beforeFen: personalBeforeFen, afterFen: personalAfterFen })}</b>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Above({ detail: { above, abovePercent } }: { detail: ReplayDetail }) {
  if (above.length === 0) {
    return <p className={css['state']}>没有一笔支付比试的政策高出 {abovePercent}% 以上。</p>;
  }
  return (
    <Table aria-label="高出很多的支付">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>比试的政策高出 {abovePercent}% 以上的支付</Table.Th>
          <Table.Th ta="right">年度</Table.Th>
          <Table.Th ta="right">结算</Table.Th>
          <Table.Th ta="right">这些结算里支付（元）</Table.Th>
          <Table.Th ta="right">高出（元）</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {above.map(({ year, layer, title, settlementCount, paidFen, excessFen }) => (
          <Table.Tr key={`${year} ${layer}`}>
            <Table.Td>{title}</Table.Td>
            <Table.Td ta="right">{year}</Table.Td>
            <Table.Td ta="right">{count.format(settlementCount)}</Table.Td>
            <Table.Td ta="right">{formatYuan(paidFen)}</Table.Td>
            <Table.Td ta="right">
              <b>{formatYuan(excessFen)}</b>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Persons({ replayId }: { replayId: string }) {
  const client = useClient();
  const { value, refusal } = useAnswer('workbench.losingPersons', { replayId });
  const [saved, setSaved] = useState<string>();
  return (
    <>
      <div className={css['row']}>
        <ExportButton
          label="导出多付的人"
          size="compact-md"
          save={(secondPerson) => client.request('workbench.saveLosingPersons', { replayId, secondPerson })}
          onSaved={setSaved}
        />
        {saved !== undefined && <span role="status">✓ 已保存 {saved}</span>}
      </div>
      <Trouble refusal={refusal} />
      <Table aria-label="多付的人">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>多付最多的在前，最多 200 人</Table.Th>
            <Table.Th>乡镇</Table.Th>
            <Table.Th ta="right">年度</Table.Th>
            <Table.Th ta="right">个人 前（元）</Table.Th>
            <Table.Th ta="right">个人 后（元）</Table.Th>
            <Table.Th ta="right">多付（元）</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(value ?? []).map((one) => (
            <PersonRow key={`${one.personId} ${one.year}`} one={one} />
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function PersonRow({ one }: { one: LosingPerson }) {
  const { name, maskedIdNumber, township, year, beforeFen, afterFen } = one;
  return (
    <Table.Tr>
      <Table.Td>
        {name} {maskedIdNumber}
      </Table.Td>
      <Table.Td>{township}</Table.Td>
      <Table.Td ta="right">{year}</Table.Td>
      <Table.Td ta="right">{formatYuan(beforeFen)}</Table.Td>
      <Table.Td ta="right">{formatYuan(afterFen)}</Table.Td>
      <Table.Td ta="right">
        <b>{loss(one)}</b>
      </Table.Td>
    </Table.Tr>
  );
}
