import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import type { Comparison, ReplayGroup } from '../../shared/contract/replay.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import type { Role } from '../../shared/contract/request.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { Look, Trouble } from '../components/trouble.tsx';
import { DetailTables } from './detail-tables.tsx';
import { signed } from './effect-table.tsx';
import { PairBars } from './pair-bars.tsx';
import css from './workbench.module.css';

const count = new Intl.NumberFormat('zh-CN');

interface ReplayResultProps {
  readonly replayId: string;
  readonly comparison: Comparison;
  readonly role: Role;
}

/** A year as it was and as it would have been: who pays, by eligibility, by level; table and picture side by side. */
export function ReplayResult({ replayId, comparison, role }: ReplayResultProps) {
  const { settlementCount, personCount, totalFen, personalBeforeFen, personalAfterFen, patientPays } =
    comparison;
  const payers = [
    ...comparison.payers.map(({ layer, title, beforeFen, afterFen }) => ({
      key: layer,
      title,
      beforeFen,
      afterFen,
    })),
    { key: 'personal', title: '个人', beforeFen: personalBeforeFen, afterFen: personalAfterFen },
  ];
  return (
    <section aria-label="测算结果" className={css['result']}>
      <div className={css['row']}>
        <p className={css['state']}>
          <b>
            {count.format(settlementCount)} 笔结算、{count.format(personCount)} 人，总费用{' '}
            {formatYuan(totalFen)} 元；个人合计 {signed(difference(personalBeforeFen, personalAfterFen))} 元
          </b>
          <br />
          前：{comparison.beforeTitle}；后：{comparison.afterTitle}。个人多付的{' '}
          {count.format(patientPays.more)} 笔，少付的 {count.format(patientPays.less)} 笔，不变的{' '}
          {count.format(patientPays.same)} 笔。
        </p>
        <SaveButtons replayId={replayId} />
      </div>
      {comparison.refused.map(({ sentence, settlementCount: refusedCount, totalFen: refusedFen }) => (
        <Look
          key={sentence}
          sentence={`${count.format(refusedCount)} 笔（${formatYuan(refusedFen)} 元）没有比较：${sentence}`}
        />
      ))}
      <div className={css['tables']}>
        <AmountTable head="谁来付" rows={payers} />
        <PairBars rows={payers} titles={[comparison.beforeTitle, comparison.afterTitle]} />
      </div>
      <GroupTable head="资格（有几项的归入最前一项）" groups={comparison.byEligibility} />
      <GroupTable head="医院等级" groups={comparison.byLevel} />
      {comparison.detail !== null && (
        <DetailTables role={role} replayId={replayId} detail={comparison.detail} />
      )}
    </section>
  );
}

function SaveButtons({ replayId }: { replayId: string }) {
  const client = useClient();
  const act = useAct();
  const [saved, setSaved] = useState<string>();
  const save = (format: 'csv' | 'xlsx') =>
    act.run(async () => {
      const file = await client.request('workbench.saveReplay', { replayId, format });
      setSaved(file?.fileName);
    });
  return (
    <div className={css['save']}>
      <Button size="compact-md" variant="default" onClick={() => save('xlsx')}>
        导出 XLSX
      </Button>
      <Button size="compact-md" variant="default" onClick={() => save('csv')}>
        导出 CSV
      </Button>
      {saved !== undefined && <span role="status">✓ 已保存 {saved}</span>}
      <Trouble refusal={act.refusal} />
    </div>
  );
}

interface AmountRow {
  readonly key: string;
  readonly title: string;
  readonly beforeFen: Fen;
  readonly afterFen: Fen;
}

function AmountTable({ head, rows }: { head: string; rows: readonly AmountRow[] }) {
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{head}</Table.Th>
          <Table.Th ta="right">前（元）</Table.Th>
          <Table.Th ta="right">后（元）</Table.Th>
          <Table.Th ta="right">差额（元）</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ key, title, beforeFen, afterFen }) => (
          <Table.Tr key={key} className={beforeFen === afterFen ? undefined : css['changed']}>
            <Table.Td>{title}</Table.Td>
            <Table.Td ta="right">{formatYuan(beforeFen)}</Table.Td>
            <Table.Td ta="right">{formatYuan(afterFen)}</Table.Td>
            <Table.Td ta="right">
              <b>{signed(difference(beforeFen, afterFen))}</b>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function GroupTable({ head, groups }: { head: string; groups: readonly ReplayGroup[] }) {
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{head}</Table.Th>
          <Table.Th ta="right">结算</Table.Th>
          <Table.Th ta="right">总费用（元）</Table.Th>
          <Table.Th ta="right">个人 前（元）</Table.Th>
          <Table.Th ta="right">个人 后（元）</Table.Th>
          <Table.Th ta="right">个人 差额（元）</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {groups.map(({ key, title, settlementCount, totalFen, personalBeforeFen, personalAfterFen }) => (
          <Table.Tr key={key} className={personalBeforeFen === personalAfterFen ? undefined : css['changed']}>
            <Table.Td>{title}</Table.Td>
            <Table.Td ta="right">{count.format(settlementCount)}</Table.Td>
            <Table.Td ta="right">{formatYuan(totalFen)}</Table.Td>
            <Table.Td ta="right">{formatYuan(personalBeforeFen)}</Table.Td>
            <Table.Td ta="right">{formatYuan(personalAfterFen)}</Table.Td>
            <Table.Td ta="right">
              <b>{signed(difference(personalBeforeFen, personalAfterFen))}</b>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function difference(beforeFen: Fen, afterFen: Fen): Fen {
  return (afterFen - beforeFen) as Fen;
}
