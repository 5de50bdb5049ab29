import { useState } from 'react';
import type { UnknownPatient } from '../../shared/contract/emergency.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';

interface WithdrawIdentificationDialogProps {
  readonly patient: UnknownPatient;
  readonly onWithdrawn: () => void;
  readonly onClose: () => void;
}

/** It was somebody else: two people take an identification back. */
export function WithdrawIdentificationDialog(props: WithdrawIdentificationDialogProps) {
  const { patient, onWithdrawn, onClose } = props;
  const client = useClient();
  const act = useAct();
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const { unknownId, temporaryName, identified } = patient;
  return (
    <ReasonDialog
      title={`撤销身份确认 ${temporaryName}`}
      act={act}
      submitLabel="撤销身份确认"
      onSubmit={(reason) =>
        act.run(async () => {
          await client.request('emergency.withdrawIdentification', { unknownId, reason, secondPerson });
          onWithdrawn();
        })
      }
      onClose={onClose}
      before={
        <p style={{ margin: 0 }}>
          现在当作<b>{identified?.personName}</b>
          。撤销后住院、费用又回到{temporaryName}
          名下，等确认真正的本人；还没有报平台的不再报。原来的确认留在记录里。
        </p>
      }
      after={<SecondPersonFields value={secondPerson} onChange={setSecondPerson} />}
    />
  );
}
