import type { Handlers } from '../context.ts';
import { giveInvoice } from './give-invoice.ts';
import { readReceipt } from './receipt.ts';
import { refund } from './refund.ts';

type PaymentRequest = 'payments.refund' | 'payments.receipt' | 'payments.giveInvoice';

export const paymentHandlers: Pick<Handlers, PaymentRequest> = {
  'payments.refund': (context, { input, actor }) => refund(context, actor, input),
  'payments.giveInvoice': (context, { input, actor }) => {
    giveInvoice(context, actor, input);
    return {};
  },
  'payments.receipt': (context, { input }) => readReceipt(context, input.receiptId),
};
