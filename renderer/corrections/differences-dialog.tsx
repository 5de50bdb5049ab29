import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ChainResult, Differences } from '../../shared/contract/corrections.ts';
import type { PersonCard } from '../../shared/contract/people.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { formatMoment } from '../components/moment.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { ChainDialog } from './chain-dialog.tsx';
import type { ChainPrinting } from './chain-done.tsx';
import { ChangeTable } from './change-table.tsx';
import css from './corrections.module.css';
import { personalWords } from './words.ts';

interface DifferencesDialogProps extends ChainPrinting {
  readonly card: Pick<PersonCard, 'personId' | 'name'>;
  /** Whether this account may bring the difference about. */
  readonly mayCorrect: boolean;
  readonly onDone: (result: ChainResult) => void;
  readonly onClose: () => void;
}

/** What the settlements of the year would be with what is known now, and the way to it. */
export function DifferencesDialog({
  card,
  mayCorrect,
  onDone,
  onClose,
  ...printing
}: DifferencesDialogProps) {
  const [from, setFrom] = useState<string>();
  const { value, refusal, waiting } = useAnswer('corrections.differences', { personId: card.personId });
  if (from !== undefined) {
    return (
      <ChainDialog
        {...printing}
        settlementId={from}
        personName={card.name}
        resettleFirst
        onDone={onDone}
        onClose={onClose}
      />
    );
  }
  const [first] = value?.settlements ?? [];
  return (
    <Modal opened size="xl" title={`与现在所知不一致 ${card.name}`} onClose={onClose}>
      <Stack gap="sm">
        <Trouble refusal={refusal} />
        <Waiting what={waiting ? '正在重新计算……' : undefined} />
        {value !== undefined && <Shown differences={value} />}
        <Group justify="space-between">
          <Button variant="default" data-autofocus onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
          {mayCorrect && first !== undefined && (
            <Button onClick={() => setFrom(first.settlementId)}>
              从 {first.slipNumber} 起撤销并重新结算
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Shown({ differences }: { differences: Differences }) {
  const { settlements, layers, personal, because, rosterAsOf, snapshot } = differences;
  if (settlements.length === 0) return <p className={css['sentence']}>现在没有差额。</p>;
  return (
    <>
      <p className={css['sentence']}>
        按现在所知重新计算本年的结算：
        {because.includes('roster') &&
          `${rosterAsOf} 的名册在结算当日给出的身份不同（收费组长和财务在“更正”一栏看到所有受影响的人）。`}
        {because.includes('elsewhere') &&
          snapshot !== null &&
          `${snapshot.source}（${formatMoment(snapshot.asOf)}）的年度累计里有别院的结算；别院的结算如果在本院之后，本院的不必重算。`}
        已经结算的不会自动改变。
      </p>
      <ChangeTable
        settlements={settlements.map((one) => ({ ...one, fate: one.refusal ?? undefined, warnings: [] }))}
        layers={layers}
        personal={personal}
        afterTitle="按现在所知"
      />
      <p className={css['sentence']}>
        <b>{personalWords(personal)}。</b>
      </p>
    </>
  );
}
