import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { IdentificationAct, IdentificationActs } from '../../shared/contract/identification.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { formatInstant } from '../components/moment.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { dayOf } from '../components/typed-day.ts';
import { ActDialog } from './act-dialog.tsx';
import css from './identification.module.css';
import { actWords, differenceTitles } from './words.ts';

const columns: readonly LongColumn<IdentificationAct>[] = [
  { title: '时间', width: '9.5rem', cell: ({ recordedAt }) => formatInstant(recordedAt) },
  { title: '患者', width: '6rem', cell: ({ personName }) => personName },
  { title: '身份证号', width: '11rem', cell: ({ maskedIdNumber }) => maskedIdNumber },
  { title: '怎样核对的', width: '9rem', cell: actWords },
  { title: '不同的地方', width: '10rem', cell: differencesOf },
  { title: '怎样决定的', width: 'minmax(12rem, 1fr)', cell: ({ reason }) => reason ?? '' },
  { title: '经办', width: '5rem', cell: ({ recordedByName }) => recordedByName },
];

type Question = RequestInput<'identification.acts'>;

/** Who was identified how, by whom, and which difference was decided: for whoever checks the window's work. */
export function ActsPage({ status }: RoomProps) {
  const act = useAct();
  const ofToday = { text: '', fromDay: status.today, toDay: status.today, onlyDecided: false };
  const [typed, setTyped] = useState<Question>(ofToday);
  const [asked, setAsked] = useState<Question>(ofToday);
  const [opened, setOpened] = useState<IdentificationAct>();
  const answer = useAnswer('identification.acts', asked);
  const ask = (question: Question) =>
    act.run(async () => {
      const days = { fromDay: dayOf(question.fromDay, '从'), toDay: dayOf(question.toDay, '到') };
      setAsked({ ...question, ...days });
      await Promise.resolve();
    });
  return (
    <>
      <h2>身份核对</h2>
      <ActsQuestion typed={typed} onTyped={setTyped} onAsk={ask} />
      <Trouble refusal={act.refusal ?? answer.refusal} />
      <Waiting what={answer.waiting ? '正在查找……' : undefined} />
      {answer.value !== undefined && (
        <ActsTable key={JSON.stringify(asked)} found={answer.value} onOpen={setOpened} />
      )}
      {opened !== undefined && <ActDialog act={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

interface ActsQuestionProps {
  readonly typed: Question;
  readonly onTyped: (question: Question) => void;
  readonly onAsk: (question: Question) => void;
}

function ActsQuestion({ typed, onTyped, onAsk }: ActsQuestionProps) {
  const field = (name: 'text' | 'fromDay' | 'toDay') => ({
    value: typed[name],
    maxLength: name === 'text' ? 60 : 20,
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      onTyped({ ...typed, [name]: event.currentTarget.value }),
  });
  return (
    <form
      className={css['question']}
      onSubmit={(event) => {
        event.preventDefault();
        onAsk(typed);
      }}
    >
      <TextInput label="姓名或身份证号" autoFocus w="16rem" {...field('text')} />
      <TextInput label="从" w="8rem" {...field('fromDay')} />
      <TextInput label="到" w="8rem" {...field('toDay')} />
      <Checkbox
        label="只看有不同的"
        checked={typed.onlyDecided}
        onChange={(event) => {
          const changed = { ...typed, onlyDecided: event.currentTarget.checked };
          onTyped(changed);
          onAsk(changed);
        }}
      />
      <Button type="submit">
        <KeyHint of="Enter" /> 查找
      </Button>
    </form>
  );
}

interface ActsTableProps {
  readonly found: IdentificationActs;
  readonly onOpen: (act: IdentificationAct) => void;
}

function ActsTable({ found: { acts, more }, onOpen }: ActsTableProps) {
  const decided = acts.filter(({ differences }) => differences.length > 0).length;
  return (
    <>
      <p role="status">
        {more ? `只列出最新的 ${acts.length} 次，请缩小日期。` : `共 ${acts.length} 次`}
        ，其中 {decided} 次与名册不同。
      </p>
      <LongTable
        label="身份核对"
        columns={columns}
        rowCount={acts.length}
        rowAt={(index) => acts[index]}
        onOpen={onOpen}
        height="calc(100vh - 18rem)"
        empty="这几天没有核对过身份。窗口读卡、扫码、输入号码或选人，每一次都记在这里。"
      />
    </>
  );
}

function differencesOf({ differences }: IdentificationAct): string {
  return differences.map(({ what }) => differenceTitles[what]).join('、');
}
