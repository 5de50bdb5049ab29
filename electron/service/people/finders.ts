import type { Database } from 'better-sqlite3';
import type { PersonHit } from '../../../shared/contract/people.ts';
import { statement } from '../database/statement.ts';
import { innerMark } from './plain-text.ts';

/** The id of a person, and what of the text led there. */
export type Found = readonly [personId: string, foundBy: PersonHit['foundBy']];

/** The newest entry of a person is what is known of the person; entries of an import that has not ended are not. */
const isNewest = `EXISTS (SELECT 1 FROM roster_import WHERE sequence = entry.import_sequence)
  AND NOT EXISTS (SELECT 1 FROM roster_entry AS newer JOIN roster_import ON sequence = newer.import_sequence
    WHERE newer.person_key = entry.person_key AND newer.import_sequence > entry.import_sequence)`;

/** How many people a search looks at before it gives up narrowing a common name down to a village. */
const mostNamed = 1000;
const mostPlaces = 200;

/** Whole names first, then names that begin so, then names that hold it further in. `plain` by `plainForSearch`. */
export function* foundByName(database: Database, plain: string): Generator<Found> {
  for (const key of [plain, innerMark + plain]) {
    for (const row of namedLike(database, key)) yield [row.personId, foundByOf(row.key, key)];
  }
}

/** Keys of pinyin hold small letters alone; so do names in Latin letters, which are found by either word. */
function foundByOf(key: string, wanted: string): Found[1] {
  return /^[a-z]+$/.test(wanted) && /^[a-z]+$/.test(key) ? 'pinyin' : 'name';
}

interface NamedRow {
  readonly personId: string;
  readonly key: string;
  readonly placeId: number;
}

function namedLike(database: Database, key: string): IterableIterator<NamedRow> {
  return statement<[string, string], NamedRow>(
    database,
    `SELECT person.id AS personId, key.key, entry.place_id AS placeId
     FROM roster_name_key AS key CROSS JOIN roster_entry_name AS named ON named.name_id = key.name_id
     CROSS JOIN roster_entry AS entry ON entry.person_key = named.person_key
       AND entry.import_sequence = named.import_sequence
     CROSS JOIN person ON person.key = entry.person_key
     WHERE key.key >= ? AND key.key < ? AND ${isNewest} ORDER BY key.key, key.name_id`,
  ).iterate(key, `${key}\u{10ffff}`);
}

export function foundByHousehold(database: Database, householdNumber: string): Found[] {
  return statement<[string], { personId: string }>(
    database,
    `SELECT person.id AS personId FROM roster_entry AS entry INDEXED BY roster_entry_by_household
     JOIN person ON person.key = entry.person_key
     WHERE entry.household_number = ? AND ${isNewest} ORDER BY entry.person_key LIMIT 51`,
  )
    .all(householdNumber)
    .map(({ personId }) => [personId, 'household']);
}

/** Townships and villages whose name holds the text; none for a text of one character, which is a surname. */
export function placesLike(database: Database, plain: string): number[] {
  if (Array.from(plain).length < 2) return [];
  return statement<[string, number], { id: number }>(
    database,
    'SELECT id FROM roster_place WHERE instr(township || village, ?) > 0 LIMIT 0 + ?',
  )
    .all(plain, mostPlaces)
    .map(({ id }) => id);
}

/** Everybody of these places, in no order that means anything: the list says that there are more. */
export function* foundByPlace(database: Database, places: readonly number[]): Generator<Found> {
  const inPlace = statement<[number], { personId: string }>(
    database,
    `SELECT person.id AS personId FROM roster_entry AS entry INDEXED BY roster_entry_by_place
     JOIN person ON person.key = entry.person_key WHERE entry.place_id = ? AND ${isNewest} LIMIT 51`,
  );
  for (const place of places) {
    for (const { personId } of inPlace.all(place)) yield [personId, 'place'];
  }
}

/** People of that name who live in one of these places. A name that is too common is looked for place by place. */
export function* foundInPlace(
  database: Database,
  places: readonly number[],
  plain: string,
  mostLookedAt = mostNamed,
): Generator<Found> {
  const wanted = new Set(places);
  let lookedAt = 0;
  for (const row of namedLike(database, plain)) {
    lookedAt += 1;
    if (lookedAt > mostLookedAt) break;
    if (wanted.has(row.placeId)) yield [row.personId, 'place'];
  }
  if (lookedAt <= mostLookedAt) return;
  const nameIds = new Set(namesLike(database, plain));
  const inPlace = statement<[number], { personId: string; nameId: number }>(
    database,
    `SELECT person.id AS personId, entry.name_id AS nameId
     FROM roster_entry AS entry INDEXED BY roster_entry_by_place
     JOIN person ON person.key = entry.person_key WHERE entry.place_id = ? AND ${isNewest}`,
  );
  for (const place of places) {
    for (const { personId, nameId } of inPlace.iterate(place)) {
      if (nameIds.has(nameId)) yield [personId, 'place'];
    }
  }
}

function namesLike(database: Database, key: string): number[] {
  const sql = 'SELECT name_id AS nameId FROM roster_name_key WHERE key >= ? AND key < ?';
  return statement<[string, string], { nameId: number }>(database, sql)
    .all(key, `${key}\u{10ffff}`)
    .map(({ nameId }) => nameId);
}
