import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type ChangeEvent, useState } from 'react';
import { auditActTitle, type AuditSubject, auditSubjectTitles } from '../../shared/audit/act-titles.ts';
import { readLogHead, writtenLogHead } from '../../shared/audit/log-head.ts';
import type {
  AuditFound,
  AuditLogRow,
  AuditQuestion,
  AuditVerdict,
  NotedHead,
} from '../../shared/contract/audit.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { formatInstant } from '../components/moment.ts';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { dayOf } from '../components/typed-day.ts';
import css from './admin.module.css';
import { AuditRowDialog } from './audit-row-dialog.tsx';

const columns: readonly LongColumn<AuditLogRow>[] = [
  { title: '序号', width: '6rem', align: 'right', cell: ({ sequence }) => sequence },
  {
    title: '时间',
    width: '11rem',
    cell: ({ at, isArchived }) => formatInstant(at) + (isArchived ? ' 存档' : ''),
  },
  { title: '谁', width: '8rem', cell: ({ accountName }) => accountName ?? '（程序）' },
  { title: '做了什么', width: '16rem', cell: ({ act }) => auditActTitle(act) },
  { title: '内容', width: 'minmax(12rem, 1fr)', cell: ({ detail }) => (detail === '{}' ? '' : detail) },
];

/** Who did what, and whether the log is as it was written. */
export function AuditPage({ status }: RoomProps) {
  const client = useClient();
  const act = useAct();
  const [found, setFound] = useState<AuditFound>();
  const [verdict, setVerdict] = useState<AuditVerdict>();
  const [opened, setOpened] = useState<AuditLogRow>();
  const [question, setQuestion] = useState<Question>({
    fromDay: status.today,
    toDay: status.today,
    subject: null,
    account: '',
    text: '',
  });
  const search = () =>
    act.run(async () => {
      const days = { fromDay: dayOf(question.fromDay, '从'), toDay: dayOf(question.toDay, '到') };
      setFound(await client.request('audit.search', { ...question, ...days }));
    });
  const [head, setHead] = useState('');
  const verify = () =>
    act.run(async () => setVerdict(await client.request('audit.verify', { head: headOf(head) })));
  return (
    <>
      <h2>操作日志</h2>
      {verdict !== undefined && <Verdict verdict={verdict} />}
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          verify();
        }}
      >
        <TextInput
          label="日结单上的日志末尾（可不填）"
          w="22rem"
          maxLength={90}
          value={head}
          onChange={(event) => setHead(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={act.waiting}>
          核对整本日志
        </Button>
      </form>
      <QuestionForm question={question} isAsking={act.waiting} onChange={setQuestion} onAsk={search} />
      <Trouble refusal={act.refusal} />
      <Waiting what={act.waiting ? '正在翻看日志……' : undefined} />
      {found === undefined ? (
        <p>
          登录、被拒绝的请求、查看号码、打印、导出和每一件动钱的事都在这里，只能添、不能改。填好条件按 Enter。
        </p>
      ) : (
        <Found found={found} onOpen={setOpened} />
      )}
      {opened !== undefined && <AuditRowDialog row={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

/** As it stands on a day sheet. Refuses `audit_head_wrong`. */
function headOf(typed: string): NotedHead | null {
  if (typed.trim() === '') return null;
  const head = readLogHead(typed);
  if (head !== undefined) return head;
  throw new Refusal(
    'audit_head_wrong',
    '日志末尾是日结单上“日志末尾”后面的一串，如 1234-9f2c-04be-77d1-ab30，请照着重新输入。',
  );
}

/** The days as they are typed. */
type Question = Omit<AuditQuestion, 'fromDay' | 'toDay'> & {
  readonly fromDay: string;
  readonly toDay: string;
};

interface QuestionFormProps {
  readonly question: Question;
  readonly isAsking: boolean;
  readonly onChange: (question: Question) => void;
  readonly onAsk: () => void;
}

function QuestionForm({ question, isAsking, onChange, onAsk }: QuestionFormProps) {
  const field = (name: 'fromDay' | 'toDay' | 'account' | 'text') => ({
    value: question[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) =>
      onChange({ ...question, [name]: event.currentTarget.value }),
  });
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        onAsk();
      }}
    >
      <TextInput label="从" autoFocus w="8rem" {...field('fromDay')} />
      <TextInput label="到" w="8rem" {...field('toDay')} />
      <NativeSelect
        label="哪一类"
        value={question.subject ?? ''}
        onChange={(event) => onChange({ ...question, subject: subjectOf(event.currentTarget.value) })}
        data={[
          { value: '', label: '全部' },
          ...Object.entries(auditSubjectTitles).map(([value, label]) => ({ value, label })),
        ]}
      />
      <TextInput label="谁（姓名或账号）" w="10rem" maxLength={40} {...field('account')} />
      <TextInput label="内容里有" w="12rem" maxLength={80} {...field('text')} />
      <Button type="submit" loading={isAsking}>
        <KeyHint of="Enter" /> 查找
      </Button>
    </form>
  );
}

function subjectOf(value: string): AuditSubject | null {
  return Object.hasOwn(auditSubjectTitles, value) ? (value as AuditSubject) : null;
}

const problems = {
  missing: '前面缺了记录',
  not_chained: '和前一条接不上',
  changed: '内容被改过',
} as const;

/** What is wrong with the log as a whole. */
const wholeProblems = {
  head_missing: '填的日志末尾不在日志里，日志被截断或重写过',
  archive_missing: '旧日志的存档文件（audit-archive-k….db）不在，或接不上本库的日志',
} as const;

function Verdict({ verdict }: { readonly verdict: AuditVerdict }) {
  if (verdict.ok) {
    return (
      <div className={css['state']}>
        <p>
          <b>日志完整</b> · 共 {verdict.rowCount} 条 · 日志末尾{' '}
          {writtenLogHead({ sequence: verdict.rowCount, hash: verdict.head })}
        </p>
      </div>
    );
  }
  const what =
    verdict.problem === 'head_missing' || verdict.problem === 'archive_missing'
      ? wholeProblems[verdict.problem]
      : `第 ${verdict.sequence} 条${problems[verdict.problem]}`;
  return <Look sentence={`日志不完整：${what}。请不要再操作，保留现场，联系信息科和审计。`} />;
}

function Found({ found, onOpen }: { found: AuditFound; onOpen: (row: AuditLogRow) => void }) {
  const { rows, more } = found;
  return (
    <>
      <p role="status">{more ? `只列出最新的 ${rows.length} 条，请缩小范围。` : `共 ${rows.length} 条。`}</p>
      <LongTable
        label="操作日志"
        columns={columns}
        rowCount={rows.length}
        rowAt={(index) => rows[index]}
        onOpen={onOpen}
        height="calc(100vh - 25rem)"
        empty="没有符合条件的记录。"
      />
    </>
  );
}
