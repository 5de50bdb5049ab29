import { useState } from 'react';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import type { SecondPersonOrAlone } from '../../shared/contract/values.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { SecondPersonOrAloneFields } from '../approvals/second-person-or-alone.tsx';
import { nobodyYet } from '../components/second-person-fields.tsx';
import { Confirmation } from '../settlement/confirmation.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';

interface ReverseDialogProps {
  readonly settlement: SettlementRecord;
  readonly onReversed: (record: SettlementRecord) => void;
  readonly onClose: () => void;
}

interface Said {
  readonly reason: string;
  readonly secondPerson: SecondPersonOrAlone;
}

/** F7: takes a settlement back, with a reason and a second person. */
export function ReverseDialog({ settlement, onReversed, onClose }: ReverseDialogProps) {
  const client = useClient();
  const act = useAct();
  const [secondPerson, setSecondPerson] = useState<SecondPersonOrAlone>(nobodyYet);
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, said: Said) =>
        client.request('settlements.reverse', {
          requestId,
          settlementId: settlement.settlementId,
          ...said,
        }),
      ),
  );
  return (
    <ReasonDialog
      title={`撤销结算 ${settlement.personName}`}
      act={act}
      submitLabel="撤销这笔结算"
      onSubmit={(reason) =>
        act.run(async () => {
          onReversed(await confirmation.confirm({ reason, secondPerson }));
        })
      }
      onClose={onClose}
      before={
        <p style={{ margin: 0 }}>
          {settlement.slipNumber}，总费用 {formatYuan(settlement.cost.totalFen)}{' '}
          元。撤销后各方支付全部退回，应退患者 <b>{formatYuan(settlement.personalFen)}</b>{' '}
          元。原记录保留，另记一笔负数。
        </p>
      }
      after={<SecondPersonOrAloneFields value={secondPerson} onChange={setSecondPerson} />}
    />
  );
}
