import { Anchor, Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseLocalDate } from '../../shared/calendar/local-date.ts';
import type { PremiumReport, PremiumRowName } from '../../shared/contract/reports.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { PremiumPeopleDialog } from './premium-people-dialog.tsx';
import { PremiumsDialog } from './premiums-dialog.tsx';
import css from './reports.module.css';
import { SaveButton } from './statistics-acts.tsx';

type Row = PremiumReport['rows'][number];

const columns: readonly LongColumn<Row>[] = [
  { title: '资助对象', width: 'minmax(9rem, 1fr)', cell: ({ title }) => title },
  {
    title: '保费标准',
    width: '8rem',
    align: 'right',
    cell: ({ premiumFen }) => (premiumFen === null ? '' : formatYuan(premiumFen)),
  },
  { title: '每人资助', width: '8rem', align: 'right', cell: ({ subsidyFen }) => formatYuan(subsidyFen) },
  { title: '人数', width: '7rem', align: 'right', cell: ({ peopleCount }) => peopleCount },
  { title: '资助金额', width: '10rem', align: 'right', cell: ({ sumFen }) => formatYuan(sumFen) },
  { title: '依据', width: 'minmax(14rem, 1fr)', cell: ({ source }) => source },
];

/** What the government pays of the premiums of everybody in the roster. */
export function PremiumsPage({ session, status }: RoomProps) {
  const [typed, setTyped] = useState<string>(status.today);
  const [sets, setSets] = useState(false);
  const [opened, setOpened] = useState<{ readonly row: PremiumRowName | null }>();
  const [said, setSaid] = useState<string>();
  const act = useAct();
  const parsed = parseLocalDate(typed.normalize('NFKC').trim());
  const day = parsed ?? status.today;
  const { value, refusal, waiting, reload } = useAnswer('reports.premiums', { day });
  const rows = value?.rows ?? [];
  return (
    <>
      <Group justify="space-between" align="end">
        <Group align="end">
          <h2>参保资助</h2>
          <TextInput
            label="按哪天的资格"
            value={typed}
            error={parsed === undefined && '请写成 2020-03-01'}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </Group>
        <Group gap="xs">
          {said !== undefined && <span role="status">{said}</span>}
          <SaveButton asked={{ what: 'premiums', day }} act={act} onSaid={setSaid} />
          {mayAsk(session.role, 'reports.setPremiums') && (
            <Button size="compact-md" variant="default" onClick={() => setSets(true)}>
              县里的资助标准
            </Button>
          )}
        </Group>
      </Group>
      <Trouble refusal={refusal ?? act.refusal} />
      <Waiting what={waiting ? '正在按名册计算……' : undefined} />
      {value !== undefined && <Sums report={value} onOpen={() => setOpened({ row: null })} />}
      <Rows rows={rows} waiting={waiting} onOpen={(row) => setOpened({ row })} />
      <p className={css['soft']}>
        每人只算一次：几种资格都有的，按资助最多的一种。先按启用的政策，政策没有写的按县里的资助标准。
        <KeyHint of="Enter" /> 看是哪些人
      </p>
      {opened !== undefined && (
        <PremiumPeopleDialog day={day} row={opened.row} onClose={() => setOpened(undefined)} />
      )}
      {sets && (
        <PremiumsDialog
          today={status.today}
          onDone={() => (setSets(false), reload())}
          onClose={() => setSets(false)}
        />
      )}
    </>
  );
}

function Sums({ report, onOpen }: { readonly report: PremiumReport; readonly onOpen: () => void }) {
  return (
    <p>
      名册 {report.peopleCount} 人，资助{' '}
      <Anchor component="button" type="button" onClick={onOpen}>
        <b>{report.subsidisedCount}</b> 人
      </Anchor>
      ，共 <b>{formatYuan(report.sumFen)}</b> 元。
    </p>
  );
}

interface RowsProps {
  readonly rows: readonly Row[];
  readonly waiting: boolean;
  readonly onOpen: (row: PremiumRowName) => void;
}

function Rows({ rows, waiting, onOpen }: RowsProps) {
  return (
    <LongTable
      label="参保资助"
      columns={columns}
      rowCount={rows.length}
      rowAt={(index) => rows[index]}
      onOpen={({ title, subsidyFen, source }) => onOpen({ title, subsidyFen, source })}
      height="calc(100vh - 21rem)"
      empty={waiting ? '正在计算……' : '没有人享受资助：政策没有写资助标准的，请财务填写县里的资助标准。'}
    />
  );
}
