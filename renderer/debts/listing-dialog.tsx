import { useState } from 'react';
import { useAct, useClient } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';

interface ListingDialogProps {
  readonly personId: string;
  readonly isListed: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** On the list of malicious default, or off it. */
export function ListingDialog({ personId, isListed, onDone, onClose }: ListingDialogProps) {
  const client = useClient();
  const act = useAct();
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const title = isListed ? '撤出恶意拖欠名单' : '列入恶意拖欠名单';
  return (
    <ReasonDialog
      title={title}
      act={act}
      submitLabel={isListed ? '撤出' : '列入'}
      before={<p>名单只在办理先诊疗后付费时提醒，不影响救治。</p>}
      after={<SecondPersonFields value={secondPerson} onChange={setSecondPerson} />}
      onSubmit={(reason) =>
        act.run(() =>
          client
            .request('debts.listDefault', { personId, isListed: !isListed, reason, secondPerson })
            .then(onDone),
        )
      }
      onClose={onClose}
    />
  );
}
