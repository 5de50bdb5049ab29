import { SegmentedControl, TextInput } from '@mantine/core';
import type { Fen } from '../../shared/money/fen.ts';
import { CashFields } from './cash-fields.tsx';
import { type Means, type TypedPayment, meansTitles } from './payment.ts';

interface PaymentFieldsProps {
  readonly dueFen: Fen;
  readonly typed: TypedPayment;
  readonly onTyped: (typed: TypedPayment) => void;
}

/** By what means the patient pays; cash first, since most do. */
export function PaymentFields({ dueFen, typed, onTyped }: PaymentFieldsProps) {
  return (
    <>
      <SegmentedControl
        aria-label="支付方式"
        value={typed.means}
        onChange={(means) => onTyped({ ...typed, means: means as Means })}
        data={Object.entries(meansTitles).map(([value, label]) => ({ value, label }))}
      />
      {typed.means === 'cash' ? (
        <CashFields
          dueFen={dueFen}
          handedIn={typed.handedIn}
          onHandedIn={(handedIn) => onTyped({ ...typed, handedIn })}
        />
      ) : (
        <TextInput
          label="交易流水号"
          description="可以不填"
          maxLength={60}
          value={typed.reference}
          onChange={(event) => onTyped({ ...typed, reference: event.currentTarget.value })}
        />
      )}
    </>
  );
}
