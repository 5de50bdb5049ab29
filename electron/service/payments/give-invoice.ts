import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { readSettlementRow } from '../settlements/record.ts';
import { invoiceNumberOf, requireUnusedInvoice, writeInvoice } from './invoice-number.ts';

/**
 * The official receipt came after the settlement, or its number was typed wrong: the number is appended. What was told to the platform stays as it was
 * told; papers printed from now on carry the number. The same number again changes nothing. Refuses
 * `settlement_unknown`, `invoice_given` where another number stands there and no reason says why this one takes its place,
 * and `invoice_number_used`.
 */
export function giveInvoice(
  context: ServiceContext,
  actor: Actor,
  { settlementId, invoiceNumber, reason }: Call<'payments.giveInvoice'>['input'],
): void {
  inTransaction(context.database, () => {
    const { slipNumber } = readSettlementRow(context, settlementId);
    const before = invoiceNumberOf(context, settlementId);
    if (before === invoiceNumber) return;
    if (before !== null && reason === null) {
      throw new Refusal(
        'invoice_given',
        `结算单 ${slipNumber} 已经登记了电子票据号 ${before}。要改成 ${invoiceNumber}，请写明更正的原因。`,
      );
    }
    requireUnusedInvoice(context, invoiceNumber);
    const why = before === null ? null : reason;
    writeInvoice(context, actor, settlementId, invoiceNumber, why);
    appendAudit(context, actor, 'payments.invoice_given', settlementId, {
      invoiceNumber,
      before,
      reason: why,
    });
  });
  context.publish('settlement.changed', { settlementId });
}
