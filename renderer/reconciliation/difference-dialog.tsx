import { Button, Group, Modal, Table } from '@mantine/core';
import { useState } from 'react';
import {
  type Difference,
  differenceCauses,
  type DifferenceHistory,
  differenceTitles,
} from '../../shared/contract/reconciliation.ts';
import type { Role } from '../../shared/contract/request.ts';
import {
  type AmountPart,
  amountParts,
  amountTitles,
  sideTitles,
  type StatementLine,
} from '../../shared/contract/statement.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import { mayAsk } from '../app/permission.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { formatInstant } from '../components/moment.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { RowDialog } from '../queue/row-dialog.tsx';
import { Confirmation } from '../settlement/confirmation.ts';
import { BookDialog } from './book-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import css from './reconciliation.module.css';
import { whoseTitles } from './words.ts';

interface DifferenceDialogProps {
  readonly runId: string;
  readonly difference: Difference;
  readonly role: Role;
  readonly onReverse: (settlementId: string) => void;
  readonly onClose: () => void;
}

type OpenedAct = 'note' | 'book' | 'upload';

/** One difference: its amounts beside each other, what happened on every side, and what may be done about it. */
export function DifferenceDialog({ runId, difference, role, onReverse, onClose }: DifferenceDialogProps) {
  const { side, kind, cause, position } = difference;
  const act = useAct();
  const history = useAnswer('reconciliation.history', { runId, position });
  const [opened, setOpened] = useState<OpenedAct>();
  const askCentre = useAsking();
  const ask = () => act.run(() => askCentre({ runId, position }).then(history.reload));
  const done = () => (setOpened(undefined), history.reload());
  const { value } = history;
  return (
    <Modal
      opened
      size="64rem"
      title={`${sideTitles[side]} · ${differenceTitles[kind]}`}
      // The Esc that closes what is open over it leaves it open.
      closeOnEscape={opened === undefined}
      onClose={onClose}
    >
      <p className={css['cause']}>可能的原因：{differenceCauses[cause]}</p>
      <Compared difference={difference} />
      <Waiting what={history.waiting && value === undefined ? '正在读取……' : undefined} />
      {value !== undefined && <History history={value} />}
      {typeof value?.reversibleId === 'string' && !mayAsk(role, 'settlements.reverse') && (
        <p className={css['soft']}>
          要撤销这笔结算：请收费组长登录，在“对账”里打开这条差异，从那里去结算台撤销。
        </p>
      )}
      <Trouble refusal={act.refusal ?? history.refusal} />
      <Group justify="space-between" mt="sm">
        <Button variant="default" data-autofocus onClick={onClose}>
          <KeyHint of="Esc" /> 返回
        </Button>
        {value !== undefined && (
          <Acts history={value} {...{ role, onReverse, ask }} asks={act.waiting} onOpen={setOpened} />
        )}
      </Group>
      {value !== undefined && (
        <OpenedDialog {...{ runId, difference, role, opened, history: value }} onDone={done} />
      )}
    </Modal>
  );
}

interface ActsProps extends Pick<DifferenceDialogProps, 'role' | 'onReverse'> {
  readonly history: DifferenceHistory;
  readonly onOpen: (act: OpenedAct) => void;
  readonly ask: () => void;
  readonly asks: boolean;
}

/** What the role may do about the difference. */
function Acts({ history, role, onReverse, onOpen, ask, asks }: ActsProps) {
  const { payers, outboxId, reversibleId } = history;
  const offered: readonly (readonly [OpenedAct, string, boolean])[] = [
    ['note', '备注', mayAsk(role, 'reconciliation.note')],
    ['book', '记差额', mayAsk(role, 'reconciliation.book') && payers.length > 0],
    ['upload', '上传记录、重传', outboxId !== null],
  ];
  return (
    <Group gap="xs">
      {reversibleId !== null && mayAsk(role, 'settlements.reverse') && (
        <Button variant="default" onClick={() => onReverse(reversibleId)}>
          去结算台撤销
        </Button>
      )}
      {offered.map(
        ([act, label, isOffered]) =>
          isOffered && (
            <Button key={act} variant="default" onClick={() => onOpen(act)}>
              {label}
            </Button>
          ),
      )}
      {mayAsk(role, 'reconciliation.ask') && history.mayBeAsked && (
        <Button loading={asks} onClick={ask}>
          问医保中心
        </Button>
      )}
    </Group>
  );
}

/** Asks the centre; each press is a question of its own, and a lost answer is asked for again. */
function useAsking() {
  const client = useClient();
  const fresh = () =>
    new Confirmation((requestId, input: { runId: string; position: number }) =>
      client.request('reconciliation.ask', { requestId, ...input }),
    );
  const [asking, setAsking] = useState(fresh);
  return async (input: { runId: string; position: number }): Promise<void> => {
    await asking.confirm(input);
    setAsking(fresh());
  };
}

interface OpenedDialogProps extends Omit<DifferenceDialogProps, 'onClose' | 'onReverse'> {
  readonly opened: OpenedAct | undefined;
  readonly history: DifferenceHistory;
  readonly onDone: () => void;
}

/** The dialog of an act that was chosen. */
function OpenedDialog({ runId, difference, role, opened, history, onDone }: OpenedDialogProps) {
  const { position } = difference;
  if (opened === 'note') return <NoteDialog {...{ runId, position, onDone }} onClose={onDone} />;
  if (opened === 'book') {
    return <BookDialog {...{ runId, difference, onDone }} history={history} onClose={onDone} />;
  }
  if (opened !== 'upload' || history.outboxId === null) return null;
  return <RowDialog outboxId={history.outboxId} role={role} onChanged={() => undefined} onClose={onDone} />;
}

/** Every amount that anybody states, side beside side; what differs stands out. */
function Compared({ difference: { side, here, there, third, parts } }: { difference: Difference }) {
  const other = side === 'centre' ? 'hospital' : 'centre';
  const sides: readonly (readonly [string, StatementLine | null])[] = [
    ['窗口', here],
    [sideTitles[side], there],
    ...third.map((line): [string, StatementLine] => [sideTitles[other], line]),
  ];
  const shown = amountParts.filter((part) =>
    sides.some(([, line]) => line !== null && line.amounts[part] !== null && line.amounts[part] !== 0),
  );
  const isUneven = (line: StatementLine | null, part: AmountPart) => {
    const amountFen = line?.amounts[part] ?? null;
    return line === here
      ? parts.includes(part)
      : here !== null && amountFen !== null && amountFen !== here.amounts[part];
  };
  return (
    <Table aria-label="各方金额">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>哪一方</Table.Th>
          <Table.Th>单号</Table.Th>
          <Table.Th>日期</Table.Th>
          {shown.map((part) => (
            <Table.Th key={part} ta="right">
              {amountTitles[part]}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sides.map(([title, line], index) => (
          // One side may stand there twice, with lines alike.
          // oxlint-disable-next-line react/no-array-index-key
          <Table.Tr key={index}>
            <Table.Td>{title}</Table.Td>
            <Table.Td>
              {line === null ? '没有' : (line.slipNumber ?? line.number ?? line.admissionNumber)}
            </Table.Td>
            <Table.Td>{line?.day}</Table.Td>
            {shown.map((part) => (
              <Table.Td key={part} ta="right" className={isUneven(line, part) ? css['uneven'] : undefined}>
                {amountWords(line?.amounts[part])}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function amountWords(amountFen: Fen | null | undefined): string {
  return amountFen === null || amountFen === undefined ? '—' : formatYuan(amountFen);
}

const actTitles = { note: '备注', book: '记差额', ask: '问中心' } as const;

function History({ history: { events, acts } }: { history: DifferenceHistory }) {
  return (
    <ol className={css['history']} aria-label="经过">
      {events.map(({ at, side, sentence }, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          <span className={css['soft']}>{at === null ? '对账单' : formatInstant(at)}</span>
          <b>{whoseTitles[side]}</b>
          <span>{sentence}</span>
        </li>
      ))}
      {acts.map(({ at, byName, act, text }) => (
        <li key={`${at}/${text}`}>
          <span className={css['soft']}>{formatInstant(at)}</span>
          <b>{actTitles[act]}</b>
          <span>
            {byName}：{text}
          </span>
        </li>
      ))}
    </ol>
  );
}
