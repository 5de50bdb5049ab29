import { careTitles } from '../../shared/contract/care-titles.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';

interface CancelStayDialogProps {
  readonly stay: Stay;
  readonly onCancelled: (stay: Stay) => void;
  readonly onClose: () => void;
}

/** Takes back a stay that was opened by mistake; it stays in the list, marked. */
export function CancelStayDialog({ stay, onCancelled, onClose }: CancelStayDialogProps) {
  const client = useClient();
  const act = useAct();
  const { stayId, admissionNumber, visitType } = stay;
  return (
    <ReasonDialog
      title={`作废${careTitles[visitType]} ${admissionNumber}`}
      act={act}
      submitLabel="作废"
      before={<p>登记会留着并标明作废，不能再用；已经报到平台的会自动撤回。</p>}
      onSubmit={(reason) =>
        act.run(async () => onCancelled(await client.request('stays.cancel', { stayId, reason })))
      }
      onClose={onClose}
    />
  );
}
