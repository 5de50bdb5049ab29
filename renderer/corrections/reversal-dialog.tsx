import type { ChainResult } from '../../shared/contract/corrections.ts';
import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import { useAnswer } from '../app/use-client.ts';
import { ReverseDialog } from '../desk/reverse-dialog.tsx';
import { ChainDialog } from './chain-dialog.tsx';
import type { ChainPrinting } from './chain-done.tsx';

interface ReversalDialogProps extends ChainPrinting {
  readonly settlement: SettlementRecord;
  readonly onReversed: (record: SettlementRecord) => void;
  readonly onChainDone: (result: ChainResult) => void;
  readonly onClose: () => void;
}

/** F7: the last settlement is simply taken back; with others after it the chain is offered. */
export function ReversalDialog(props: ReversalDialogProps) {
  const { settlement, onReversed, onChainDone, onClose, ...printing } = props;
  const { settlementId, personName } = settlement;
  const question = { settlementId, resettleFirst: false, asOrdinary: false };
  const { value, refusal } = useAnswer('corrections.previewChain', question);
  if (value === undefined && refusal === undefined) return null;
  // Only a later settlement can fail to be settled again; what concerns the chain itself leaves the plain reversal.
  const hasLater =
    value === undefined ? !/^(chain|settlement)_/.test(refusal?.code ?? '') : value.steps.length > 1;
  if (!hasLater) return <ReverseDialog settlement={settlement} onReversed={onReversed} onClose={onClose} />;
  return (
    <ChainDialog
      {...printing}
      settlementId={settlementId}
      personName={personName}
      resettleFirst={false}
      onDone={onChainDone}
      onClose={onClose}
    />
  );
}
