import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readStay } from '../stays/stay.ts';
import { feeListIsSettled, isLive } from './live.ts';

/** The live settlements of a stay in the order of writing, and whether any of its fees is still to be settled. */
export function settlementsOfStay(
  context: ServiceContext,
  stayId: string,
): RequestOutput<'settlements.ofStay'> {
  const { feeLists } = readStay(context, stayId);
  const live = statement<[string], { settlementId: string }>(
    context.database,
    `SELECT id AS settlementId FROM settlement AS original WHERE stay_id = ? AND ${isLive('original')}
     ORDER BY rowid LIMIT 100`,
  ).all(stayId);
  return {
    settlementIds: live.map(({ settlementId }) => settlementId),
    hasOpenFees: feeLists.some(({ feeListId }) => !feeListIsSettled(context, feeListId)),
  };
}

/** The newest live settlement of a stay; null where there is none. */
export function lastPart(context: ServiceContext, stayId: string): string | null {
  const row = statement<[string], { settlementId: string }>(
    context.database,
    `SELECT id AS settlementId FROM settlement AS original WHERE stay_id = ? AND ${isLive('original')}
     ORDER BY rowid DESC LIMIT 1`,
  ).get(stayId);
  return row?.settlementId ?? null;
}

/** The fee lists that a settlement holds. */
export function feeListsOfSettlement(context: ServiceContext, settlementId: string): string[] {
  return statement<[string], { feeListId: string }>(
    context.database,
    'SELECT fee_list_id AS feeListId FROM settlement_fee_list WHERE settlement_id = ?',
  )
    .all(settlementId)
    .map(({ feeListId }) => feeListId);
}
