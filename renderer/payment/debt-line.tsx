import { formatYuan } from '../../shared/money/fen.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import css from './payment.module.css';

/** What the person owes and is owed, at the desk; nothing where there is nothing. Asked anew when the card is. */
export function DebtLine({ personId, onOpen }: { personId: string; onOpen: () => void }) {
  const { value } = useAnswer('debts.ofPerson', { personId });
  if (value === undefined || (value.owedFen === 0 && value.refundFen === 0)) return null;
  return (
    <button type="button" tabIndex={-1} className={css['debt']} onClick={onOpen}>
      {value.owedFen > 0 && `欠费 ${formatYuan(value.owedFen)} 元`}
      {value.overdueFen > 0 && <b className={css['overdue']}>，已逾期 {formatYuan(value.overdueFen)} 元</b>}
      {value.refundFen > 0 && ` 待退款 ${formatYuan(value.refundFen)} 元`} <KeyHint of="F9" />
    </button>
  );
}
