import { Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Debtor, DebtorList } from '../../shared/contract/payments.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { DebtorActs, type DebtorActsProps } from './debtor-acts.tsx';
import { DebtorDialog } from './debtor-dialog.tsx';
import css from './debts.module.css';

const columns: readonly LongColumn<Debtor>[] = [
  { title: '患者', width: '6rem', cell: ({ name }) => name },
  { title: '身份证号', width: '11rem', cell: ({ maskedIdNumber }) => maskedIdNumber },
  {
    title: '住址',
    width: 'minmax(8rem, 1fr)',
    cell: ({ township, village }) => [township, village].filter((part) => part !== null).join(' '),
  },
  { title: '电话', width: '7rem', cell: ({ maskedPhone }) => maskedPhone ?? '没有' },
  { title: '欠自', width: '6.2rem', cell: ({ owedSince }) => owedSince },
  { title: '欠费（元）', width: '7rem', align: 'right', cell: ({ owedFen }) => formatYuan(owedFen) },
  { title: '已逾期（元）', width: '7rem', align: 'right', cell: overdueWords },
  { title: '逾期自', width: '6.2rem', cell: ({ overdueSince }) => overdueSince ?? '' },
  { title: '下一期', width: '12rem', cell: nextWords },
];

const typingPauseMs = 250;

/** Everybody who owes the hospital something: the longest overdue first. Enter opens the person's settlements. */
export function Debtors({ session, status }: RoomProps) {
  const [text, setText] = useState('');
  const [onlyOverdue, setOnlyOverdue] = useState(false);
  const [opened, setOpened] = useState<Debtor>();
  const [asked] = useDebouncedValue(text.trim(), typingPauseMs);
  const list = useAnswer('debts.list', { text: asked, onlyOverdue });
  const mayOpen = mayAsk(session.role, 'people.card');
  const room = useRef<HTMLDivElement>(null);
  const goToTable = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    room.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  return (
    <div ref={room} className={css['room']}>
      <header className={css['head']}>
        <h2>欠费</h2>
        <TextInput
          label="查找"
          placeholder="姓名、村镇、身份证号后几位"
          maxLength={60}
          autoFocus
          w="20rem"
          value={text}
          onKeyDown={goToTable}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Checkbox
          label="只看逾期的"
          checked={onlyOverdue}
          onChange={(event) => setOnlyOverdue(event.currentTarget.checked)}
        />
        {list.value !== undefined && <Sums list={list.value} />}
      </header>
      <Trouble refusal={list.refusal} />
      <Waiting what={list.waiting ? '正在查找……' : undefined} />
      {list.value !== undefined && (
        <DebtorTable
          // What was chosen among other people is not chosen now.
          key={`${asked} ${onlyOverdue}`}
          list={list.value}
          acts={{ role: session.role, today: status.today, onlyOverdue, onChanged: list.reload }}
          isSearch={asked !== '' || onlyOverdue}
          {...(mayOpen ? { onOpen: setOpened } : {})}
        />
      )}
      {opened !== undefined && (
        <DebtorDialog
          personId={opened.personId}
          role={session.role}
          today={status.today}
          onClose={() => (setOpened(undefined), list.reload())}
        />
      )}
    </div>
  );
}

/** Over all who were asked for, also those that are not shown. */
function Sums({ list: { debtorCount, owedFen, overdueCount, overdueFen } }: { list: DebtorList }) {
  return (
    <dl className={css['sums']} aria-label="合计">
      <div>
        <dt>{debtorCount} 人欠费</dt>
        <dd>{formatYuan(owedFen)} 元</dd>
      </div>
      <div className={overdueFen > 0 ? css['overdue'] : undefined}>
        <dt>其中 {overdueCount} 人逾期</dt>
        <dd>{formatYuan(overdueFen)} 元</dd>
      </div>
    </dl>
  );
}

interface DebtorTableProps {
  readonly list: DebtorList;
  readonly isSearch: boolean;
  readonly onOpen?: (debtor: Debtor) => void;
  readonly acts: Omit<DebtorActsProps, 'debtor'>;
}

function DebtorTable({ list: { debtors, more }, isSearch, onOpen, acts }: DebtorTableProps) {
  const [chosen, setChosen] = useState<Debtor>();
  return (
    <>
      <LongTable
        label="欠费的人"
        columns={columns}
        rowCount={debtors.length}
        rowAt={(index) => debtors[index]}
        onChosen={setChosen}
        {...(onOpen === undefined ? {} : { onOpen })}
        height="calc(100vh - 18rem)"
        empty={isSearch ? '没有找到欠费的人。' : '现在没有人欠费。结算时选“缓交/分期”，欠的就列在这里。'}
      />
      {debtors.length > 0 && <DebtorActs {...acts} debtor={chosen ?? debtors[0]} />}
      <p className={css['soft']}>
        {more
          ? `只列出前 ${debtors.length} 人，合计是全部的；输入姓名或村镇可以缩小范围。`
          : '逾期最久的在最前，其次按下一期的日期，没有约定日期的在最后。'}
        {onOpen !== undefined && (
          <>
            {' '}
            <KeyHint of="↑↓" /> 选人，
            <KeyHint of="Enter" /> 看结算、收欠费
          </>
        )}
      </p>
    </>
  );
}

function overdueWords({ overdueFen }: Debtor) {
  return overdueFen > 0 ? <b className={css['overdue']}>{formatYuan(overdueFen)}</b> : '';
}

function nextWords({ next, overdueFen }: Debtor): string {
  if (next !== null) return `${next.dueOn}　${formatYuan(next.amountFen)}`;
  return overdueFen > 0 ? '已全部到期' : '没有约定日期';
}
