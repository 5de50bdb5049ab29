import { Button, Group, Modal, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import {
  type Attachment,
  type AttachmentKind,
  attachmentKinds,
  attachmentKindTitles,
} from '../../shared/contract/attachments.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { useDraft } from '../app/drafts.tsx';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { formatMoment } from '../components/moment.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import css from './admission.module.css';
import { PaperView } from './paper-view.tsx';

interface PapersDialogProps {
  readonly stay: Stay;
  readonly personName: string;
  /** False: they are only looked at. */
  readonly mayChange?: boolean;
  readonly onClose: () => void;
}

/** What is chosen for the next paper; survives a crash. The file itself is the dialog's, and is chosen again. */
const chosenSchema = z.object({ kind: z.enum(attachmentKinds), fileName: z.string().nullable() });
type Chosen = z.infer<typeof chosenSchema>;
const nothingChosen: Chosen = { kind: 'id_card', fileName: null };

/** The copies of papers of a stay: what there is, one more, a look at one. */
export function PapersDialog({ stay, personName, mayChange = true, onClose }: PapersDialogProps) {
  const client = useClient();
  const act = useAct();
  const list = useAnswer('attachments.list', { stayId: stay.stayId });
  const { value, set, isResumed } = useDraft(`papers:${stay.stayId}`, chosenSchema, () => nothingChosen);
  const { kind } = value;
  const [looksAt, setLooksAt] = useState<Attachment>();
  const [withdraws, setWithdraws] = useState<Attachment>();
  const add = () =>
    act.run(async () => {
      const file = await client.request('files.choose', { purpose: 'attachment' });
      if (file === null) return;
      set({ kind, fileName: file.fileName });
      try {
        await client.request('attachments.add', { stayId: stay.stayId, kind, fileToken: file.fileToken });
      } finally {
        set({ kind, fileName: null });
      }
      list.reload();
    });
  if (looksAt !== undefined) return <PaperView attachment={looksAt} onClose={() => setLooksAt(undefined)} />;
  if (withdraws !== undefined) {
    const done = () => (setWithdraws(undefined), list.reload());
    return <WithdrawDialog attachment={withdraws} onDone={done} onClose={() => setWithdraws(undefined)} />;
  }
  return (
    <Modal opened size="xl" title={`证件附件 ${personName} ${stay.admissionNumber}`} onClose={onClose}>
      <Stack gap="sm">
        {mayChange && (
          <Group align="end" gap="sm">
            <NativeSelect
              label="是什么"
              value={kind}
              data={attachmentKinds.map((value) => ({ value, label: attachmentKindTitles[value] }))}
              onChange={(event) => set({ kind: event.currentTarget.value as AttachmentKind, fileName: null })}
            />
            <Button data-autofocus loading={act.waiting} onClick={add}>
              选择照片或 PDF
            </Button>
            <span>JPG、PNG、PDF，每个不超过 20 MB。证件原件当场退还。</span>
          </Group>
        )}
        {mayChange && isResumed && <Resumed chosen={value} list={list.value} />}
        <Trouble refusal={act.refusal ?? list.refusal} />
        <Waiting what={act.waiting ? '正在存入……' : undefined} />
        <Papers list={list.value} onLook={setLooksAt} onWithdraw={mayChange ? setWithdraws : undefined} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** After a crash: whether the file that was chosen came in is seen from the list. */
function Resumed({ chosen, list }: { chosen: Chosen; list: readonly Attachment[] | undefined }) {
  if (list === undefined) return null;
  const { kind, fileName } = chosen;
  const title = attachmentKindTitles[kind];
  if (fileName === null) return <Look sentence={`上次选的是“${title}”，还没有选文件。`} />;
  const isThere = list.some((one) => one.fileName === fileName && one.withdrawnBecause === null);
  return (
    <Look
      sentence={
        isThere
          ? `上次选的“${fileName}”已经存入，见下面。`
          : `上次选的“${fileName}”（${title}）没有存入，请再选择一次这个文件。`
      }
    />
  );
}

interface PapersProps {
  readonly list: readonly Attachment[] | undefined;
  readonly onLook: (attachment: Attachment) => void;
  readonly onWithdraw: ((attachment: Attachment) => void) | undefined;
}

function Papers({ list, onLook, onWithdraw }: PapersProps) {
  const mayChange = onWithdraw !== undefined;
  if (list === undefined) return null;
  if (list.length === 0)
    return (
      <p className={css['said']}>
        还没有附件。{mayChange && '扫描或拍下患者出示的证件，在上面选择文件存入。'}
      </p>
    );
  return (
    <ul aria-label="附件" className={css['papers']}>
      {list.map((one) => (
        <li key={one.attachmentId}>
          <b className={one.withdrawnBecause === null ? undefined : css['gone']}>
            {attachmentKindTitles[one.kind]}
          </b>
          <span className={css['file']} title={one.fileName}>
            {one.fileName}
          </span>
          <span>{sizeOf(one.byteCount)}</span>
          <span>
            {formatMoment(one.recordedAt)} {one.recordedByName}
          </span>
          <span>
            <Button size="compact-sm" variant="subtle" onClick={() => onLook(one)} title="查看会留下记录">
              查看
            </Button>
            {one.withdrawnBecause !== null && `已作废：${one.withdrawnBecause}`}
            {one.withdrawnBecause === null && onWithdraw !== undefined && (
              <Button size="compact-sm" variant="subtle" color="red" onClick={() => onWithdraw(one)}>
                作废
              </Button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function sizeOf(byteCount: number): string {
  const kilobytes = Math.max(1, Math.round(byteCount / 1000));
  return kilobytes < 1000 ? `${kilobytes} KB` : `${Math.floor(kilobytes / 100) / 10} MB`;
}

interface WithdrawDialogProps {
  readonly attachment: Attachment;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function WithdrawDialog({
  attachment: { attachmentId, kind, fileName },
  onDone,
  onClose,
}: WithdrawDialogProps) {
  const client = useClient();
  const act = useAct();
  return (
    <ReasonDialog
      title={`作废附件 ${attachmentKindTitles[kind]}`}
      act={act}
      submitLabel="作废"
      before={<p>{fileName} 会留着并标明作废。</p>}
      onSubmit={(reason) =>
        act.run(async () => {
          await client.request('attachments.withdraw', { attachmentId, reason });
          onDone();
        })
      }
      onClose={onClose}
    />
  );
}
