import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ArchivedDocument } from '../../shared/contract/documents/archive.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { PdfPages } from '../components/pdf-pages.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';

interface DocumentViewProps {
  readonly document: Pick<ArchivedDocument, 'documentId' | 'title' | 'number'>;
  readonly onClose: () => void;
}

/** An archived print as it went to the printer, drawn in the window: nothing leaves it, nothing in it runs. */
export function DocumentView({ document: { documentId, title, number }, onClose }: DocumentViewProps) {
  const archived = useAnswer('documents.pdf', { documentId });
  return (
    <Modal opened size="64rem" title={`${title} ${number}`} onClose={onClose}>
      <Stack gap="sm">
        <Trouble refusal={archived.refusal} />
        <Waiting what={archived.waiting ? '正在读取存档……' : undefined} />
        {archived.value !== undefined && (
          <PdfPages
            content={archived.value.pdf}
            label={`${title} ${number} 的页面`}
            unreadable="存档的 PDF 画不出来。请用“另存 PDF”取出来看，并告诉信息科。"
          />
        )}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
