import { TextInput } from '@mantine/core';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import css from './payment.module.css';

interface CashFieldsProps {
  /** What goes over the counter; undefined while the rest is not known. */
  readonly takenFen: Fen | undefined;
  readonly changeFen: Fen | undefined;
  readonly trouble: string | undefined;
  readonly handedIn: string;
  readonly onHandedIn: (text: string) => void;
}

/** Cash handed in and what goes back. Left blank it is the exact amount. */
export function CashFields({ takenFen, changeFen, trouble, handedIn, onHandedIn }: CashFieldsProps) {
  return (
    <div className={css['cash']}>
      <TextInput
        label="收到现金（元）"
        placeholder={takenFen === undefined ? '' : formatYuan(takenFen)}
        data-autofocus
        inputMode="decimal"
        maxLength={20}
        value={handedIn}
        error={trouble}
        onChange={(event) => onHandedIn(event.currentTarget.value)}
      />
      <p aria-live="polite">
        找零 <b>{changeFen === undefined ? '—' : formatYuan(changeFen)}</b>
      </p>
    </div>
  );
}
