import { z } from 'zod';
import { invoiceNumberSchema } from '../../shared/contract/payments.ts';
import type { Trial } from '../../shared/contract/settlements.ts';
import { type Fen, zeroFen } from '../../shared/money/fen.ts';
import { useDraft } from '../app/drafts.tsx';
import { inOneMonth, readInstalments, type TypedInstalments, typedInstalmentsSchema } from './instalments.ts';
import { signatoryTyped, type TypedSignatory, typedSignatorySchema } from './signatory-fields.tsx';
import { exactCash, readPayments, type TypedPayments, typedPaymentsSchema } from './typed-payments.ts';
import type { Taken } from './use-settling.ts';

/** What survives a crash. */
const typedSchema = z.object({
  payments: typedPaymentsSchema,
  instalments: typedInstalmentsSchema,
  /** Left out: the patient. */
  signatory: typedSignatorySchema.optional(),
  invoiceNumber: z.string(),
});
type TypedSettling = z.infer<typeof typedSchema>;

/** Everything that is typed before a settlement is confirmed. */
export interface SettlingForm {
  readonly payments: TypedPayments;
  readonly instalments: TypedInstalments;
  readonly signatory: TypedSignatory;
  readonly invoiceNumber: string;
  readonly type: (changed: Partial<TypedSettling>) => void;
  /** It was typed before the page crashed: somebody looks at it before it is sent. */
  readonly isResumed: boolean;
  readonly invoiceTrouble: string | undefined;
  readonly deferredFen: Fen;
  /** What goes out with the confirmation; undefined while something typed is not sound. */
  readonly taking: Taken | undefined;
}

export function useSettlingForm({ stayId, personalFen, cashRounding, settledOn }: Trial): SettlingForm {
  const draft = useDraft(`settling:${stayId}`, typedSchema, (): TypedSettling => ({
    payments: exactCash,
    instalments: inOneMonth(settledOn),
    invoiceNumber: '',
  }));
  const { payments, instalments, signatory, invoiceNumber } = draft.value;
  const read = readPayments(personalFen, payments, cashRounding);
  const deferredFen = 'deferredFen' in read ? read.deferredFen : zeroFen;
  const dates = deferredFen > 0 ? readInstalments(deferredFen, instalments) : undefined;
  const invoice = invoiceNumber.trim() === '' ? null : invoiceNumber.trim();
  const isInvoiceSound = invoice === null || invoiceNumberSchema.safeParse(invoice).success;
  const isSound = 'payments' in read && typeof dates !== 'string' && isInvoiceSound;
  return {
    payments,
    instalments,
    signatory,
    invoiceNumber,
    type: draft.change,
    isResumed: draft.isResumed,
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
