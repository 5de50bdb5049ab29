import { Button, Group, Table } from '@mantine/core';
import { useState } from 'react';
import { aloneActTitles, type LateApproval } from '../../shared/contract/approvals.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { formatInstant } from '../components/moment.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import css from '../day-close/day-close.module.css';

interface Answering {
  readonly row: LateApproval;
  readonly verdict: 'approved' | 'objected';
}

/** What was done by one person alone at night: listed until another has approved it, and on when one has objected. */
export function LateApprovalsPage({ session }: RoomProps) {
  const { value, refusal, reload } = useAnswer('approvals.list', {});
  const [answering, setAnswering] = useState<Answering>();
  const waiting = value?.rows.filter(({ objection }) => objection === null) ?? [];
  const objected = value?.rows.filter(({ objection }) => objection !== null) ?? [];
  const mayAnswer = mayAsk(session.role, 'approvals.answer');
  return (
    <>
      <h2>待复核</h2>
      <p className={css['soft']}>
        夜间一个人先办的事列在这里，直到另一个人复核。不同意的留在下面，由财务处理；复核不改动已经办成的事，要改的另行更正。
      </p>
      <Trouble refusal={refusal} />
      <Waiting what={value === undefined && refusal === undefined ? '正在查找……' : undefined} />
      {value !== undefined && waiting.length === 0 && <p>没有等着复核的。</p>}
      {waiting.length > 0 && (
        <Rows
          rows={waiting}
          last="办理"
          renderLast={(row) => mayAnswer && <Acts row={row} onAnswer={setAnswering} />}
        />
      )}
      {objected.length > 0 && (
        <>
          <h3>不同意的</h3>
          <Rows
            rows={objected}
            last="不同意"
            renderLast={({ objection }) =>
              objection !== null && `${objection.note}（${objection.byName} ${formatInstant(objection.at)}）`
            }
          />
        </>
      )}
      {value?.isCut === true && <p className={css['soft']}>还有更多，先处理上面的。</p>}
      {answering !== undefined && (
        <AnswerDialog
          {...answering}
          onDone={() => (setAnswering(undefined), reload())}
          onClose={() => setAnswering(undefined)}
        />
      )}
    </>
  );
}

interface RowsProps {
  readonly rows: readonly LateApproval[];
  /** The title of the last column, and what stands in it. */
  readonly last: string;
  readonly renderLast: (row: LateApproval) => React.ReactNode;
}

function Rows({ rows, last, renderLast }: RowsProps) {
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>时间</Table.Th>
          <Table.Th>谁办的</Table.Th>
          <Table.Th>办了什么</Table.Th>
          <Table.Th>患者</Table.Th>
          <Table.Th>原因</Table.Th>
          <Table.Th>为什么不能等</Table.Th>
          <Table.Th>{last}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.approvalId}>
            <Table.Td>{formatInstant(row.at)}</Table.Td>
            <Table.Td>{row.byName}</Table.Td>
            <Table.Td>
              {aloneActTitles[row.act] ?? row.act}
              <br />
              {row.subject}
            </Table.Td>
            <Table.Td>{row.personName}</Table.Td>
            <Table.Td>{row.reason}</Table.Td>
            <Table.Td>{row.aloneReason}</Table.Td>
            <Table.Td>{renderLast(row)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface ActsProps {
  readonly row: LateApproval;
  readonly onAnswer: (answering: Answering) => void;
}

function Acts({ row, onAnswer }: ActsProps) {
  if (row.isOwn) return '自己办的，由别人复核';
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-sm" onClick={() => onAnswer({ row, verdict: 'approved' })}>
        同意
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => onAnswer({ row, verdict: 'objected' })}>
        不同意
      </Button>
    </Group>
  );
}

interface AnswerDialogProps extends Answering {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function AnswerDialog({ row, verdict, onDone, onClose }: AnswerDialogProps) {
  const client = useClient();
  const act = useAct();
  const isObjection = verdict === 'objected';
  const what = `${aloneActTitles[row.act] ?? row.act} ${row.subject}`;
  const submit = (note: string) =>
    act.run(async () => {
      await client.request('approvals.answer', { approvalId: row.approvalId, verdict, note });
      onDone();
    });
  return (
    <ReasonDialog
      title={isObjection ? `不同意：${what}` : `同意：${what}`}
      act={act}
      submitLabel={isObjection ? '记下不同意' : '同意'}
      asksReason={isObjection}
      reasonLabel="哪里不对"
      before={
        <p style={{ margin: 0 }}>
          {row.byName} {formatInstant(row.at)}，{row.personName}。原因：{row.reason}
          。请对照单据核对；记下以后不能再改。
        </p>
      }
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
