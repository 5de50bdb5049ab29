import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import type { SpecialCase } from '../../shared/contract/special-treatment.ts';
import type { Role } from '../../shared/contract/request.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { HistoryDialog } from '../history/history-dialog.tsx';

const columns: readonly LongColumn<SpecialCase>[] = [
  { title: '日期', width: '6.5rem', cell: ({ businessDay }) => businessDay },
  {
    title: '姓名',
    width: '7rem',
    cell: ({ personName, isReversal }) => (isReversal ? `${personName}（撤销）` : personName),
  },
  { title: '身份证号', width: '11.5rem', cell: ({ maskedIdNumber }) => maskedIdNumber },
  { title: '资格', width: '8rem', cell: ({ eligibilities }) => eligibilities },
  { title: '病种', width: '7rem', cell: ({ disease }) => disease },
  { title: '主要诊断', width: 'minmax(9rem, 1fr)', cell: ({ diagnosis }) => diagnosis },
  { title: '总费用', width: '7.5rem', align: 'right', cell: ({ totalFen }) => formatYuan(totalFen) },
  { title: '个人负担', width: '7.5rem', align: 'right', cell: ({ personalFen }) => formatYuan(personalFen) },
];

interface RegisterDialogProps {
  readonly disease: string;
  readonly cases: readonly SpecialCase[];
  readonly role: Role;
  readonly onClose: () => void;
}

/** The register's lines behind a row of the table; Enter opens the settlement. */
export function RegisterDialog({ disease, cases, role, onClose }: RegisterDialogProps) {
  const [opened, setOpened] = useState<SpecialCase>();
  if (opened !== undefined) {
    const { isReversal, ...settlement } = opened;
    const kind = isReversal ? 'reversal' : 'final';
    const isReversed = false;
    return (
      <HistoryDialog
        card={{ name: opened.personName, settlements: [{ ...settlement, kind, isReversed }] }}
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
    <Modal opened size="76rem" title={`救治台账 ${disease}`} onClose={onClose}>
      <LongTable
        label="救治台账"
        columns={columns}
        rowCount={cases.length}
        rowAt={(index) => cases[index]}
        onOpen={setOpened}
        height="min(30rem, calc(100vh - 15rem))"
        empty="没有救治。"
        autoFocus
      />
      <Group mt="sm">
        <Button variant="default" onClick={onClose}>
          <KeyHint of="Esc" /> 返回
        </Button>
      </Group>
    </Modal>
  );
}
