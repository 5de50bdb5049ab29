import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/** SQL condition: the settlement of that name is no reversal and was not reversed. */
export function isLive(name: string): string {
  return `${name}.kind <> 'reversal'
    AND NOT EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = ${name}.id)`;
}

/** The live final settlement of a stay, if there is one. */
export function liveSettlementOfStay(
  context: ServiceContext,
  stayId: string,
): { readonly settlementId: string; readonly slipNumber: string } | undefined {
  return statement<[string], { settlementId: string; slipNumber: string }>(
    context.database,
    `SELECT id AS settlementId, slip_number AS slipNumber FROM settlement AS original
     WHERE stay_id = ? AND kind = 'final' AND ${isLive('original')}`,
  ).get(stayId);
}

/** Whether a live settlement, final or interim, is of this stay. */
export function hasLiveSettlement(context: ServiceContext, stayId: string): boolean {
  const row = statement<[string], { found: 1 }>(
    context.database,
    `SELECT 1 AS found FROM settlement AS original WHERE stay_id = ? AND ${isLive('original')} LIMIT 1`,
  ).get(stayId);
  return row !== undefined;
}

/** Whether a live settlement, final or interim, holds this fee list. */
export function feeListIsSettled(context: ServiceContext, feeListId: string): boolean {
  const row = statement<[string], { found: 1 }>(
    context.database,
    `SELECT 1 AS found FROM settlement_fee_list AS list
     JOIN settlement AS original ON original.id = list.settlement_id
     WHERE list.fee_list_id = ? AND ${isLive('original')} LIMIT 1`,
  ).get(feeListId);
  return row !== undefined;
}

/**
 * The live settlements of a person, insurance and year in the order in which they were written, from one of them on or
 * all; at most so many.
 */
export function liveSettlements(
  context: ServiceContext,
  of: { readonly personId: string; readonly insurance: string; readonly year: number },
  { from, limit }: { readonly from: string | null; readonly limit: number },
): { readonly settlementId: string; readonly kind: 'final' | 'interim' }[] {
  const { personId, insurance, year } = of;
  return statement<object, { settlementId: string; kind: 'final' | 'interim' }>(
    context.database,
    `SELECT id AS settlementId, kind FROM settlement AS original
     WHERE person_id = @personId AND insurance = @insurance AND year = @year AND ${isLive('original')}
       AND (@from IS NULL OR rowid >= (SELECT rowid FROM settlement WHERE id = @from))
     ORDER BY rowid LIMIT 0 + @limit`,
  ).all({ personId, insurance, year, from, limit });
}

/**
 * The newest live settlement of a person, insurance and year, or of the stay, whose parts may lie in two years: the only
 * one that may be reversed.
 */
export function lastLiveSettlement(
  context: ServiceContext,
  of: {
    readonly personId: string;
    readonly insurance: string;
    readonly year: number;
    readonly stayId: string;
  },
): { readonly settlementId: string; readonly slipNumber: string } | undefined {
  return statement<typeof of, { settlementId: string; slipNumber: string }>(
    context.database,
    // By order of writing: a clock that was set back does not change which one came last.
    `SELECT id AS settlementId, slip_number AS slipNumber FROM settlement AS original
     WHERE id IN (SELECT id FROM settlement WHERE person_id = @personId AND insurance = @insurance AND year = @year
       UNION ALL SELECT id FROM settlement WHERE stay_id = @stayId) AND ${isLive('original')}
     ORDER BY rowid DESC LIMIT 1`,
  ).get(of);
}
