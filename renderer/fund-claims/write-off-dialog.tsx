import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { FundClaimLine } from '../../shared/contract/fund-claims.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';
import { Confirmation } from '../settlement/confirmation.ts';

interface WriteOffDialogProps {
  readonly claimId: string;
  readonly line: FundClaimLine;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What the payer refused becomes the hospital's own cost. */
export function WriteOffDialog({ claimId, line, onDone, onClose }: WriteOffDialogProps) {
  const client = useClient();
  const act = useAct();
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, input: Omit<RequestInput<'fundClaims.writeOff'>, 'requestId'>) =>
        client.request('fundClaims.writeOff', { requestId, ...input }),
      ),
  );
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const { settlementId, slipNumber, name, refusedFen, refusedReason } = line;
  return (
    <ReasonDialog
      title="核销拒付"
      act={act}
      submitLabel={`核销 ${formatYuan(refusedFen)} 元`}
      reasonLabel="为什么由医院承担"
      before={
        <p>
          {slipNumber} {name}：对方拒付 {formatYuan(refusedFen)} 元（{refusedReason}
          ）。核销后由医院承担，不能再改。
        </p>
      }
      after={<SecondPersonFields value={secondPerson} onChange={setSecondPerson} />}
      onSubmit={(reason) =>
        act.run(() => confirmation.confirm({ claimId, settlementId, reason, secondPerson }).then(onDone))
      }
      onClose={onClose}
    />
  );
}
