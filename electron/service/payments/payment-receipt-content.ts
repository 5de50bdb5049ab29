import type { ServiceContext } from '../context.ts';
import type { Gathered } from '../documents/gather.ts';
import { readReceipt } from './receipt.ts';

/** What stands on the receipt of money taken later or given back. Refuses `receipt_unknown`. */
export function paymentReceiptContent(
  context: ServiceContext,
  receiptId: string,
): Gathered<'payment_receipt'> {
  const receipt = readReceipt(context, receiptId);
  return {
    title: receipt.kind === 'refund' ? '医疗费退款凭证' : '医疗费收款收据',
    number: receipt.number,
    personId: receipt.personId,
    businessDay: receipt.businessDay,
    content: receipt,
  };
}
