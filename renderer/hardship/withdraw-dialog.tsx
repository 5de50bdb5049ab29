import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { TopUp } from '../../shared/contract/top-ups.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';
import { Look } from '../components/trouble.tsx';
import { Confirmation } from '../settlement/confirmation.ts';

interface WithdrawDialogProps {
  readonly topUp: TopUp;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

/** A wrong top-up is taken back whole, by two people. */
export function WithdrawDialog({ topUp, onDone, onClose }: WithdrawDialogProps) {
  const client = useClient();
  const act = useAct();
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, input: Omit<RequestInput<'topUps.withdraw'>, 'requestId'>) =>
        client.request('topUps.withdraw', { requestId, ...input }),
      ),
  );
  const { topUpId, number, personName, title, amountFen, refundedFen } = topUp;
  const submit = (reason: string) =>
    act.run(async () => {
      await confirmation.confirm({ topUpId, reason, secondPerson });
      onDone(`补助 ${number} 已撤销。`);
    });
  return (
    <ReasonDialog
      title={`撤销补助 ${personName} ${number}`}
      act={act}
      submitLabel="复核后撤销"
      before={
        <>
          <p>
            {title} {formatYuan(amountFen)} 元整笔撤销：抵过的欠费恢复，没有退的不再退。
          </p>
          {refundedFen > 0 && (
            <Look sentence={`已退给患者的 ${formatYuan(refundedFen)} 元成为患者的欠费，要收回来。`} />
          )}
        </>
      }
      after={<SecondPersonFields value={secondPerson} onChange={setSecondPerson} />}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
