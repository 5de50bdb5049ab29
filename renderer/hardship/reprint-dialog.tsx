import { useAct, useClient } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { printPaper } from '../payment/print-paper.ts';

interface ReprintDialogProps {
  readonly kind: 'hardship_application' | 'top_up_slip';
  readonly subjectId: string;
  readonly number: string;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

/** Prints one of the two papers again, with the reason that every reprint bears. */
export function ReprintDialog({ kind, subjectId, number, onDone, onClose }: ReprintDialogProps) {
  const client = useClient();
  const act = useAct();
  const print = (reason: string) =>
    act.run(async () => {
      const printed = await printPaper(client, kind, subjectId, { paper: null, printer: null }, reason);
      onDone(printed.sentence);
    });
  return (
    <ReasonDialog
      title={`补打 ${number}`}
      act={act}
      submitLabel="补打"
      reasonLabel="为什么补打"
      onSubmit={print}
      onClose={onClose}
    />
  );
}
