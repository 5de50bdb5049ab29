import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/** The official receipt's number of a settlement; null where none was given. */
export function invoiceNumberOf(context: ServiceContext, settlementId: string): string | null {
  const row = statement<[string], { number: string }>(
    context.database,
    'SELECT number FROM invoice WHERE settlement_id = ?',
  ).get(settlementId);
  return row?.number ?? null;
}

/** Refuses `invoice_number_used`: one receipt is for one settlement. */
export function requireUnusedInvoice(context: ServiceContext, number: string): void {
  const used = statement<[string], { slipNumber: string }>(
    context.database,
    `SELECT slip_number AS slipNumber FROM invoice JOIN settlement ON settlement.id = settlement_id
     WHERE invoice.number = ?`,
  ).get(number);
  if (used === undefined) return;
  throw new Refusal(
    'invoice_number_used',
    `电子票据号 ${number} 已用于结算单 ${used.slipNumber}，请核对票据上的号码。`,
  );
}

/** Inside the caller's transaction. */
export function writeInvoice(context: ServiceContext, settlementId: string, number: string): void {
  statement<[string, string]>(
    context.database,
    'INSERT INTO invoice (settlement_id, number) VALUES (?, ?)',
  ).run(settlementId, number);
}
