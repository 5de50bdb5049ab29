import { useState } from 'react';
import type { FundClaim } from '../../shared/contract/fund-claims.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';

interface WithdrawDialogProps {
  readonly claim: FundClaim;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A draft is thrown away; what was submitted is taken back by two people. */
export function WithdrawDialog({ claim, onDone, onClose }: WithdrawDialogProps) {
  const client = useClient();
  const act = useAct();
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const isDraft = claim.state === 'draft';
  return (
    <ReasonDialog
      title={isDraft ? '作废草稿' : '撤回申报'}
      act={act}
      submitLabel={isDraft ? '作废' : '撤回'}
      before={<p>里面的结算以后可以重新申报。</p>}
      after={isDraft ? null : <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />}
      onSubmit={(reason) =>
        act.run(() =>
          client
            .request('fundClaims.withdraw', {
              claimId: claim.claimId,
              reason,
              secondPerson: isDraft ? null : secondPerson,
            })
            .then(onDone),
        )
      }
      onClose={onClose}
    />
  );
}
