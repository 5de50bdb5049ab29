import { Button, Group, Modal, Stack } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type Attachment, attachmentKindTitles } from '../../shared/contract/attachments.ts';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { PdfPages } from '../components/pdf-pages.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import css from './admission.module.css';

interface PaperViewProps {
  readonly attachment: Attachment;
  readonly onClose: () => void;
}

/** One attached paper, drawn and nothing else: a picture as a picture, the pages of a PDF on canvases. */
export function PaperView({ attachment, onClose }: PaperViewProps) {
  const { attachmentId, kind, fileName } = attachment;
  const paper = useAnswer('attachments.read', { attachmentId });
  return (
    <Modal opened size="90%" title={`${attachmentKindTitles[kind]} ${fileName}`} onClose={onClose}>
      <Stack gap="sm">
        <Trouble refusal={paper.refusal} />
        <Waiting what={paper.waiting ? '正在读取附件……' : undefined} />
        {paper.value !== undefined && <Drawn paper={paper.value} />}
        <Group justify="end">
          <Button variant="default" data-autofocus onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const unreadable = '这个文件打不开，可能扫描时就坏了。请重新扫描存入，再作废这一个。';

type Paper = RequestOutput<'attachments.read'>;

function Drawn({ paper }: { paper: Paper }) {
  if (paper.type !== 'application/pdf') return <Picture paper={paper} />;
  return <PdfPages content={paper.content} label="附件的页面" unreadable={unreadable} />;
}

/** The type is one of two that we name, whatever the bytes are: an image, or a broken one. */
function Picture({ paper: { content, type, fileName } }: { paper: Paper }) {
  const image = useRef<HTMLImageElement>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    const address = URL.createObjectURL(new Blob([new Uint8Array(content)], { type }));
    if (image.current !== null) image.current.src = address;
    return () => URL.revokeObjectURL(address);
  }, [content, type]);
  if (isBroken) return <p role="alert">{unreadable}</p>;
  return <img ref={image} className={css['picture']} alt={fileName} onError={() => setBroken(true)} />;
}
