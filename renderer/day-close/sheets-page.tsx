import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DayCloseRow } from '../../shared/contract/day-close.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { formatInstant } from '../components/moment.ts';
import { Trouble } from '../components/trouble.tsx';
import { dayOf } from '../components/typed-day.ts';
import css from './day-close.module.css';
import { SheetDialog } from './sheet-dialog.tsx';
import { type Days, SheetsOut } from './sheets-out.tsx';
import { varianceWords } from './words.ts';

const columns: readonly LongColumn<DayCloseRow>[] = [
  { title: '日结单号', width: '12rem', cell: ({ number }) => number },
  { title: '业务日期', width: '7rem', cell: ({ businessDay }) => businessDay },
  { title: '收费员', width: 'minmax(7rem, 1fr)', cell: ({ clerkName }) => clerkName },
  { title: '日结时间', width: '10rem', cell: ({ closedAt }) => formatInstant(closedAt) },
  {
    title: '上交（元）',
    width: '8rem',
    align: 'right',
    cell: ({ handedOverFen }) => formatYuan(handedOverFen),
  },
  {
    title: '现金',
    width: '9rem',
    align: 'right',
    cell: ({ varianceFen }) => (
      <span className={varianceFen === 0 ? undefined : css['uneven']}>{varianceWords(varianceFen)}</span>
    ),
  },
  {
    title: '财务确认',
    width: '10rem',
    cell: ({ confirmation }) =>
      confirmation === null ? <b className={css['look']}>待确认</b> : confirmation.byName,
  },
];

/** Every close of a span of days; Enter opens its sheet. */
export function SheetsPage({ session, status }: RoomProps) {
  const act = useAct();
  const thisMonth = { from: `${status.today.slice(0, 8)}01`, to: status.today };
  const [typed, setTyped] = useState<Days>(thisMonth);
  const [asked, setAsked] = useState<Days>(thisMonth);
  const [opened, setOpened] = useState<string>();
  const list = useAnswer('dayClose.list', asked);
  const rows = list.value?.rows ?? [];
  const ask = () =>
    act.run(async () => {
      setAsked({ from: dayOf(typed.from, '从'), to: dayOf(typed.to, '到') });
      await Promise.resolve();
    });
  return (
    <>
      <h2>日结单</h2>
      <form onSubmit={(event) => (event.preventDefault(), ask())}>
        <Group align="end">
          <TextInput
            label="业务日期从"
            autoFocus
            maxLength={20}
            value={typed.from}
            onChange={(event) => setTyped({ ...typed, from: event.currentTarget.value })}
          />
          <TextInput
            label="到"
            maxLength={20}
            value={typed.to}
            onChange={(event) => setTyped({ ...typed, to: event.currentTarget.value })}
          />
          <Button type="submit" variant="default">
            <KeyHint of="Enter" /> 查找
          </Button>
          {mayAsk(session.role, 'dayClose.save') && <SheetsOut days={asked} />}
        </Group>
      </form>
      <Trouble refusal={act.refusal ?? list.refusal} />
      <LongTable
        label="日结单"
        columns={columns}
        rowCount={rows.length}
        rowAt={(index) => rows[index]}
        onOpen={({ dayCloseId }) => setOpened(dayCloseId)}
        height="calc(100vh - 20rem)"
        empty={list.waiting ? '正在查找……' : '这段时间没有日结。'}
      />
      {list.value?.isCut === true && (
        <p className={css['soft']}>只列出最近 {rows.length} 张，请缩短日期范围。</p>
      )}
      {opened !== undefined && (
        <SheetDialog
          dayCloseId={opened}
          role={session.role}
          onClose={() => (setOpened(undefined), list.reload())}
        />
      )}
    </>
  );
}
