import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import type { ArchivedDocument } from '../../shared/contract/documents/archive.ts';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { KeyboardForm } from '../components/keyboard-form.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { formatMoment } from '../components/moment.ts';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { PrintChoiceFields } from '../desk/print-choice-fields.tsx';
import type { PrintChoice } from '../desk/use-desk.ts';
import css from './archive.module.css';
import { DocumentView } from './document-view.tsx';
import { SaveCopy } from './save-copy.tsx';
import { copyWords, outcomeWords } from './words.ts';

interface DocumentDialogProps {
  readonly document: ArchivedDocument;
  readonly role: Role;
  readonly onPrinted: () => void;
  readonly onClose: () => void;
}

/** One print of the archive: what it is, its pages, its hash, a copy of its PDF, and a further print with a reason. */
export function DocumentDialog({ document, role, onPrinted, onClose }: DocumentDialogProps) {
  const client = useClient();
  const act = useAct();
  const [reason, setReason] = useState('');
  const [choice, setChoice] = useState<PrintChoice>({ paper: document.paper, printer: null });
  const [said, setSaid] = useState('');
  const [isViewed, setViewed] = useState(false);
  useHotkeys(isViewed ? [] : [['F2', () => setViewed(true)]], []);
  const { kind, subjectId, day, number } = document;
  const print = () =>
    act.run(async () => {
      const result = await client.request('documents.print', { kind, subjectId, day, reason, ...choice });
      setSaid(`补打 第${result.copyNumber}次：${result.sentence}`);
      onPrinted();
    });
  const mayPrint = mayAsk(role, 'documents.print');
  if (isViewed) {
    // Not before everybody has heard this key press: the Esc that closes the pages would close the print as well.
    return <DocumentView document={document} onClose={() => void setTimeout(() => setViewed(false))} />;
  }
  return (
    <Modal opened size="lg" title={`${document.title} ${number}`} onClose={onClose}>
      <KeyboardForm onSubmit={print}>
        <Stack gap="sm">
          <Facts document={document} />
          {mayPrint && (
            <>
              <PrintChoiceFields kind={kind} choice={choice} onChange={setChoice} />
              <TextInput
                label="补打的原因"
                data-autofocus
                maxLength={200}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            </>
          )}
          <Trouble refusal={act.refusal} />
          <Waiting what={act.waiting ? '正在办理……' : undefined} />
          {said !== '' && <Look sentence={said} />}
          <Buttons
            mayPrint={mayPrint}
            isReady={reason.trim() !== ''}
            isActing={act.waiting}
            onView={() => setViewed(true)}
            save={<SaveCopy document={document} act={act} onSaid={setSaid} />}
          />
        </Stack>
      </KeyboardForm>
    </Modal>
  );
}

interface ButtonsProps {
  readonly mayPrint: boolean;
  readonly isReady: boolean;
  readonly isActing: boolean;
  readonly onView: () => void;
  readonly save: ReactNode;
}

function Buttons({ mayPrint, isReady, isActing, onView, save }: ButtonsProps) {
  return (
    <Group justify="space-between">
      <Group gap="sm">
        <Button variant="light" data-autofocus={!mayPrint || undefined} onClick={onView}>
          <KeyHint of="F2" /> 查看
        </Button>
        {save}
      </Group>
      {mayPrint && (
        <Button type="submit" loading={isActing} disabled={!isReady}>
          补打
        </Button>
      )}
    </Group>
  );
}

function Facts({ document }: { document: ArchivedDocument }) {
  const rows: readonly (readonly [string, string])[] = [
    ['患者', document.personName ?? '无'],
    ['打印', `${formatMoment(document.recordedAt)} ${document.recordedByName}`],
    ['第几次', copyWords(document)],
    ['纸', document.outcome === null ? '没有记录' : outcomeWords[document.outcome]],
    ['PDF 校验（SHA-256）', document.sha256],
  ];
  return (
    <dl className={css['facts']}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
