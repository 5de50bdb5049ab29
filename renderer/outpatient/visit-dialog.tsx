import { useState } from 'react';
import type { Standing } from '../../shared/contract/outpatient.ts';
import type { PersonCard } from '../../shared/contract/people.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { CancelStayDialog } from '../admission/cancel-stay-dialog.tsx';
import { useAnswer } from '../app/use-client.ts';
import { EndQualificationDialog } from './end-qualification-dialog.tsx';
import { QualifyForm } from './qualify-form.tsx';
import { VisitForm } from './visit-form.tsx';

interface VisitDialogProps {
  readonly card: PersonCard;
  readonly today: string;
  /** The visit that lies on the desk and is not settled: it can be taken back while it has no fees. */
  readonly visit: Stay | undefined;
  readonly onDone: (visit: Stay) => void;
  readonly onClose: () => void;
}

/** What is open: the visit's form, a new qualification, or one that ends. */
type View = 'visit' | 'qualify' | 'cancel' | { readonly ends: Standing };

/** F12: a visit for a disease that the person is qualified for, and the qualifications themselves. */
export function VisitDialog({ card, today, visit, onDone, onClose }: VisitDialogProps) {
  const { personId, name } = card;
  const standings = useAnswer('outpatient.standings', { personId, visitedOn: null });
  const [view, setView] = useState<View>('visit');
  // Not before everybody has heard this key press: the Esc that closes a part would close the whole as well.
  const back = () => void setTimeout(() => setView('visit'));
  const changed = () => {
    standings.reload();
    setView('visit');
  };
  if (standings.value === undefined && standings.refusal === undefined) return null;
  if (view === 'qualify') {
    return (
      <QualifyForm personId={personId} personName={name} today={today} onDone={changed} onClose={back} />
    );
  }
  if (view === 'cancel' && visit !== undefined) {
    return <CancelStayDialog stay={visit} onCancelled={onDone} onClose={back} />;
  }
  if (typeof view === 'object') {
    return <EndQualificationDialog standing={view.ends} today={today} onDone={changed} onClose={back} />;
  }
  return (
    <VisitForm
      personId={personId}
      personName={name}
      today={today}
      standings={standings.value?.standings ?? []}
      refusal={standings.refusal}
      onQualify={() => setView('qualify')}
      onEnd={(ends) => setView({ ends })}
      onCancel={visit !== undefined && visit.feeLists.length === 0 ? () => setView('cancel') : undefined}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
