import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { PersonCard } from '../../shared/contract/people.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { EmergencyDialog } from '../emergency/emergency-dialog.tsx';
import { IdentifyForm } from '../emergency/identify-form.tsx';
import { IssueForm } from '../referrals/issue-form.tsx';
import css from './admission.module.css';
import { AgreementForm } from './agreement-form.tsx';
import { CancelStayDialog } from './cancel-stay-dialog.tsx';
import { PapersDialog } from './papers-dialog.tsx';
import { StayForm } from './stay-form.tsx';

interface AdmissionDialogProps {
  /** Undefined: somebody nobody knows, or is yet to be found. */
  readonly card: PersonCard | undefined;
  readonly today: string;
  /** The stay to change; undefined registers a new one. */
  readonly stay: Stay | undefined;
  readonly onDone: (stay: Stay) => void;
  /** Somebody else lies on the desk from now on. */
  readonly onPerson: (personId: string) => void;
  readonly onClose: () => void;
}

/** F6: everything about coming in and being sent on. */
export function AdmissionDialog({ card, onPerson, onClose, ...of }: AdmissionDialogProps) {
  if (card === undefined) return <EmergencyDialog today={of.today} onPerson={onPerson} onClose={onClose} />;
  if (of.stay === undefined) return <StayForm {...of} card={card} onClose={onClose} />;
  return <OfStay {...of} stay={of.stay} card={card} onPerson={onPerson} onClose={onClose} />;
}

type View = 'stay' | 'new' | 'agreement' | 'papers' | 'referral' | 'identify' | 'cancel';

type OfStayProps = AdmissionDialogProps & { readonly card: PersonCard; readonly stay: Stay };

function OfStay({ card, today, stay, onDone, onPerson, onClose }: OfStayProps) {
  const [view, setView] = useState<View>('stay');
  const unknown = useAnswer('emergency.ofPerson', { personId: card.personId });
  const isUnknown = unknown.value?.identified === null;
  // Not before everybody has heard this key press: the Esc that closes a part would close the whole as well.
  const back = () => void setTimeout(() => setView('stay'));
  switch (view) {
    case 'new':
      // A form of its own: nothing of the stay before is taken over.
      return (
        <StayForm key={view} card={card} today={today} stay={undefined} onDone={onDone} onClose={onClose} />
      );
    case 'agreement':
      return (
        <AgreementForm stay={stay} personName={card.name} onSigned={() => onDone(stay)} onClose={back} />
      );
    case 'papers':
      return <PapersDialog stay={stay} personName={card.name} onClose={back} />;
    case 'referral':
      return <IssueForm stay={stay} personName={card.name} today={today} onStay={onDone} onClose={back} />;
    case 'identify':
      return <IdentifyForm unknownId={card.personId} onIdentified={onPerson} onClose={back} />;
    case 'cancel':
      return <CancelStayDialog stay={stay} onCancelled={onDone} onClose={back} />;
    default:
      return (
        <StayForm
          card={card}
          today={today}
          stay={stay}
          acts={<StayActs stay={stay} isUnknown={isUnknown} onView={setView} />}
          onDone={onDone}
          onClose={onClose}
        />
      );
  }
}

interface StayActsProps {
  readonly stay: Stay;
  readonly isUnknown: boolean;
  readonly onView: (view: View) => void;
}

/** What else may be meant; a key for each, also from inside the fields. */
function StayActs({ stay, isUnknown, onView }: StayActsProps) {
  const acts: readonly { key: string; view: View; label: string; isRed?: boolean }[] = [
    ...(isUnknown ? [{ key: 'F5', view: 'identify' as const, label: '确认身份' }] : []),
    { key: 'F2', view: 'agreement', label: '先诊疗后付费协议' },
    { key: 'F3', view: 'papers', label: '证件附件' },
    { key: 'F4', view: 'referral', label: '转诊、转院' },
    { key: 'F9', view: 'new', label: '登记此人的另一次入院' },
    ...(stay.feeLists.length === 0
      ? [{ key: 'F7', view: 'cancel' as const, label: '作废这次住院', isRed: true }]
      : []),
  ];
  useHotkeys(
    acts.map(({ key, view }) => [key, () => onView(view)]),
    [],
  );
  return (
    <div className={css['acts']}>
      {acts.map(({ key, view, label, isRed = false }) => (
        <Button
          key={key}
          variant="light"
          size="compact-md"
          {...(isRed ? { color: 'red' } : {})}
          onClick={() => onView(view)}
        >
          <KeyHint of={key} /> {label}
        </Button>
      ))}
    </div>
  );
}
