import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { today } from '../hospital/settings.ts';
import { isInForce, snapshotOf } from './snapshots.ts';

const listedItems = 500;

/*
 * The hospital's items that nobody has matched yet. What a list itself calls class C stands outside the catalogue in any
 * case and is no work, unless the catalogue knows its code.
 */
const unmatched = `
FROM hospital_item AS mine WHERE catalogue_class <> 'C'
  AND NOT EXISTS (SELECT 1 FROM catalogue_item AS item
    WHERE item.import_sequence = @sequence AND item.code = mine.code AND ${isInForce('item', '@day')})
  AND NOT EXISTS (SELECT 1 FROM item_mapping AS mapping
    WHERE mapping.rowid = (SELECT max(newest.rowid) FROM item_mapping AS newest
      WHERE newest.hospital_code = mine.code AND newest.from_day <= @day)
    AND (mapping.catalogue_code IS NULL OR EXISTS (SELECT 1 FROM catalogue_item AS item
      WHERE item.import_sequence = @sequence AND item.code = mapping.catalogue_code
        AND ${isInForce('item', '@day')})))`;

interface AsOf {
  readonly sequence: number;
  readonly day: LocalDate;
}

/** How many codes of the hospital are still to be matched today; null where there is no catalogue to match with. */
export function countUnmatched(context: ServiceContext): number | null {
  const asOf = asOfToday(context);
  if (asOf === undefined) return null;
  const sql = `SELECT count(DISTINCT mine.code) AS count ${unmatched}`;
  return statement<AsOf, { count: number }>(context.database, sql).get(asOf)?.count ?? 0;
}

/** The work itself, what was seen last first; at most 500 codes. */
export function listUnmatched(context: ServiceContext): RequestOutput<'catalogue.unmatched'> {
  const asOf = asOfToday(context);
  if (asOf === undefined) return [];
  return statement<AsOf, RequestOutput<'catalogue.unmatched'>[number]>(
    context.database,
    `SELECT mine.code, mine.name, mine.catalogue_class AS catalogueClass, max(mine.first_seen_at) AS firstSeenAt
     ${unmatched} GROUP BY mine.code ORDER BY firstSeenAt DESC, mine.code LIMIT ${listedItems}`,
  ).all(asOf);
}

function asOfToday(context: ServiceContext): AsOf | undefined {
  const day = today(context);
  const snapshot = snapshotOf(context, day);
  return snapshot === undefined ? undefined : { sequence: snapshot.sequence, day };
}
