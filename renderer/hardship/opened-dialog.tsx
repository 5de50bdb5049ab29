import type { HardshipApplication } from '../../shared/contract/hardship.ts';
import type { TopUp } from '../../shared/contract/top-ups.ts';
import { ReprintDialog } from './reprint-dialog.tsx';
import { StepDialog } from './step-dialog.tsx';
import { TopUpDialog } from './top-up-dialog.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

/** What somebody began about an application or a top-up. */
export type Opened =
  | { readonly is: 'step'; readonly application: HardshipApplication }
  | { readonly is: 'topUp'; readonly application: HardshipApplication }
  | { readonly is: 'printApplication'; readonly application: HardshipApplication }
  | { readonly is: 'withdraw'; readonly topUp: TopUp }
  | { readonly is: 'printTopUp'; readonly topUp: TopUp };

interface OpenedDialogProps {
  readonly opened: Opened | undefined;
  readonly today: string;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

/** The one dialog that is open over a list of applications or top-ups. */
export function OpenedDialog({ opened, today, onDone, onClose }: OpenedDialogProps) {
  if (opened === undefined) return null;
  const ends = { onDone, onClose };
  if (opened.is === 'withdraw') return <WithdrawDialog topUp={opened.topUp} {...ends} />;
  if (opened.is === 'printTopUp') {
    const { topUpId, number } = opened.topUp;
    return <ReprintDialog kind="top_up_slip" subjectId={topUpId} number={number} {...ends} />;
  }
  const { application } = opened;
  const { applicationId, number, settlementId, personName } = application;
  if (opened.is === 'printApplication') {
    return <ReprintDialog kind="hardship_application" subjectId={applicationId} number={number} {...ends} />;
  }
  if (opened.is === 'step') {
    const done = () => onDone(`申请 ${number} 的结果已记下。`);
    return <StepDialog application={application} today={today} onDone={done} onClose={onClose} />;
  }
  return (
    <TopUpDialog settlementId={settlementId} personName={personName} application={application} {...ends} />
  );
}
