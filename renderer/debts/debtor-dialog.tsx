import { useState } from 'react';
import type { Role } from '../../shared/contract/request.ts';
import { useAnswer } from '../app/use-client.ts';
import { HistoryDialog } from '../history/history-dialog.tsx';
import { DebtsDialog } from '../payment/debts-dialog.tsx';

interface DebtorDialogProps {
  readonly personId: string;
  readonly role: Role;
  readonly today: string;
  readonly onClose: () => void;
}

/** A debtor's settlements and, for who may take it, the payment; what is owed first stands chosen. */
export function DebtorDialog({ personId, role, today, onClose }: DebtorDialogProps) {
  const card = useAnswer('people.card', { personId }).value;
  const debts = useAnswer('debts.ofPerson', { personId }).value;
  const [pays, setPays] = useState(false);
  if (card === undefined || debts === undefined) return null;
  if (pays) {
    return (
      <DebtsDialog
        personId={personId}
        personName={card.name}
        today={today}
        choice={{ paper: null, printer: null }}
        // Not before everybody has heard this key press: the Esc that closes a part would close the whole as well.
        onClose={() => void setTimeout(() => setPays(false))}
      />
    );
  }
  return (
    <HistoryDialog
      card={card}
      settlementId={debts.debts[0]?.settlementId}
      role={role}
      acts={['debts']}
      onAct={() => setPays(true)}
      onClose={onClose}
    />
  );
}
