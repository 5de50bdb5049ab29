import { Button, Group, Modal, Stack } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type Attachment, attachmentKindTitles } from '../../shared/contract/attachments.ts';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import css from './admission.module.css';
import { drawPages } from './draw-pages.ts';

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

type Paper = RequestOutput<'attachments.read'>;

function Drawn({ paper }: { paper: Paper }) {
  return paper.type === 'application/pdf' ? <Pages paper={paper} /> : <Picture paper={paper} />;
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
  if (isBroken) return <Unreadable />;
  return <img ref={image} className={css['picture']} alt={fileName} onError={() => setBroken(true)} />;
}

function Pages({ paper: { content } }: { paper: Paper }) {
  const frame = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<{ readonly left: number } | 'drawing' | 'broken'>('drawing');
  useEffect(() => {
    const target = frame.current;
    const stop = new AbortController();
    if (target === null) return undefined;
    drawPages(content, target, stop.signal).then(setState, () => {
      if (!stop.signal.aborted) setState('broken');
    });
    return () => {
      stop.abort();
      target.replaceChildren();
    };
  }, [content]);
  return (
    <>
      <Waiting what={state === 'drawing' ? '正在画出页面……' : undefined} />
      {state === 'broken' && <Unreadable />}
      <div ref={frame} role="img" aria-label="附件的页面" className={css['pages']} />
      {typeof state === 'object' && state.left > 0 && <p>后面还有 {state.left} 页没有画出。</p>}
    </>
  );
}

function Unreadable() {
  return <p role="alert">这个文件打不开，可能扫描时就坏了。请重新扫描存入，再作废这一个。</p>;
}
