import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import { useAct, useAnswer } from '../app/use-client.ts';
import { PrintChoiceFields } from './print-choice-fields.tsx';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import type { PrintChoice } from './use-desk.ts';

interface ReprintDialogProps {
  readonly settlement: SettlementRecord;
  readonly choice: PrintChoice;
  readonly onChoice: (choice: PrintChoice) => void;
  readonly onPrint: (reason: string | null) => void;
  readonly onClose: () => void;
}

/** F8: the first print needs no reason; every further one is numbered and says why. */
export function ReprintDialog({ settlement, choice, onChoice, onPrint, onClose }: ReprintDialogProps) {
  const act = useAct();
  const documents = useAnswer('documents.list', { kind: 'slip', subjectId: settlement.settlementId });
  if (documents.value === undefined && documents.refusal === undefined) return null;
  const copies = documents.value?.length ?? 0;
  const asksReason = copies > 0;
  return (
    <ReasonDialog
      title={asksReason ? `补打结算单 ${settlement.personName}` : `打印结算单 ${settlement.personName}`}
      act={documents.refusal === undefined ? act : { ...act, refusal: documents.refusal }}
      submitLabel={asksReason ? `打印，注明“补打 第${copies}次”` : '打印'}
      asksReason={asksReason}
      onSubmit={(reason) => onPrint(asksReason ? reason : null)}
      onClose={onClose}
      after={<PrintChoiceFields choice={choice} onChange={onChoice} />}
    />
  );
}
