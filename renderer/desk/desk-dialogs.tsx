import { useState } from 'react';
import type { Role } from '../../shared/contract/request.ts';
import { AdmissionDialog } from '../admission/admission-dialog.tsx';
import { mayAsk } from '../app/permission.ts';
import { DifferencesDialog } from '../corrections/differences-dialog.tsx';
import { ReversalDialog } from '../corrections/reversal-dialog.tsx';
import { FeesDialog } from '../fees/fees-dialog.tsx';
import { HelpDialog } from '../hardship/help-dialog.tsx';
import { HistoryDialog } from '../history/history-dialog.tsx';
import { RepeatedDialog } from '../fees/repeated-dialog.tsx';
import { DecideDialog } from '../identification/decide-dialog.tsx';
import { VisitDialog } from '../outpatient/visit-dialog.tsx';
import { type PaymentDialog, PaymentDialogs } from '../payment/payment-dialogs.tsx';
import { CardDialog } from './card-dialog.tsx';
import { OrdinaryDialog } from './ordinary-dialog.tsx';
import { ReprintDialog } from './reprint-dialog.tsx';
import type { DeskState } from './desk-state.ts';
import type { Desk, PrintChoice } from './use-desk.ts';
import type { Search } from './use-search.ts';

export type DialogName =
  | 'stay'
  | 'newStay'
  | 'visit'
  | 'fees'
  | 'reverse'
  | 'reprint'
  | 'card'
  | 'differences'
  | 'help';
export type OpenDialog =
  | PaymentDialog
  | { readonly is: DialogName | 'undecided' | 'repeatedFees' }
  | { readonly is: 'history'; readonly settlementId?: string }
  | { readonly is: 'ordinary'; readonly typed: string; readonly name?: string };

/** What has to be decided comes before what somebody opened. */
export function openDialog(state: DeskState, opened: OpenDialog | undefined): OpenDialog | undefined {
  if (state.undecided !== undefined) return { is: 'undecided' };
  return state.repeatedFees === undefined ? opened : { is: 'repeatedFees' };
}

interface DeskDialogsProps {
  readonly dialog: OpenDialog | undefined;
  readonly desk: Desk;
  readonly search: Search;
  readonly today: string;
  readonly role: Role;
  readonly onOpen: (dialog: OpenDialog) => void;
  readonly onClose: () => void;
}

/** The one dialog that is open, if any. */
export function DeskDialogs({ dialog, desk, search, today, role, onOpen, onClose }: DeskDialogsProps) {
  const close = closing(onClose);
  const { stay } = desk.state;
  if (dialog?.is === 'ordinary') {
    const registered = (personId: string) => {
      search.clear();
      desk.choosePerson(personId, true);
    };
    const { typed, name } = dialog;
    return <OrdinaryDialog typed={typed} name={name} onRegistered={close(registered)} onClose={onClose} />;
  }
  if (dialog?.is === 'undecided' && desk.state.undecided !== undefined) {
    return (
      <DecideDialog
        reading={desk.state.undecided}
        onDecide={desk.decide}
        onRegister={(idNumber, name) => {
          desk.dropReading();
          onOpen({ is: 'ordinary', typed: idNumber, name });
        }}
        onClose={() => void setTimeout(desk.dropReading)}
      />
    );
  }
  if (dialog?.is === 'stay' || dialog?.is === 'newStay' || dialog?.is === 'visit') {
    return <CareDialogs is={dialog.is} desk={desk} today={today} onClose={onClose} />;
  }
  if (dialog?.is === 'fees' && stay !== undefined) {
    const { loadFees, takeStay } = desk;
    return <FeesDialog stay={stay} onAdd={close(loadFees)} onChanged={close(takeStay)} onClose={onClose} />;
  }
  if (dialog?.is === 'repeatedFees' && desk.state.repeatedFees !== undefined) {
    return (
      <RepeatedDialog
        repeated={desk.state.repeatedFees}
        onLeaveOut={() => desk.decideRepeated('leave_out')}
        onKeep={() => desk.decideRepeated('keep')}
        onClose={() => void setTimeout(() => desk.decideRepeated(undefined))}
      />
    );
  }
  return (
    <MoneyDialogs dialog={dialog} desk={desk} role={role} today={today} onOpen={onOpen} onClose={onClose} />
  );
}

interface CareDialogsProps {
  readonly is: 'stay' | 'newStay' | 'visit';
  readonly desk: Desk;
  readonly today: string;
  readonly onClose: () => void;
}

/** Coming in: F6 for a stay, F12 for a visit. */
function CareDialogs({ is, desk, today, onClose }: CareDialogsProps) {
  const close = closing(onClose);
  const { card, stay } = desk.state;
  const onDone = close(desk.takeStay);
  if (is !== 'visit') {
    return (
      <AdmissionDialog
        card={card}
        today={today}
        stay={is === 'stay' ? stay : undefined}
        onDone={onDone}
        onPerson={close((personId) => desk.choosePerson(personId))}
        onClose={onClose}
      />
    );
  }
  if (card === undefined) return null;
  const isOpenVisit = stay?.visitType === 'outpatient' && stay.settlementId === null && !stay.isCancelled;
  const visit = isOpenVisit ? stay : undefined;
  return <VisitDialog card={card} today={today} visit={visit} onDone={onDone} onClose={onClose} />;
}

/** The dialogs that end in a slip. They share the choice of paper and printer. */
function MoneyDialogs({
  dialog,
  desk,
  role,
  today,
  onOpen,
  onClose,
}: Pick<DeskDialogsProps, 'dialog' | 'desk' | 'role' | 'today' | 'onOpen' | 'onClose'>) {
  const [choice, setChoice] = useState<PrintChoice>({ paper: null, printer: null });
  const close = closing(onClose);
  const { card, settlement, asOrdinary } = desk.state;
  const printing = { choice, onChoice: setChoice, onClose };
  // Several stays of the person have changed: the card is opened anew.
  const corrected = close(({ personId }: { personId: string }) => desk.choosePerson(personId, asOrdinary));
  if (isPayment(dialog)) {
    return <PaymentDialogs {...printing} dialog={dialog} desk={desk} today={today} onOpen={onOpen} />;
  }
  if (dialog?.is === 'reverse' && settlement !== undefined) {
    return (
      <ReversalDialog
        {...printing}
        settlement={settlement}
        onReversed={close(desk.reversed)}
        onChainDone={corrected}
      />
    );
  }
  if (dialog?.is === 'help' && settlement !== undefined) {
    return <HelpDialog {...{ role, today, onClose }} settlementId={settlement.settlementId} />;
  }
  if (dialog?.is === 'differences' && card !== undefined) {
    const mayCorrect = mayAsk(role, 'corrections.runChain');
    return <DifferencesDialog {...printing} card={card} mayCorrect={mayCorrect} onDone={corrected} />;
  }
  if (dialog?.is === 'history' && card !== undefined) {
    return (
      <HistoryDialog
        card={card}
        settlementId={dialog.settlementId ?? settlement?.settlementId}
        role={role}
        acts={['reverse', 'reprint', 'debts', 'help', 'show']}
        onAct={(shown, act) => {
          desk.showSettlement(shown);
          if (act === 'show') onClose();
          else onOpen({ is: act });
        }}
        onClose={onClose}
      />
    );
  }
  if (dialog?.is === 'reprint' || dialog?.is === 'card') {
    return <PaperDialogs {...printing} is={dialog.is} desk={desk} today={today} />;
  }
  return null;
}

interface PaperDialogsProps {
  readonly is: 'reprint' | 'card';
  readonly desk: Desk;
  readonly today: string;
  readonly choice: PrintChoice;
  readonly onChoice: (choice: PrintChoice) => void;
  readonly onClose: () => void;
}

/** The dialogs that do nothing but print: F8 and F11. */
function PaperDialogs({ is, desk, today, ...printing }: PaperDialogsProps) {
  const { card, settlement } = desk.state;
  const { choice, onClose } = printing;
  const close = closing(onClose);
  if (card === undefined) return null;
  const person = { personId: card.personId, personName: card.name };
  if (is === 'card') {
    const print = close((reason: string | null) => desk.printCard(today, choice, reason));
    return <CardDialog {...printing} {...person} today={today} onPrint={print} />;
  }
  return (
    <ReprintDialog
      {...printing}
      {...person}
      settlementId={settlement?.settlementId}
      onPrint={close((kind, reason) => desk.print(kind, choice, reason))}
    />
  );
}

function isPayment(dialog: OpenDialog | undefined): dialog is PaymentDialog {
  return dialog !== undefined && ['settle', 'debts', 'figures', 'approval'].includes(dialog.is);
}

/** Every dialog closes before what it did is shown. */
function closing(onClose: () => void) {
  return <Values extends unknown[]>(act: (...values: Values) => void) =>
    (...values: Values) => {
      onClose();
      act(...values);
    };
}
