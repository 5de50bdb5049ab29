import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import {
  type Irregularity,
  type IrregularityState,
  irregularityStateTitles,
} from '../../shared/contract/irregularities.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer, useClient } from '../app/use-client.ts';
import { ExportButton } from '../components/export-button.tsx';
import { formatInstant } from '../components/moment.ts';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { SearchByHand } from '../nightly-search/search-by-hand.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { DeathDialog } from './death-dialog.tsx';
import { FindingTable } from './finding-table.tsx';
import css from './irregularities.module.css';

type Listed = RequestOutput<'irregularities.list'>;
type Opened = { readonly act: 'answer' | 'close'; readonly one: Irregularity };

/** 待核情况: patterns of numbers that finance looks at, each answered by one and closed by another. */
export function IrregularitiesPage({ session, active }: RoomProps) {
  const [state, setState] = useState<IrregularityState>('open');
  const { value, refusal, waiting, reload } = useAnswer('irregularities.list', { state });
  const [opened, setOpened] = useState<Opened>();
  const done = () => {
    setOpened(undefined);
    reload();
  };
  return (
    <div className={css['page']}>
      <h2>待核情况</h2>
      <p>
        这里列的只是数字上的情况，许多有正当的原因，不说明任何人有过错。请对照病历和登记核实后答复，由另一人办结。
      </p>
      <Searched searched={value?.searched ?? null} isKnown={value !== undefined} />
      <SearchByHand
        of="irregularities"
        {...{ session, active, running: value?.running ?? null }}
        onEnded={reload}
      >
        <Acts session={session} state={state} />
      </SearchByHand>
      <SegmentedControl
        aria-label="哪些"
        value={state}
        onChange={(next) => setState(next as IrregularityState)}
        data={Object.entries(irregularityStateTitles).map(([one, label]) => ({ value: one, label }))}
      />
      <Trouble refusal={refusal} />
      <Waiting what={waiting && value === undefined ? '正在读取……' : undefined} />
      {value?.more === true && <Look sentence="这里只列出 200 条；办结后会列出其余的，导出的是全部。" />}
      {value !== undefined && (
        <FindingTable
          findings={value.findings}
          state={state}
          mayAnswer={mayAsk(session.role, 'irregularities.answer')}
          mayClose={mayAsk(session.role, 'irregularities.close')}
          onOpen={(act, one) => setOpened({ act, one })}
        />
      )}
      {opened?.act === 'answer' && (
        <AnswerDialog one={opened.one} onDone={done} onClose={() => setOpened(undefined)} />
      )}
      {opened?.act === 'close' && (
        <CloseDialog one={opened.one} onDone={done} onClose={() => setOpened(undefined)} />
      )}
    </div>
  );
}

function Searched({ searched, isKnown }: { searched: Listed['searched']; isKnown: boolean }) {
  if (searched === null) {
    return isKnown ? <p>还没有查找过。每天会自动查找一次，也可以现在查找。</p> : null;
  }
  const { day, finishedAt, examinedCount } = searched;
  return (
    <p className={css['soft']}>
      按 {day} 所知，{formatInstant(finishedAt)} 查完，看过 {examinedCount}{' '}
      人和每个账号、科室。依据：随县卫发〔2020〕1号、渝卫发〔2019〕39号；界限在“管理”的本院参数里设。
    </p>
  );
}

type ActsProps = Pick<RoomProps, 'session'> & { readonly state: IrregularityState };

/** Puts down a death; takes the list out. */
function Acts({ session, state }: ActsProps) {
  const client = useClient();
  const [saved, setSaved] = useState<string>();
  const [isDeathOpen, setDeathOpen] = useState(false);
  return (
    <>
      {mayAsk(session.role, 'irregularities.recordDeath') && (
        <Button variant="default" onClick={() => setDeathOpen(true)}>
          登记死亡日期
        </Button>
      )}
      <ExportButton
        label="导出"
        save={(secondPerson) => client.request('irregularities.save', { state, secondPerson })}
        onSaved={setSaved}
      />
      {saved !== undefined && <span role="status">✓ 已保存 {saved}</span>}
      {isDeathOpen && <DeathDialog onClose={() => setDeathOpen(false)} />}
    </>
  );
}
