import type { Handlers } from '../context.ts';
import { readReceipt } from './receipt.ts';
import { refund } from './refund.ts';

type PaymentRequest = 'payments.refund' | 'payments.receipt';

export const paymentHandlers: Pick<Handlers, PaymentRequest> = {
  'payments.refund': (context, { input, actor }) => refund(context, actor, input),
  'payments.receipt': (context, { input }) => readReceipt(context, input.receiptId),
};
