import { yearOf } from '../../../shared/calendar/local-date.ts';
import type { CatalogueInForce, CatalogueState } from '../../../shared/contract/catalogue.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readSetting, today } from '../hospital/settings.ts';
import { isInForce, snapshotOf } from './snapshots.ts';
import { countUncounted } from '../fees/counted-stays.ts';
import { countUnmatched } from './unmatched.ts';

/** What the page of the catalogue has on top, and the imports below it, the newest first. */
export function readCatalogueState(context: ServiceContext): CatalogueState {
  const inForce = catalogueInForce(context);
  return {
    inForce,
    itemsInForce: inForce === null ? 0 : countInForce(context),
    unmatchedCount: countUnmatched(context),
    toRecountCount: countUncounted(context),
    itemClassFrom: readSetting(context, 'itemClassFrom'),
    imports: listImports(context),
  };
}

/** The snapshot that counts today, and whether it began in another year: then a newer one may be missing. */
export function catalogueInForce(context: ServiceContext): CatalogueInForce | null {
  const day = today(context);
  const snapshot = snapshotOf(context, day);
  if (snapshot === undefined) return null;
  const { fromDay } = snapshot;
  return { fromDay, isOfAnotherYear: yearOf(fromDay) !== yearOf(day) };
}

function countInForce(context: ServiceContext): number {
  const day = today(context);
  const row = statement<{ day: string; sequence: number }, { count: number }>(
    context.database,
    `SELECT count(*) AS count FROM catalogue_item AS item
     WHERE import_sequence = @sequence AND ${isInForce('item', '@day')}`,
  ).get({ day, sequence: snapshotOf(context, day)?.sequence ?? 0 });
  return row?.count ?? 0;
}

function listImports(context: ServiceContext): CatalogueState['imports'] {
  return statement<[], CatalogueState['imports'][number]>(
    context.database,
    `SELECT import.id AS importId, file_name AS fileName, from_day AS fromDay, item_count AS itemCount,
       refused_count AS refusedCount, import.recorded_at AS recordedAt, account.display_name AS recordedBy
     FROM catalogue_import AS import LEFT JOIN staff_account AS account ON account.id = import.recorded_by
     ORDER BY sequence DESC LIMIT 200`,
  ).all();
}
