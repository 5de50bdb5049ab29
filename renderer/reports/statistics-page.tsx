import { Group, SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import {
  dimensionTitles,
  type Figure,
  type ReportPeriod,
  type Statistics,
} from '../../shared/contract/reports.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { ControlFigures } from './control-figures.tsx';
import { PeriodChoice } from './period-choice.tsx';
import css from './reports.module.css';
import { SettlementsDialog } from './settlements-dialog.tsx';
import { StatisticsActs } from './statistics-acts.tsx';
import { StatisticsTable } from './statistics-table.tsx';
import { TargetsDialog } from './targets-dialog.tsx';

/** Brought when it is looked at: charts are no part of what the desk loads. */
const Trend = lazy(async () => ({ default: (await import('./trend.tsx')).Trend }));

type Shown = Statistics['tables'][number]['dimension'] | 'trend';

const views: readonly { readonly value: Shown; readonly label: string }[] = [
  { value: 'township', label: dimensionTitles.township },
  { value: 'eligibility', label: dimensionTitles.eligibility },
  { value: 'disease', label: dimensionTitles.disease },
  { value: 'special', label: dimensionTitles.special },
  { value: 'level', label: dimensionTitles.level },
  { value: 'place', label: dimensionTitles.place },
  { value: 'care', label: dimensionTitles.care },
  { value: 'payer', label: dimensionTitles.payer },
  { value: 'trend', label: '趋势' },
];

interface Opened {
  readonly title: string;
  readonly figure: Figure;
}

/** The statistics of a month, quarter or year, its control figures, and the year in pictures. */
export function StatisticsPage({ session, status }: RoomProps) {
  const [period, setPeriod] = useState<ReportPeriod>({
    kind: 'month',
    year: Number(status.today.slice(0, 4)),
    number: Number(status.today.slice(5, 7)),
  });
  const [opened, setOpened] = useState<Opened>();
  const [setsTargets, setTargets] = useState(false);
  const { value, refusal, waiting, reload } = useAnswer('reports.statistics', { period });
  return (
    <>
      <Group justify="space-between">
        <Group>
          <h2>统计和控制指标</h2>
          <PeriodChoice value={period} today={status.today} onChange={setPeriod} />
        </Group>
        <StatisticsActs
          // What was made of one period is not of another.
          key={JSON.stringify(period)}
          role={session.role}
          period={period}
          onRecounted={reload}
          onTargets={() => setTargets(true)}
        />
      </Group>
      <Trouble refusal={refusal} />
      <Waiting what={waiting ? '正在统计……' : undefined} />
      {value !== undefined && (
        <Figures statistics={value} onOpen={(title, figure) => setOpened({ title, figure })} />
      )}
      {opened !== undefined && (
        <SettlementsDialog
          title={`${value?.title ?? ''} ${opened.title}`}
          period={period}
          figure={opened.figure}
          role={session.role}
          onClose={() => setOpened(undefined)}
        />
      )}
      {setsTargets && (
        <TargetsDialog
          today={status.today}
          onDone={() => (setTargets(false), reload())}
          onClose={() => setTargets(false)}
        />
      )}
    </>
  );
}

interface FiguresProps {
  readonly statistics: Statistics;
  readonly onOpen: (title: string, figure: Figure) => void;
}

/** Control figures on top, beneath them one table or the pictures. */
function Figures({ statistics: { controls, tables, total, months }, onOpen }: FiguresProps) {
  const [shown, setShown] = useState<Shown>('township');
  const table = tables.find(({ dimension }) => dimension === shown);
  return (
    <>
      <ControlFigures rows={controls} onOpen={onOpen} />
      <SegmentedControl
        aria-label="按什么统计"
        size="sm"
        className={css['views'] ?? ''}
        data={[...views]}
        value={shown}
        onChange={setShown}
      />
      {table === undefined ? (
        <Suspense fallback={<Waiting what="正在画图……" />}>
          <Trend months={months} />
        </Suspense>
      ) : (
        <StatisticsTable table={table} total={total} onOpen={onOpen} />
      )}
    </>
  );
}
