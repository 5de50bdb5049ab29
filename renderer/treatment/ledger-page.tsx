import { Button, Group, NativeSelect } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import {
  treatmentClassTitles,
  type TreatmentFilter,
  treatmentFilters,
  type TreatmentLine,
  treatmentStateTitles,
} from '../../shared/contract/treatment.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { AddButton } from './add-button.tsx';
import { LineDialog } from './line-dialog.tsx';
import css from './treatment.module.css';
import { filterTitles, rateWords } from './words.ts';

const columns: readonly LongColumn<TreatmentLine>[] = [
  { title: '姓名', width: '6rem', cell: ({ personName }) => personName },
  { title: '身份证号', width: '11rem', cell: ({ maskedIdNumber }) => maskedIdNumber },
  { title: '资格', width: '7rem', cell: ({ eligibilities }) => eligibilities },
  { title: '病种', width: 'minmax(6rem, 1fr)', cell: ({ disease }) => disease },
  {
    title: '状态',
    width: '7.5rem',
    cell: ({ state, awaitsOutcome }) => (
      <span className={awaitsOutcome || state === 'to_verify' ? css['look'] : undefined}>
        {awaitsOutcome ? '已出院待登记' : treatmentStateTitles[state]}
      </span>
    ),
  },
  {
    title: '救治类别',
    width: '8.5rem',
    cell: ({ treatmentClass }) => (treatmentClass === null ? '' : treatmentClassTitles[treatmentClass]),
  },
  { title: '入院', width: '6.5rem', cell: ({ admittedOn }) => admittedOn },
  { title: '出院', width: '6.5rem', cell: ({ dischargedOn }) => dischargedOn },
  { title: '说明', width: 'minmax(4rem, 1fr)', cell: ({ words }) => words },
];

type Ledger = RequestOutput<'treatment.list'>;

/** 救治台账: each person's disease with its state; Enter opens the line with its history. */
export function LedgerPage({ session, active, status }: RoomProps) {
  const [filter, setFilter] = useState<TreatmentFilter>('all');
  const { value, refusal, waiting, reload } = useAnswer('treatment.list', { filter });
  const [opened, setOpened] = useState<string>();
  const lines = value?.lines ?? [];
  const close = () => setOpened(undefined);
  return (
    <>
      <Group justify="space-between">
        <Group>
          <h2>救治台账</h2>
          <NativeSelect
            aria-label="哪些"
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value as TreatmentFilter)}
            data={treatmentFilters.map((one) => ({ value: one, label: labelOf(one, value) }))}
          />
        </Group>
        <LedgerActs {...{ session, active, value }} onChanged={reload} />
      </Group>
      <Trouble refusal={refusal} />
      <Waiting what={waiting && value === undefined ? '正在读取……' : undefined} />
      {value !== undefined && <Standing ledger={value} />}
      {value?.more === true && <Look sentence="这里只列出最近的 500 例，请按状态选。" />}
      <LongTable
        label="救治台账"
        columns={columns}
        rowCount={lines.length}
        rowAt={(index) => lines[index]}
        onOpen={({ lineId }) => setOpened(lineId)}
        height="calc(100vh - 23rem)"
        empty="没有这样的患者。名单里的病种有了确认的编码，入院登记时自动列入；也可以按 F7 登记待核实的人。"
      />
      <p className={css['soft']}>
        入院、出院自动记入。编码后来才确认的、名册后来才导入的，每天自动核对一次，也可以按 <KeyHint of="F6" />
        。
        <KeyHint of="Enter" /> 看经过、登记结果
      </p>
      {opened !== undefined && (
        <LineDialog
          lineId={opened}
          role={session.role}
          today={status.today}
          onChanged={reload}
          onClose={close}
        />
      )}
    </>
  );
}

function labelOf(filter: TreatmentFilter, ledger: Ledger | undefined): string {
  const title = filterTitles[filter];
  if (ledger === undefined) return title;
  const { counts, awaitingCount } = ledger;
  if (filter === 'all') return `${title} ${Object.values(counts).reduce((sum, one) => sum + one, 0)}`;
  return `${title} ${filter === 'awaits_outcome' ? awaitingCount : counts[filter]}`;
}

function Standing({ ledger: { rate, diseases } }: { ledger: Ledger }) {
  const unknown = diseases.filter(({ hasCodes }) => !hasCodes).length;
  return (
    <p style={{ margin: 0 }}>
      {rateWords(rate)}。
      {unknown > 0 && (
        <b className={css['look']}>
          {' '}
          名单 {diseases.length} 个病种中 {unknown} 个没有确认编码，认不出，请信息科在政策选项里补上。
        </b>
      )}
    </p>
  );
}

type ActsProps = Pick<RoomProps, 'session' | 'active'> & {
  readonly value: Ledger | undefined;
  readonly onChanged: () => void;
};

function LedgerActs({ session, active, value, onChanged }: ActsProps) {
  const client = useClient();
  const act = useAct();
  const [said, setSaid] = useState<string>();
  const mayKeep = mayAsk(session.role, 'treatment.examine');
  const examine = () =>
    act.run(async () => {
      const { examinedCount, stepCount } = await client.request('treatment.examine', {});
      setSaid(`看过 ${examinedCount} 次住院，补记 ${stepCount} 条。`);
      onChanged();
    });
  useHotkeys(active && mayKeep ? [['F6', examine]] : [], []);
  if (!mayKeep) return null;
  return (
    <div className={css['acts']}>
      <Group gap="xs">
        <Button size="compact-md" variant="default" loading={act.waiting} onClick={examine}>
          <KeyHint of="F6" /> 核对住院记录
        </Button>
        <AddButton active={active} diseases={value?.diseases ?? []} onAdded={onChanged} />
      </Group>
      {said !== undefined && <span role="status">{said}</span>}
      <Trouble refusal={act.refusal} />
    </div>
  );
}
