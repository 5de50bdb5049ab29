import { TextInput } from '@mantine/core';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import css from './desk.module.css';
import { changeFor } from './payment.ts';

interface CashFieldsProps {
  readonly dueFen: Fen;
  readonly handedIn: string;
  readonly onHandedIn: (text: string) => void;
}

/** Cash handed in and what goes back. Left blank it is the exact amount. */
export function CashFields({ dueFen, handedIn, onHandedIn }: CashFieldsProps) {
  const change = changeFor(dueFen, handedIn);
  return (
    <div className={css['cash']}>
      <TextInput
        label="收到现金（元）"
        placeholder={formatYuan(dueFen)}
        data-autofocus
        inputMode="decimal"
        maxLength={20}
        value={handedIn}
        error={'sentence' in change ? change.sentence : undefined}
        onChange={(event) => onHandedIn(event.currentTarget.value)}
      />
      <p aria-live="polite">
        找零 <b>{'changeFen' in change ? formatYuan(change.changeFen) : '—'}</b>
      </p>
    </div>
  );
}
