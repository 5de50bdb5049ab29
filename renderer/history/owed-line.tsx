import type { SettlementRecord } from '../../shared/contract/settlements.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAnswer } from '../app/use-client.ts';
import { Trouble } from '../components/trouble.tsx';
import css from './history.module.css';

interface OwedLineProps {
  readonly personId: string;
  readonly settlement: Pick<SettlementRecord, 'settlementId' | 'kind'>;
}

/** What is still owed for a settlement and when the next part of it falls due; or what goes back after its reversal. */
export function OwedLine({ personId, settlement: { settlementId, kind } }: OwedLineProps) {
  const { value, refusal } = useAnswer('debts.ofPerson', { personId });
  if (value === undefined) return <Trouble refusal={refusal} />;
  if (kind === 'reversal') {
    const due = value.refunds.filter(({ causeId }) => causeId === settlementId);
    const dueFen = due.reduce((sum, { handOutFen }) => sum + handOutFen, 0);
    return dueFen === 0 ? '没有待退的款' : `待退 ${formatYuan(dueFen as (typeof due)[number]['handOutFen'])}`;
  }
  const debt = value.debts.find((one) => one.settlementId === settlementId);
  if (debt === undefined) return '没有欠费';
  const next = debt.plan?.instalments.find(({ openFen }) => openFen > 0);
  return (
    <>
      <b>还欠 {formatYuan(debt.owedFen)}</b>
      {debt.overdueFen > 0 && <b className={css['overdue']}>已逾期 {formatYuan(debt.overdueFen)}</b>}
      <span>
        {next === undefined ? '没有约定日期' : `最近一期 ${next.dueOn}，${formatYuan(next.openFen)}`}
      </span>
    </>
  );
}
