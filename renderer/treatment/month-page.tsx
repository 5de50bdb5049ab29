import { Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { SpecialRow, SpecialTreatment } from '../../shared/contract/special-treatment.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { Gaps } from './gaps.tsx';
import { LateDialog } from './late-dialog.tsx';
import css from './treatment.module.css';
import { MonthActs } from './month-acts.tsx';
import { RegisterDialog } from './register-dialog.tsx';
import { rateWords } from './words.ts';

const amounts = [
  ['totalFen', '总费用'],
  ['basicFen', '基本医保'],
  ['criticalIllnessFen', '大病保险'],
  ['assistanceFen', '医疗救助'],
  ['otherFen', '补充及其他'],
  ['personalFen', '个人负担'],
] as const;

const sumRows: ReadonlySet<string> = new Set(['合计', '补报以前']);

const columns: readonly LongColumn<SpecialRow>[] = [
  {
    title: '病种',
    width: 'minmax(9rem, 1fr)',
    cell: ({ disease }) => (sumRows.has(disease) ? <b>{disease}</b> : disease),
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

/** 专项救治月报: the month's package, from what is still missing to what was signed and sent. */
export function MonthPage({ session, status }: RoomProps) {
  const months = monthsUpTo(status.today);
  const [month, setMonth] = useState(months[0] ?? '');
  const [opened, setOpened] = useState<string>();
  const { value, refusal, waiting, reload } = useAnswer('treatment.month', { month });
  const report = value?.report;
  const rows = report === undefined ? [] : rowsOf(report);
  const close = () => setOpened(undefined);
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
        <MonthActs
          key={month}
          role={session.role}
          today={status.today}
          month={month}
          gaps={value?.gaps ?? []}
          made={value?.made ?? null}
          onChanged={reload}
        />
      </Group>
      <Trouble refusal={refusal} />
      <Waiting what={waiting ? '正在统计……' : undefined} />
      {report !== undefined && <Asked report={report} onLate={() => setOpened(late)} />}
      {value !== undefined && <Gaps gaps={value.gaps} label="完整性核对" />}
      <LongTable
        label="专项救治月报表"
        columns={columns}
        rowCount={rows.length}
        rowAt={(index) => rows[index]}
        onOpen={({ disease }) => setOpened(disease)}
        height="calc(100vh - 29rem)"
        empty="没有专项救治病种。"
      />
      <p className={css['soft']}>
        金额单位：元。文件没有给出表样，栏目由本院拟定。
        <KeyHint of="Enter" /> 看逐笔结算
      </p>
      {report !== undefined && opened === late && <LateDialog report={report} onClose={close} />}
      {report !== undefined && opened !== undefined && opened !== late && (
        <RegisterDialog
          disease={opened}
          cases={casesOf(report, opened)}
          role={session.role}
          onClose={close}
        />
      )}
    </>
  );
}

/** What no disease is called. */
const late = ' late';

function rowsOf({ table, total, lateTotal }: SpecialTreatment): SpecialRow[] {
  return [...table, total, ...(lateTotal === null ? [] : [lateTotal])];
}

function casesOf({ register, lateRegister }: SpecialTreatment, opened: string) {
  if (opened === '补报以前') return lateRegister;
  return register.filter(({ disease }) => opened === '合计' || disease === opened);
}

function Asked({ report, onLate }: { report: SpecialTreatment; onLate: () => void }) {
  const { span, dueOn, sentTo, source, rate, lateRegister, lateSteps, patients } = report;
  return (
    <p>
      {span.from} 起、{span.until} 前办理的结算和撤销。
      {dueOn === null
        ? '启用的政策没有要求报送。'
        : `${dueOn} 前报${sentTo ?? ''}（${source ?? ''}）。`} 台账{' '}
      {patients.length} 例，{rate !== null && rateWords(rate)}。
      {(lateRegister.length > 0 || lateSteps.length > 0) && (
        <>
          {' '}
          补报：结算 {lateRegister.length} 笔、救治情况 {lateSteps.length} 条，是上次上报以后才知道的。
          <button type="button" className={css['link']} onClick={onLate}>
            看补报
          </button>
        </>
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
