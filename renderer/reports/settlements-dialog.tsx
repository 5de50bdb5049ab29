import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Figure, ListedSettlement, ReportPeriod } from '../../shared/contract/reports.ts';
import type { Role } from '../../shared/contract/request.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { Trouble } from '../components/trouble.tsx';
import { HistoryDialog } from '../history/history-dialog.tsx';
import { type ListedOfPerson, stateWords } from '../history/words.ts';
import css from './reports.module.css';

const columns: readonly LongColumn<ListedSettlement>[] = [
  { title: '日期', width: '6.5rem', cell: ({ businessDay }) => businessDay },
  { title: '结算单号', width: '9.5rem', cell: ({ slipNumber }) => slipNumber },
  { title: '姓名', width: 'minmax(7rem, 1fr)', cell: ({ personName }) => personName },
  { title: '状态', width: '5.2rem', cell: (row) => (isSettlement(row) ? stateWords(row) : topUpWords(row)) },
  { title: '总费用', width: '8rem', align: 'right', cell: ({ totalFen }) => formatYuan(totalFen) },
  { title: '各方支付', width: '8rem', align: 'right', cell: ({ paidFen }) => formatYuan(paidFen) },
  { title: '个人负担', width: '8rem', align: 'right', cell: ({ personalFen }) => formatYuan(personalFen) },
];

type OfSettlement = ListedSettlement & Pick<ListedOfPerson, 'kind'>;

function isSettlement(row: ListedSettlement): row is OfSettlement {
  return row.kind !== 'top_up' && row.kind !== 'withdrawal';
}

function topUpWords({ kind, isReversed }: ListedSettlement): string {
  if (kind === 'withdrawal') return '补助撤销';
  return isReversed ? '补助已撤' : '补助';
}

/** The settlements of one person among those listed; none where the one that is opened is of another time. */
function beside(rows: readonly ListedSettlement[], opened: ListedSettlement): readonly OfSettlement[] {
  const ofPerson = rows.filter(({ personId }) => personId === opened.personId).filter(isSettlement);
  return ofPerson.some(({ settlementId }) => settlementId === opened.settlementId)
    ? ofPerson.slice(0, 50)
    : [];
}

interface SettlementsDialogProps {
  readonly title: string;
  readonly period: ReportPeriod;
  readonly figure: Figure;
  readonly role: Role;
  readonly onClose: () => void;
}

/** The settlements and top-ups behind a figure; Enter opens the settlement with its papers. */
export function SettlementsDialog({ title, period, figure, role, onClose }: SettlementsDialogProps) {
  const [opened, setOpened] = useState<ListedSettlement>();
  const { value, refusal, waiting } = useAnswer('reports.settlements', { period, figure });
  const rows = value?.rows ?? [];
  if (opened !== undefined) {
    return (
      <HistoryDialog
        card={{ name: opened.personName, settlements: beside(rows, opened) }}
        settlementId={opened.settlementId}
        role={role}
        acts={[]}
        onAct={() => undefined}
        // Not before everybody has heard this key press: the same Esc would close the list as well.
        onClose={() => void setTimeout(() => setOpened(undefined))}
      />
    );
  }
  return (
    <Modal opened size="66rem" title={title} onClose={onClose}>
      <Trouble refusal={refusal} />
      <LongTable
        label="背后的结算"
        columns={columns}
        rowCount={rows.length}
        rowAt={(index) => rows[index]}
        onOpen={setOpened}
        height="min(30rem, calc(100vh - 15rem))"
        empty={waiting ? '正在查找……' : '没有结算。'}
        autoFocus
      />
      <Group justify="space-between" mt="sm">
        <Button variant="default" onClick={onClose}>
          <KeyHint of="Esc" /> 返回
        </Button>
        <p className={css['soft']}>
          {value?.isCut === true
            ? `只列出最近 ${rows.length} 笔，请缩短期间或换一项。`
            : `共 ${rows.length} 笔。`}
          金额单位：元。
          <KeyHint of="Enter" /> 打开
        </p>
      </Group>
    </Modal>
  );
}
