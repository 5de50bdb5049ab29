import { useAct, useAnswer } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { PrintChoiceFields } from './print-choice-fields.tsx';
import type { PrintChoice } from './use-desk.ts';

interface CardDialogProps {
  readonly personId: string;
  readonly personName: string;
  readonly today: string;
  readonly choice: PrintChoice;
  readonly onChoice: (choice: PrintChoice) => void;
  readonly onPrint: (reason: string | null) => void;
  readonly onClose: () => void;
}

/** F11: a 明白卡 of today; the second one of a day says why. */
export function CardDialog(props: CardDialogProps) {
  const { personId, personName, today, choice, onChoice, onPrint, onClose } = props;
  const act = useAct();
  const subject = { kind: 'entitlement_card', subjectId: personId, day: today } as const;
  const documents = useAnswer('documents.list', subject);
  if (documents.value === undefined && documents.refusal === undefined) return null;
  const copies = documents.value?.length ?? 0;
  return (
    <ReasonDialog
      title={`${copies > 0 ? '补打' : '打印'}明白卡 ${personName}`}
      act={documents.refusal === undefined ? act : { ...act, refusal: documents.refusal }}
      submitLabel={copies > 0 ? `打印，注明“补打 第${copies}次”` : '打印'}
      asksReason={copies > 0}
      onSubmit={(reason) => onPrint(copies > 0 ? reason : null)}
      onClose={onClose}
      before={<p>大字写明：什么身份，去哪里看病自己付多少，带什么，问谁，今年花了多少。</p>}
      after={<PrintChoiceFields kind="entitlement_card" choice={choice} onChange={onChoice} />}
    />
  );
}
