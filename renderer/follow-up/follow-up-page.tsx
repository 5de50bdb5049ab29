import { SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { RequestInput, RequestOutput } from '../../shared/contract/contract.ts';
import type { FollowUpPatient } from '../../shared/contract/follow-up.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer, useClient } from '../app/use-client.ts';
import { ExportButton } from '../components/export-button.tsx';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { CallDialog } from './call-dialog.tsx';
import css from './follow-up.module.css';
import { PatientTable } from './patient-table.tsx';

type Which = RequestInput<'followUp.list'>['which'];
const typingPauseMs = 250;

/** Who is to be called after a stay of major disease, and who said that something is lacking. */
export function FollowUpPage({ session, status }: RoomProps) {
  const client = useClient();
  const [which, setWhich] = useState<Which>('due');
  const [typed, setTyped] = useState('');
  const [township] = useDebouncedValue(typed.trim(), typingPauseMs);
  const list = useAnswer('followUp.list', { which, township });
  const [called, setCalled] = useState<FollowUpPatient>();
  const [saved, setSaved] = useState<string>();
  const mayCall = mayAsk(session.role, 'followUp.record');
  return (
    <div className={css['page']}>
      <h2>回访</h2>
      <div className={css['head']}>
        <SegmentedControl
          aria-label="哪些人"
          value={which}
          onChange={(next) => setWhich(next)}
          data={[
            { value: 'due', label: '该回访的' },
            { value: 'needs', label: '有需求的' },
          ]}
        />
        <TextInput
          label="乡镇"
          placeholder="全部"
          w="10rem"
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {mayAsk(session.role, 'followUp.saveList') && (
          <ExportButton
            label="导出给乡镇的名单"
            save={(secondPerson) => client.request('followUp.saveList', { township, secondPerson })}
            onSaved={setSaved}
          />
        )}
        {saved !== undefined && <span role="status">已导出 {saved}</span>}
      </div>
      {list.value !== undefined && <Rule {...list.value} />}
      <Trouble refusal={list.refusal} />
      <Waiting what={list.waiting && list.value === undefined ? '正在读取……' : undefined} />
      {list.value?.more === true && <Look sentence="这里只列出 200 人；回访后会列出其余的人。" />}
      {list.value !== undefined && (
        <PatientTable patients={list.value.patients} which={which} {...(mayCall && { onCall: setCalled })} />
      )}
      {called !== undefined && (
        <CallDialog
          patient={called}
          today={status.today}
          onDone={() => {
            setCalled(undefined);
            list.reload();
          }}
          onClose={() => setCalled(undefined)}
        />
      )}
    </div>
  );
}

function Rule({ afterDays, isWinter }: Pick<RequestOutput<'followUp.list'>, 'afterDays' | 'isWinter'>) {
  return (
    <p className={css['soft']}>
      大病患者出院满 {afterDays} 天回访一次；每年 11 月到次年 2 月再回访一次
      {isWinter ? '，现在正是冬季' : ''}
      。大病指政策病种表里的病，或大病保险赔付过的住院。依据：随县卫发〔2020〕1号 五、八。
    </p>
  );
}
