import { type LocalDate, yearsBetween } from '../../../shared/calendar/local-date.ts';
import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { PersonHit } from '../../../shared/contract/people.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { maskIdNumber, readIdNumber } from '../../../shared/identity/id-number.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { today } from '../hospital/settings.ts';
import {
  type Found,
  foundByHousehold,
  foundByName,
  foundByPlace,
  foundInPlace,
  placesLike,
} from './finders.ts';
import { eligibilitiesOf, personIdOfNumber, readFromNumber, validEligibilities } from './person.ts';
import { plainForSearch } from './plain-text.ts';

export const maximumHits = 50;

/**
 * Finds persons by what `people.search` says may be typed, through an index each way: whole names and their beginnings
 * first, then parts of names, then who lives where. A number that is none is refused with the code of `readIdNumber`,
 * unless it is a household's; a good one that nobody here has with `person_not_in_roster`.
 */
export function searchPeople(context: ServiceContext, text: string): RequestOutput<'people.search'> {
  const day = today(context);
  const found = new Map<string, PersonHit['foundBy']>();
  for (const [personId, foundBy] of candidates(context, text, day)) {
    if (found.has(personId)) continue;
    found.set(personId, foundBy);
    if (found.size > maximumHits) break;
  }
  const hits = [...found].slice(0, maximumHits);
  return {
    hits: hits.map(([personId, foundBy]) => readHit(context, day, personId, foundBy)),
    more: found.size > maximumHits,
  };
}

/** One after the other and only as far as somebody takes them: the search stops when the list is full. */
function* candidates(context: ServiceContext, text: string, day: LocalDate): Generator<Found> {
  const { database } = context;
  const typed = text.normalize('NFKC').trim();
  if (/^\d[\d\sXx]*$/.test(typed)) {
    yield* findByDigits(context, typed, day);
    return;
  }
  const plain = plainForSearch(typed);
  if (plain === '') return;
  yield* foundByName(database, plain);
  const words = typed.split(/\s+/u);
  if (words.length > 1) yield* findByNameAndPlace(context, words);
  yield* foundByHousehold(database, typed.replace(/\s+/gu, ''));
  yield* foundByPlace(database, placesLike(database, plain));
}

function* findByDigits(context: ServiceContext, typed: string, day: LocalDate): Generator<Found> {
  const digits = typed.replace(/\s+/gu, '');
  const households = [...foundByHousehold(context.database, digits)];
  yield* households;
  if (households.length > 0) return;
  const reading = readIdNumber(digits, day);
  if (!reading.ok) throw new Refusal(reading.code, reading.sentence);
  const personId = personIdOfNumber(context, reading.number);
  if (personId !== undefined) {
    yield [personId, 'number'];
    return;
  }
  throw new Refusal(
    'person_not_in_roster',
    '名册里没有这个身份证号。请先核对证件；确认无误后，可以选择“按普通居民登记”，只享受基本医保。',
  );
}

/** One of the words may be a township or village, the others the name: 桃园村 王秀英 or 王秀英 桃园. */
function* findByNameAndPlace({ database }: ServiceContext, words: readonly string[]): Generator<Found> {
  for (const [index, word] of words.entries()) {
    const places = placesLike(database, plainForSearch(word));
    if (places.length === 0) continue;
    const name = plainForSearch(words.filter((_, other) => other !== index).join(''));
    if (name !== '') yield* foundInPlace(database, places, name);
  }
}

interface HitRow {
  readonly name: string;
  readonly idNumber: string;
  readonly householdNumber: string | null;
  readonly township: string | null;
  readonly village: string | null;
  readonly eligibilities: string;
}

function readHit(
  context: ServiceContext,
  day: LocalDate,
  personId: string,
  foundBy: PersonHit['foundBy'],
): PersonHit {
  const row = statement<[string], HitRow>(
    context.database,
    `SELECT name, id_number AS idNumber, household_number AS householdNumber, township, village, eligibilities
     FROM person_entry WHERE person_id = ? ORDER BY import_sequence DESC LIMIT 1`,
  ).get(personId);
  if (row === undefined) throw new Error('somebody who was found is not there');
  const { idNumber, eligibilities, ...shown } = row;
  const { sex, birthDate } = readFromNumber(idNumber);
  return {
    personId,
    ...shown,
    maskedIdNumber: maskIdNumber(idNumber),
    sex,
    ageYears: yearsBetween(birthDate, day),
    eligibilities: validEligibilities({ eligibilities: eligibilitiesOf(eligibilities) }, day).valid,
    foundBy,
  };
}
