import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { documentKinds } from '../../shared/contract/documents/document.ts';
import type { DocumentKind } from '../../shared/contract/documents/kind.ts';
import { useAct, useAnswer } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { PrintChoiceFields } from './print-choice-fields.tsx';
import type { PrintChoice } from './use-desk.ts';

/** The papers that F8 prints. */
export type DeskPaper = Extract<DocumentKind, 'slip' | 'person_history'>;

interface ReprintDialogProps {
  readonly personId: string;
  readonly personName: string;
  /** Undefined: nothing is settled here, and only the person's history can be printed. */
  readonly settlementId: string | undefined;
  readonly choice: PrintChoice;
  readonly onChoice: (choice: PrintChoice) => void;
  readonly onPrint: (kind: DeskPaper, reason: string | null) => void;
  readonly onClose: () => void;
}

/** F8: the first print needs no reason; every further one is numbered and says why. */
export function ReprintDialog(props: ReprintDialogProps) {
  const { personId, personName, settlementId, choice, onChoice, onPrint, onClose } = props;
  const act = useAct();
  const [kind, setKind] = useState<DeskPaper>(settlementId === undefined ? 'person_history' : 'slip');
  const subjectId = kind === 'slip' ? (settlementId ?? personId) : personId;
  const documents = useAnswer('documents.list', { kind, subjectId });
  if (documents.value === undefined && documents.refusal === undefined) return null;
  const copies = documents.value?.length ?? 0;
  const asksReason = copies > 0;
  const { title } = documentKinds[kind];
  return (
    <ReasonDialog
      key={kind}
      title={`${asksReason ? '补打' : '打印'}${title} ${personName}`}
      act={documents.refusal === undefined ? act : { ...act, refusal: documents.refusal }}
      submitLabel={asksReason ? `打印，注明“补打 第${copies}次”` : '打印'}
      asksReason={asksReason}
      onSubmit={(reason) => onPrint(kind, asksReason ? reason : null)}
      onClose={onClose}
      after={
        <>
          {settlementId !== undefined && (
            <NativeSelect
              label="单据"
              value={kind}
              onChange={(event) =>
                setKind(event.currentTarget.value === 'person_history' ? 'person_history' : 'slip')
              }
              data={[
                { value: 'slip', label: documentKinds.slip.title },
                { value: 'person_history', label: '本人在本院的结算历史' },
              ]}
            />
          )}
          <PrintChoiceFields kind={kind} choice={choice} onChange={onChoice} />
        </>
      }
    />
  );
}
