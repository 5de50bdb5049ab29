import { Table, Text } from '@mantine/core';
import type { OutboxRow, ResendPreview, UploadAct } from '../../shared/contract/outbox.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { actWords, subjectWords } from './row-words.ts';

interface ActDialogProps {
  readonly act: Exclude<UploadAct, 'reverse'>;
  readonly row: OutboxRow;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** One act on a record of the queue: what it does, a reason, and it is done. */
export function ActDialog(props: ActDialogProps) {
  return props.act === 'resend' ? <ResendDialog {...props} /> : <PlainActDialog {...props} act={props.act} />;
}

type PlainActDialogProps = ActDialogProps & { readonly act: Exclude<ActDialogProps['act'], 'resend'> };

function PlainActDialog({ act, row, onDone, onClose }: PlainActDialogProps) {
  const client = useClient();
  const { outboxId } = row;
  const running = useAct();
  const run = (reason: string) =>
    running.run(async () => {
      if (act === 'note') await client.request('outbox.note', { outboxId, text: reason });
      else if (act === 'ask') await client.request('outbox.ask', { outboxId, reason });
      else await client.request('outbox.close', { outboxId, reason });
      onDone();
    });
  return (
    <ReasonDialog
      title={`${actWords[act].label} ${subjectWords(row)} ${row.personName}`}
      act={running}
      reasonLabel={act === 'note' ? '备注' : '原因'}
      submitLabel={actWords[act].label}
      before={<Text>{actWords[act].says}</Text>}
      onSubmit={run}
      onClose={onClose}
    />
  );
}

/** The record is built anew from what is known now; what it says otherwise is shown first. */
function ResendDialog({ row, onDone, onClose }: ActDialogProps) {
  const client = useClient();
  const { outboxId } = row;
  const { value, refusal, waiting } = useAnswer('outbox.previewResend', { outboxId });
  const running = useAct();
  const run = (reason: string) =>
    running.run(async () => {
      if (value === undefined) return;
      await client.request('outbox.resend', { outboxId, previewHash: value.previewHash, reason });
      onDone();
    });
  return (
    <ReasonDialog
      title={`${actWords.resend.label} ${subjectWords(row)} ${row.personName}`}
      act={running}
      submitLabel={actWords.resend.label}
      before={
        <>
          <Text>{actWords.resend.says}</Text>
          <Trouble refusal={refusal} />
          <Waiting what={waiting ? '正在按现在的资料生成……' : undefined} />
          {value !== undefined && <Changes preview={value} />}
        </>
      }
      onSubmit={run}
      onClose={onClose}
    />
  );
}

function Changes({ preview: { changes } }: { preview: ResendPreview }) {
  if (changes.length === 0) {
    return <Text>与原来的内容相同。只有中心那边已经改好时，才需要原样重新上传。</Text>;
  }
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>内容</Table.Th>
          <Table.Th>原来</Table.Th>
          <Table.Th>现在</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ title, before, after }) => (
          <Table.Tr key={title}>
            <Table.Td>{title}</Table.Td>
            <Table.Td>{before ?? '—'}</Table.Td>
            <Table.Td>{after ?? '—'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
