import { type LocalDate, yearsBetween } from '../../../shared/calendar/local-date.ts';
import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { PersonHit } from '../../../shared/contract/people.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { maskIdNumber, readIdNumber } from '../../../shared/identity/id-number.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { today } from '../hospital/settings.ts';
import { plainName } from '../roster/name.ts';
import { readEligibilities, readFromNumber, validEligibilities } from './person.ts';

export const maximumHits = 50;

interface EntryRow {
  readonly personId: string;
  readonly importSequence: number;
  readonly name: string;
  readonly idNumber: string;
  readonly householdNumber: string | null;
  readonly township: string | null;
  readonly village: string | null;
}

const columns = `entry.person_id AS personId, entry.import_sequence AS importSequence, entry.name,
  entry.id_number AS idNumber, entry.household_number AS householdNumber, entry.township, entry.village`;
/** The newest entry of a person is what is known of the person. */
const isNewest = `NOT EXISTS (SELECT 1 FROM roster_entry AS newer
  WHERE newer.person_id = entry.person_id AND newer.import_sequence > entry.import_sequence)`;

/**
 * Finds persons by ID number (15 or 18 digits) or by a name or its beginning, through an index either way. A number
 * that is none is refused with the code of `readIdNumber`; a good one that nobody here has with `person_not_in_roster`.
 */
export function searchPeople(context: ServiceContext, text: string): RequestOutput<'people.search'> {
  const day = today(context);
  if (looksLikeNumber(text))
    return { hits: [toHit(context, day, findByNumber(context, text, day), 'number')], more: false };
  const rows = findByName(context, plainName(text));
  return {
    hits: rows.slice(0, maximumHits).map((row) => toHit(context, day, row, 'name')),
    more: rows.length > maximumHits,
  };
}

function looksLikeNumber(text: string): boolean {
  return /^\d[\d\sXx]*$/.test(text.normalize('NFKC').trim());
}

function findByNumber(context: ServiceContext, text: string, day: LocalDate): EntryRow {
  const reading = readIdNumber(text, day);
  if (!reading.ok) throw new Refusal(reading.code, reading.sentence);
  const row = statement<[string], EntryRow>(
    context.database,
    `SELECT ${columns} FROM person_number AS number JOIN roster_entry AS entry USING (person_id)
     WHERE number.id_number = ? ORDER BY entry.import_sequence DESC LIMIT 1`,
  ).get(reading.number);
  if (row !== undefined) return row;
  throw new Refusal(
    'person_not_in_roster',
    '名册里没有这个身份证号。请先核对证件；确认无误后，可以选择“按普通居民登记”，只享受基本医保。',
  );
}

/** In the order of the names, so that the whole name comes before longer ones. One more than is shown. */
function findByName(context: ServiceContext, name: string): EntryRow[] {
  return statement<[string, string, number], EntryRow>(
    context.database,
    `SELECT ${columns} FROM roster_entry AS entry INDEXED BY roster_entry_by_name
     WHERE entry.name >= ? AND entry.name < ? AND ${isNewest} ORDER BY entry.name, entry.person_id LIMIT ?`,
  ).all(name, `${name}\u{10ffff}`, maximumHits + 1);
}

function toHit(
  context: ServiceContext,
  day: LocalDate,
  row: EntryRow,
  foundBy: PersonHit['foundBy'],
): PersonHit {
  const { sex, birthDate } = readFromNumber(row.idNumber);
  const eligibilities = readEligibilities(context, row.personId, row.importSequence);
  return {
    personId: row.personId,
    name: row.name,
    maskedIdNumber: maskIdNumber(row.idNumber),
    sex,
    ageYears: yearsBetween(birthDate, day),
    householdNumber: row.householdNumber,
    township: row.township,
    village: row.village,
    eligibilities: validEligibilities({ eligibilities }, day).valid,
    foundBy,
  };
}
