import { Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { SpecialRow, SpecialTreatment } from '../../shared/contract/reports.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { RegisterDialog } from './register-dialog.tsx';
import css from './reports.module.css';
import { SpecialTreatmentActs } from './special-treatment-acts.tsx';

const amounts = [
  ['totalFen', '总费用'],
  ['basicFen', '基本医保'],
  ['criticalIllnessFen', '大病保险'],
  ['assistanceFen', '医疗救助'],
  ['otherFen', '补充及其他'],
  ['personalFen', '个人负担'],
] as const;

const columns: readonly LongColumn<SpecialRow>[] = [
  {
    title: '病种',
    width: 'minmax(9rem, 1fr)',
    cell: ({ disease }) => (disease === '合计' ? <b>{disease}</b> : disease),
  },
  { title: '人数', width: '4rem', align: 'right', cell: ({ peopleCount }) => peopleCount },
  { title: '人次', width: '4rem', align: 'right', cell: ({ count }) => count },
  { title: '县域内', width: '4.5rem', align: 'right', cell: ({ inCountyCount }) => inCountyCount },
  ...amounts.map(([part, title]): LongColumn<SpecialRow> => ({
    title,
    width: '7rem',
    align: 'right',
    cell: (row) => formatYuan(row[part]),
  })),
];

const monthsBack = 18;

/** The month's table and register of special treatment, until it is sent. */
export function SpecialTreatmentPage({ session, status }: RoomProps) {
  const months = monthsUpTo(status.today);
  const [month, setMonth] = useState(months[0] ?? '');
  const [opened, setOpened] = useState<string>();
  const { value, refusal, waiting, reload } = useAnswer('reports.specialTreatment', { month });
  const report = value?.report;
  const rows = report === undefined ? [] : [...report.table, report.total];
  return (
    <>
      <Group justify="space-between">
        <Group>
          <h2>专项救治月报</h2>
          <NativeSelect
            aria-label="月份"
            data={months}
            value={month}
            onChange={(event) => setMonth(event.currentTarget.value)}
          />
        </Group>
        <SpecialTreatmentActs
          key={month}
          role={session.role}
          today={status.today}
          month={month}
          made={value?.made ?? null}
          onChanged={reload}
        />
      </Group>
      <Trouble refusal={refusal} />
      <Waiting what={waiting ? '正在统计……' : undefined} />
      {report !== undefined && <Asked report={report} />}
      <LongTable
        label="专项救治月报表"
        columns={columns}
        rowCount={rows.length}
        rowAt={(index) => rows[index]}
        onOpen={({ disease }) => setOpened(disease)}
        height="calc(100vh - 25rem)"
        empty="没有专项救治病种。"
      />
      <p className={css['soft']}>
        金额单位：元。文件没有给出表样，栏目由本院拟定。
        <KeyHint of="Enter" /> 看台账
      </p>
      {opened !== undefined && report !== undefined && (
        <RegisterDialog
          disease={opened}
          cases={report.register.filter(({ disease }) => opened === '合计' || disease === opened)}
          role={session.role}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}

function Asked({ report }: { report: SpecialTreatment }) {
  const { span, dueOn, sentTo, source, withoutCodes, table } = report;
  return (
    <p>
      {span.from} 起、{span.until} 前办理的结算和撤销。
      {dueOn === null ? '启用的政策没有要求报送。' : `${dueOn} 前报${sentTo ?? ''}（${source ?? ''}）。`}
      {withoutCodes.length > 0 && (
        <b className={css['look']}>
          名单 {table.length} 个病种中 {withoutCodes.length}{' '}
          个没有确认编码，认不出，请信息科在政策选项里补上。
        </b>
      )}
    </p>
  );
}

/** 2020-03 and the months before it. */
function monthsUpTo(today: string): string[] {
  const last = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  return Array.from({ length: monthsBack }, (_, index) => {
    const month = last - index;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}
