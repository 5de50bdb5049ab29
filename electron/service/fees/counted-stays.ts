import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { isLive } from '../settlements/live.ts';
import { isKept } from './fee-lists.ts';

/** What items are counted under: the newest catalogue, and the newest decision about an item, by their numbers. */
export interface Basis {
  readonly catalogueSequence: number;
  readonly mappingCount: number;
}

export function basisOfToday({ database }: ServiceContext): Basis {
  const row = statement<[], Basis>(
    database,
    `SELECT (SELECT coalesce(max(sequence), 0) FROM catalogue_import) AS catalogueSequence,
       (SELECT coalesce(max(rowid), 0) FROM item_mapping) AS mappingCount`,
  ).get();
  return row ?? { catalogueSequence: 0, mappingCount: 0 };
}

/** SQL: of a line of the kept lists of a stay somebody has decided something since the stay was counted. */
const isDecidedSince = `EXISTS (SELECT 1 FROM fee_list AS list CROSS JOIN fee_item AS item ON item.fee_list_id = list.id
  WHERE list.stay_id = stay.id AND ${isKept('list')} AND EXISTS (SELECT 1 FROM item_mapping AS decided
    WHERE decided.hospital_code = item.code
      AND decided.rowid > (SELECT max(mapping_count) FROM counted_stay WHERE stay_id = stay.id)))`;

/**
 * SQL: a stay that is neither cancelled nor settled, with a kept list, and not counted under the newest catalogue or since
 * somebody decided what one of its codes means. A decision about a code that it does not have leaves it alone.
 */
const uncounted = `NOT EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = stay.id)
  AND NOT EXISTS (SELECT 1 FROM settlement AS settled
    WHERE stay_id = stay.id AND kind = 'final' AND ${isLive('settled')})
  AND EXISTS (SELECT 1 FROM fee_list AS list WHERE list.stay_id = stay.id AND ${isKept('list')})
  AND (NOT EXISTS (SELECT 1 FROM counted_stay WHERE stay_id = stay.id
      AND catalogue_sequence >= @catalogueSequence) OR ${isDecidedSince})`;

/** At most so many, the oldest first. */
export function uncountedStays(context: ServiceContext, basis: Basis, limit: number): string[] {
  return statement<object, { stayId: string }>(
    context.database,
    `SELECT id AS stayId FROM stay WHERE ${uncounted} ORDER BY id LIMIT 0 + @limit`,
  )
    .all({ catalogueSequence: basis.catalogueSequence, limit })
    .map(({ stayId }) => stayId);
}

/** For how many stays a recount is still to come; none while there is neither a catalogue nor a decision. */
export function countUncounted(context: ServiceContext): number {
  const basis = basisOfToday(context);
  if (basis.catalogueSequence === 0 && basis.mappingCount === 0) return 0;
  const row = statement<Pick<Basis, 'catalogueSequence'>, { count: number }>(
    context.database,
    `SELECT count(*) AS count FROM stay WHERE ${uncounted}`,
  ).get({ catalogueSequence: basis.catalogueSequence });
  return row?.count ?? 0;
}

export function isCounted(context: ServiceContext, stayId: string, basis: Basis): boolean {
  const row = statement<object, { found: 1 }>(
    context.database,
    `SELECT 1 AS found FROM counted_stay WHERE stay_id = @stayId
       AND catalogue_sequence >= @catalogueSequence AND mapping_count >= @mappingCount`,
  ).get({ stayId, ...basis });
  return row !== undefined;
}

/** Inside the transaction that counts the stay. */
export function markCounted(
  context: ServiceContext,
  stayId: string,
  { catalogueSequence, mappingCount }: Basis,
): void {
  insertRow(context.database, 'counted_stay', {
    stay_id: stayId,
    catalogue_sequence: catalogueSequence,
    mapping_count: mappingCount,
    recorded_at: context.clock.now().toISOString(),
  });
}

/** In whose name a recount goes on after a start: of who imported or decided last. Undefined where nobody did. */
export function whoDecidedLast({ database }: ServiceContext): Actor | undefined {
  const row = statement<[], Omit<Actor, 'windowId'>>(
    database,
    `SELECT account.id AS accountId, login, display_name AS displayName, 'information_office' AS role
     FROM (SELECT recorded_by, recorded_at FROM item_mapping
       UNION ALL SELECT recorded_by, recorded_at FROM catalogue_import WHERE recorded_by IS NOT NULL) AS decided
     JOIN staff_account AS account ON account.id = decided.recorded_by
     ORDER BY decided.recorded_at DESC LIMIT 1`,
  ).get();
  return row === undefined ? undefined : { ...row, windowId: 0 };
}
