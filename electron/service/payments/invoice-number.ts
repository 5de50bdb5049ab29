import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/** SQL condition: no other number took the place of the one in that row. */
function isNewest(name: string): string {
  return `NOT EXISTS (SELECT 1 FROM invoice AS newer
    WHERE newer.settlement_id = ${name}.settlement_id AND newer.rowid > ${name}.rowid)`;
}

/** The official receipt's number of a settlement, as it was said last; null where none was given. */
export function invoiceNumberOf(context: ServiceContext, settlementId: string): string | null {
  const row = statement<[string], { number: string }>(
    context.database,
    'SELECT number FROM invoice WHERE settlement_id = ? ORDER BY rowid DESC LIMIT 1',
  ).get(settlementId);
  return row?.number ?? null;
}

/** Refuses `invoice_number_used`: one receipt is for one settlement. */
export function requireUnusedInvoice(context: ServiceContext, number: string): void {
  const used = statement<[string], { slipNumber: string }>(
    context.database,
    `SELECT slip_number AS slipNumber FROM invoice JOIN settlement ON settlement.id = settlement_id
     WHERE invoice.number = ? AND ${isNewest('invoice')}`,
  ).get(number);
  if (used === undefined) return;
  throw new Refusal(
    'invoice_number_used',
    `电子票据号 ${number} 已用于结算单 ${used.slipNumber}，请核对票据上的号码。`,
  );
}

/**
 * Inside the caller's transaction.
 * @param reason why it takes the place of the number before; null for the first
 */
export function writeInvoice(
  context: ServiceContext,
  actor: Actor,
  settlementId: string,
  number: string,
  reason: string | null,
): void {
  statement<(string | null)[]>(
    context.database,
    `INSERT INTO invoice (id, settlement_id, number, reason, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(context.newId(), settlementId, number, reason, context.clock.now().toISOString(), actor.accountId);
}
