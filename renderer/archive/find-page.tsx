import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type ChangeEvent, useState } from 'react';
import type { RequestInput, RequestOutput } from '../../shared/contract/contract.ts';
import type { ArchivedDocument } from '../../shared/contract/documents/archive.ts';
import { documentKinds } from '../../shared/contract/documents/document.ts';
import { documentKindSchema } from '../../shared/contract/documents/kind.ts';
import { paperSizes } from '../../shared/contract/documents/paper.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { formatMoment } from '../components/moment.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { dayOf } from '../components/typed-day.ts';
import css from './archive.module.css';
import { DocumentDialog } from './document-dialog.tsx';
import { copyWords, outcomeWords } from './words.ts';

const columns: readonly LongColumn<ArchivedDocument>[] = [
  { title: '单据', width: '7rem', cell: ({ kind }) => documentKinds[kind].title },
  { title: '单号', width: '10rem', cell: ({ number }) => number },
  { title: '患者', width: '6rem', cell: ({ personName }) => personName ?? '' },
  { title: '业务日期', width: '6.5rem', cell: ({ businessDay, day }) => day ?? businessDay },
  { title: '第几次', width: '12rem', cell: copyWords },
  { title: '纸张', width: '6rem', cell: ({ paper }) => paperSizes[paper].title },
  { title: '打印时间', width: '6rem', cell: ({ recordedAt }) => formatMoment(recordedAt) },
  { title: '经办', width: '4.5rem', cell: ({ recordedByName }) => recordedByName },
  {
    title: '纸',
    width: '6.5rem',
    cell: ({ outcome }) => (outcome === null ? '没有记录' : outcomeWords[outcome]),
  },
];

type Found = RequestOutput<'documents.search'>;
type Question = RequestInput<'documents.search'>;

/** Looks papers up by person, number, kind, day and clerk. Enter on a row opens it. */
export function FindPage({ status, session }: RoomProps) {
  const client = useClient();
  const act = useAct();
  const [found, setFound] = useState<Found>();
  const [opened, setOpened] = useState<ArchivedDocument>();
  const [question, setQuestion] = useState<Question>({
    text: '',
    kind: null,
    fromDay: `${status.today.slice(0, 4)}-01-01`,
    toDay: status.today,
    clerk: '',
  });
  const search = () =>
    act.run(async () => {
      const days = { fromDay: dayOf(question.fromDay, '从'), toDay: dayOf(question.toDay, '到') };
      setFound(await client.request('documents.search', { ...question, ...days }));
    });
  return (
    <>
      <h2>查单据</h2>
      <QuestionForm question={question} isAsking={act.waiting} onChange={setQuestion} onAsk={search} />
      <Trouble refusal={act.refusal} />
      <Waiting what={act.waiting ? '正在查找……' : undefined} />
      {found === undefined ? (
        <p className={css['soft']}>打印过的单据都在这里存档，和打出来的一模一样。填好条件按 Enter。</p>
      ) : (
        <FoundTable found={found} onOpen={setOpened} />
      )}
      {opened !== undefined && (
        <DocumentDialog
          document={opened}
          role={session.role}
          onPrinted={search}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}

interface QuestionFormProps {
  readonly question: Question;
  readonly isAsking: boolean;
  readonly onChange: (question: Question) => void;
  readonly onAsk: () => void;
}

function QuestionForm({ question, isAsking, onChange, onAsk }: QuestionFormProps) {
  const field = (name: 'text' | 'fromDay' | 'toDay' | 'clerk') => ({
    value: question[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) =>
      onChange({ ...question, [name]: event.currentTarget.value }),
  });
  return (
    <form
      className={css['question']}
      onSubmit={(event) => {
        event.preventDefault();
        onAsk();
      }}
    >
      <TextInput label="单号、姓名或身份证号" autoFocus className={css['wide']} {...field('text')} />
      <NativeSelect
        label="单据"
        className={css['wide']}
        value={question.kind ?? ''}
        onChange={(event) =>
          onChange({
            ...question,
            kind: documentKindSchema.safeParse(event.currentTarget.value).data ?? null,
          })
        }
        data={[
          { value: '', label: '全部' },
          ...Object.entries(documentKinds).map(([value, { title }]) => ({ value, label: title })),
        ]}
      />
      <TextInput label="从" className={css['narrow']} {...field('fromDay')} />
      <TextInput label="到" className={css['narrow']} {...field('toDay')} />
      <TextInput label="经办人" className={css['narrow']} {...field('clerk')} />
      <Button type="submit" loading={isAsking}>
        <KeyHint of="Enter" /> 查找
      </Button>
    </form>
  );
}

function FoundTable({ found, onOpen }: { found: Found; onOpen: (document: ArchivedDocument) => void }) {
  const { documents, more } = found;
  return (
    <>
      <p role="status">
        {more ? `只列出最新的 ${documents.length} 份，请缩小范围。` : `共 ${documents.length} 份。`}
      </p>
      <LongTable
        label="存档的单据"
        columns={columns}
        rowCount={documents.length}
        rowAt={(index) => documents[index]}
        onOpen={onOpen}
        height="calc(100vh - 18rem)"
        empty="没有符合条件的单据。"
      />
    </>
  );
}
