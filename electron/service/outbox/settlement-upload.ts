import type { SettlementRecord } from '../../../shared/contract/settlements.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { partTitles } from './difference.ts';
import { identifier } from './identifiers.ts';
import { type DeliveryState, shownState } from './row.ts';

/** How far the delivery of a settlement or reversal came, and where the centre's amounts differ from ours. */
export function uploadOfSettlement(
  context: ServiceContext,
  settlementId: string,
): SettlementRecord['upload'] {
  const { database } = context;
  const row = statement<[string], { state: DeliveryState; isOpen: 0 | 1; lastReason: string | null }>(
    database,
    `SELECT state, closed_at IS NULL AS isOpen, last_reason AS lastReason FROM outbox
     WHERE kind IN ('settlement', 'reversal') AND fact_id = ? ORDER BY generation DESC LIMIT 1`,
  ).get(settlementId);
  if (row === undefined) throw new Error('a settlement without its outbox row');
  const differences = statement<
    [string],
    { part: string; layerTitle: string | null; ours: Fen; theirs: Fen }
  >(
    database,
    `SELECT part, ours_fen AS ours, theirs_fen AS theirs,
       (SELECT title FROM settlement_layer AS layer WHERE layer.settlement_id = platform_difference.settlement_id
          AND part IN (layer.layer, layer.layer || '.' || layer.kind) ORDER BY position LIMIT 1) AS layerTitle
     FROM platform_difference WHERE settlement_id = ? ORDER BY rowid`,
  ).all(settlementId);
  return {
    state: shownState(row),
    platformSettlementId: identifier(context, 'settlement', settlementId),
    lastReason: row.lastReason,
    differences: differences.map(({ part, layerTitle, ours, theirs }) => ({
      part,
      title: partTitles[part] ?? layerTitle ?? part,
      oursFen: ours,
      theirsFen: theirs,
    })),
  };
}
