import { setImmediate } from 'node:timers/promises';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isLive } from '../settlements/live.ts';

/** How many people of a place the newest rosters name, and how many of them were settled here in a year. */
export interface PlaceCount {
  readonly region: string;
  readonly township: string;
  readonly village: string;
  readonly people: number;
  readonly treated: number;
}

const personsAtOnce = 4000;

interface Row {
  readonly placeId: number;
  readonly people: number;
  readonly treated: number;
}

/** Everybody who stands on the roster now, by place. In portions between which others get their turn. */
export async function countPlaces(context: ServiceContext, year: number): Promise<PlaceCount[]> {
  const { database } = context;
  const counts = new Map<number, { people: number; treated: number }>();
  const last =
    statement<[], { last: number | null }>(database, 'SELECT max(key) AS last FROM person').get()?.last ?? 0;
  for (let from = 0; from < last; from += personsAtOnce) {
    for (const { placeId, people, treated } of portion(context, { from, to: from + personsAtOnce, year })) {
      const known = counts.get(placeId) ?? { people: 0, treated: 0 };
      counts.set(placeId, { people: known.people + people, treated: known.treated + treated });
    }
    await setImmediate();
  }
  return [...counts].map(([placeId, count]) => ({ ...placeOf(context, placeId), ...count }));
}

function portion(
  { database }: ServiceContext,
  of: { readonly from: number; readonly to: number; readonly year: number },
): Row[] {
  return statement<typeof of, Row>(
    database,
    `SELECT place_id AS placeId, count(*) AS people, sum(EXISTS (SELECT 1 FROM settlement AS original
       WHERE original.person_id = person.id AND original.year = @year AND ${isLive('original')})) AS treated
     FROM roster_entry AS entry
     JOIN roster_import AS import ON import.sequence = entry.import_sequence AND import.source = 'roster'
     JOIN person ON person.key = entry.person_key
     WHERE entry.person_key > @from AND entry.person_key <= @to
       AND NOT EXISTS (SELECT 1 FROM roster_entry AS newer JOIN roster_import ON sequence = newer.import_sequence
         WHERE newer.person_key = entry.person_key AND newer.import_sequence > entry.import_sequence)
       AND NOT EXISTS (SELECT 1 FROM roster_absence AS absence JOIN roster_import ON sequence = absence.import_sequence
         WHERE absence.person_key = entry.person_key AND absence.import_sequence > entry.import_sequence)
     GROUP BY place_id`,
  ).all(of);
}

function placeOf(
  { database }: ServiceContext,
  id: number,
): Pick<PlaceCount, 'region' | 'township' | 'village'> {
  const place = statement<[number], { region: string; township: string; village: string }>(
    database,
    'SELECT region, township, village FROM roster_place WHERE id = ?',
  ).get(id);
  if (place === undefined) throw new Error('an entry of a roster is nowhere');
  return place;
}
