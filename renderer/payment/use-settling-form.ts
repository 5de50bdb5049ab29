import { useState } from 'react';
import { invoiceNumberSchema } from '../../shared/contract/payments.ts';
import type { Trial } from '../../shared/contract/settlements.ts';
import { type Fen, zeroFen } from '../../shared/money/fen.ts';
import { inOneMonth, readInstalments, type TypedInstalments } from './instalments.ts';
import { signatoryTyped, type TypedSignatory } from './signatory-fields.tsx';
import { exactCash, readPayments, type TypedPayments } from './typed-payments.ts';
import type { Taken } from './use-settling.ts';

/** Everything that is typed before a settlement is confirmed. */
export interface SettlingForm {
  readonly payments: TypedPayments;
  readonly typePayments: (typed: TypedPayments) => void;
  readonly instalments: TypedInstalments;
  readonly typeInstalments: (typed: TypedInstalments) => void;
  readonly signatory: TypedSignatory;
  readonly typeSignatory: (typed: TypedSignatory) => void;
  readonly invoiceNumber: string;
  readonly typeInvoiceNumber: (text: string) => void;
  readonly invoiceTrouble: string | undefined;
  readonly deferredFen: Fen;
  /** What goes out with the confirmation; undefined while something typed is not sound. */
  readonly taking: Taken | undefined;
}

export function useSettlingForm({ personalFen, cashRounding, settledOn }: Trial): SettlingForm {
  const [payments, typePayments] = useState(exactCash);
  const [instalments, typeInstalments] = useState(() => inOneMonth(settledOn));
  const [signatory, typeSignatory] = useState<TypedSignatory>();
  const [invoiceNumber, typeInvoiceNumber] = useState('');
  const read = readPayments(personalFen, payments, cashRounding);
  const deferredFen = 'deferredFen' in read ? read.deferredFen : zeroFen;
  const dates = deferredFen > 0 ? readInstalments(deferredFen, instalments) : undefined;
  const invoice = invoiceNumber.trim() === '' ? null : invoiceNumber.trim();
  const isInvoiceSound = invoice === null || invoiceNumberSchema.safeParse(invoice).success;
  const isSound = 'payments' in read && typeof dates !== 'string' && isInvoiceSound;
  return {
    payments,
    typePayments,
    instalments,
    typeInstalments,
    signatory,
    typeSignatory,
    invoiceNumber,
    typeInvoiceNumber,
    invoiceTrouble: isInvoiceSound ? undefined : '电子票据号只有数字、字母和短横，最多 20 位。',
    deferredFen,
    taking: isSound
      ? {
          payments: [...read.payments],
          signatory: signatoryTyped(signatory),
          invoiceNumber: invoice,
          ...(dates === undefined ? {} : { instalments: dates }),
        }
      : undefined,
  };
}
