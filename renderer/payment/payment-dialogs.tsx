import type { DeskState } from '../desk/desk-state.ts';
import type { Desk, PrintChoice } from '../desk/use-desk.ts';
import { ApprovalDialog } from './approval-dialog.tsx';
import { DebtsDialog } from './debts-dialog.tsx';
import { FiguresDialog } from './figures-dialog.tsx';
import { type Beforehand, SettleDialog } from './settle-dialog.tsx';

/** The dialogs about money that is taken or given back. */
export interface PaymentDialog {
  readonly is: 'settle' | Beforehand;
  /** Of a plain case: settled without a question. */
  readonly atOnce?: boolean;
  /** Several means, a deferral or instalments are wanted. */
  readonly isSplit?: boolean;
}

interface PaymentDialogsProps {
  readonly dialog: PaymentDialog;
  readonly desk: Pick<Desk, 'settled' | 'tryOut'> & { readonly state: DeskState };
  readonly today: string;
  readonly choice: PrintChoice;
  readonly onChoice: (choice: PrintChoice) => void;
  readonly onOpen: (dialog: PaymentDialog) => void;
  readonly onClose: () => void;
}

/** The one of them that is open, where what it is about lies on the desk. */
export function PaymentDialogs({
  dialog,
  desk,
  today,
  choice,
  onChoice,
  onOpen,
  onClose,
}: PaymentDialogsProps) {
  const { card, trial, asOrdinary } = desk.state;
  if (card === undefined) return null;
  if (dialog.is === 'debts') {
    const { personId, name } = card;
    return (
      <DebtsDialog personId={personId} personName={name} today={today} choice={choice} onClose={onClose} />
    );
  }
  if (trial === undefined) return null;
  const tryAgain = () => {
    onClose();
    desk.tryOut(asOrdinary, trial.interim);
  };
  if (dialog.is === 'figures') return <FiguresDialog trial={trial} onStated={tryAgain} onClose={onClose} />;
  if (dialog.is === 'approval') {
    return <ApprovalDialog trial={trial} onApproved={tryAgain} onClose={onClose} />;
  }
  return (
    <SettleDialog
      trial={trial}
      personName={card.name}
      atOnce={dialog.atOnce ?? false}
      isSplit={dialog.isSplit ?? false}
      choice={choice}
      onChoice={onChoice}
      onSettled={(record) => {
        onClose();
        desk.settled(record, choice);
      }}
      onOutdated={tryAgain}
      onBeforehand={(is) => onOpen({ is })}
      onClose={onClose}
    />
  );
}
