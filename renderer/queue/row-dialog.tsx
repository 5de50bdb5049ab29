import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { OutboxRowDetail, UploadAct } from '../../shared/contract/outbox.ts';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import { useAnswer, useEvent } from '../app/use-client.ts';
import { Amount } from '../components/amount.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { formatMoment } from '../components/moment.ts';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { ActDialog } from './act-dialog.tsx';
import css from './queue.module.css';
import { RowDifferences } from './row-differences.tsx';
import { RowHistory } from './row-history.tsx';
import { actWords, subjectWords } from './row-words.ts';
import { uploadWords } from './upload-words.ts';

interface RowDialogProps {
  readonly outboxId: string;
  readonly role: Role;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

type DialogAct = Exclude<UploadAct, 'reverse'>;

/** One record on its way: what happened to it, what hangs on it, and what may be done. */
export function RowDialog({ outboxId, role, onChanged, onClose }: RowDialogProps) {
  const { value, refusal, waiting, reload } = useAnswer('outbox.row', { outboxId });
  const [act, setAct] = useState<DialogAct>();
  useEvent('outbox.changed', reload);
  if (value !== undefined && act !== undefined) {
    const back = () => setAct(undefined);
    const done = () => {
      back();
      reload();
      onChanged();
    };
    return <ActDialog act={act} row={value.row} onDone={done} onClose={back} />;
  }
  const acts = value?.row.acts.filter(
    (one): one is DialogAct => one !== 'reverse' && mayAsk(role, actWords[one].request),
  );
  return (
    <Modal opened size="xl" title={title(value)} onClose={onClose}>
      <Stack gap="sm">
        <Trouble refusal={refusal} />
        <Waiting what={waiting && value === undefined ? '正在读取……' : undefined} />
        {value !== undefined && <Shown detail={value} />}
        <Group justify="space-between">
          <Button variant="default" data-autofocus onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
          <Group gap="xs">
            {acts?.map((one) => (
              <Button key={one} variant={one === 'note' ? 'default' : 'filled'} onClick={() => setAct(one)}>
                {actWords[one].label}
              </Button>
            ))}
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}

function title(detail: OutboxRowDetail | undefined): string {
  return detail === undefined ? '上传记录' : `${subjectWords(detail.row)} ${detail.row.personName}`;
}

function Shown({ detail }: { detail: OutboxRowDetail }) {
  const { row, admissionNumber, isVisit, blocks, resolution } = detail;
  const { word, tone } = uploadWords[row.state];
  return (
    <>
      <p className={css['facts']}>
        {isVisit ? '门诊号' : '住院号'} {admissionNumber} · {formatMoment(row.recordedAt)} 记录 ·{' '}
        <b className={css[tone]}>{word}</b>
        {row.amountFen !== 0 && (
          <>
            {' '}
            · <Amount fen={row.amountFen} />
          </>
        )}
      </p>
      {resolution === null && row.lastReason !== null && <Look sentence={row.lastReason} />}
      {row.state === 'dead' && blocks.count > 0 && (
        <p className={css['facts']}>
          同一人后面还有 {blocks.count} 笔（共 <Amount fen={blocks.amountFen} />
          ）在等它；其他人的照常上传。
        </p>
      )}
      {row.acts.includes('reverse') && (
        <p className={css['facts']}>
          如果这次结算本身不对，请在“结算”里打开此人，按 F7 撤销这次结算；撤销后这条记录会自动了结。
        </p>
      )}
      {resolution !== null && (
        <p className={css['facts']}>
          {formatMoment(resolution.recordedAt)} {resolution.recordedByName} {resolutionWords[resolution.act]}
          ：{resolution.reason}
        </p>
      )}
      <RowDifferences differences={detail.differences} />
      <RowHistory detail={detail} />
    </>
  );
}

const resolutionWords = {
  resent: '更正重传',
  reversed: '因结算已撤销而了结',
  undone: '因所报的事已作废而了结',
} as const;
