import { type LocalDate, parseLocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Sex } from '../../../shared/identity/id-number.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import { findUnknown, type UnknownPerson } from '../emergency/unknown.ts';
import { statement } from '../database/statement.ts';

export interface Eligibility {
  readonly category: EligibilityCategory;
  readonly beginsOn: LocalDate;
  /** The last day that counts; null while it is open. */
  readonly endsOn: LocalDate | null;
  readonly source: string;
  /** Where it was recognised, six digits. */
  readonly region: string;
}

/** What is known of a person now: the newest roster entry, or what was typed in at the window. */
export interface Person {
  readonly personId: string;
  readonly name: string;
  readonly idNumber: string;
  readonly sex: Sex;
  readonly birthDate: LocalDate;
  readonly phone: string | null;
  readonly householdNumber: string | null;
  readonly relation: string | null;
  /** Where the person is insured, six digits: it decides whose policy applies. */
  readonly region: string;
  readonly township: string | null;
  readonly village: string | null;
  readonly insuranceState: 'normal' | 'suspended' | 'none';
  readonly knownFrom: { readonly source: 'roster' | 'window'; readonly asOfDay: LocalDate };
  readonly eligibilities: readonly Eligibility[];
}

interface EntryRow extends Omit<Person, 'sex' | 'birthDate' | 'knownFrom' | 'eligibilities'> {
  readonly importSequence: number;
  readonly source: 'roster' | 'window';
  readonly asOfDay: LocalDate;
}

/** Refuses `person_not_found`. */
export function readPerson(context: ServiceContext, personId: string): Person {
  const row = statement<[string], EntryRow>(
    context.database,
    `SELECT person_id AS personId, import_sequence AS importSequence, name, id_number AS idNumber,
       household_number AS householdNumber, relation, region, township, village, insurance_state AS insuranceState,
       phone, import.source AS source, import.as_of_day AS asOfDay
     FROM roster_entry JOIN roster_import AS import ON import.sequence = import_sequence
     WHERE person_id = ? ORDER BY import_sequence DESC LIMIT 1`,
  ).get(personId);
  const unknown = row === undefined ? findUnknown(context, personId) : undefined;
  if (unknown !== undefined) return withoutRoster(unknown);
  if (row === undefined) {
    throw new Refusal('person_not_found', '没有找到这个人，请重新刷卡或输入身份证号查找。');
  }
  const { importSequence, source, asOfDay, ...entry } = row;
  return {
    ...entry,
    ...readFromNumber(row.idNumber),
    knownFrom: { source, asOfDay },
    eligibilities: readEligibilities(context, personId, importSequence),
  };
}

/** All that the entry of this import grants, valid today or not, by begin. */
export function readEligibilities(
  context: ServiceContext,
  personId: string,
  importSequence: number,
): Eligibility[] {
  return statement<[string, number], Eligibility>(
    context.database,
    `SELECT category, begins_on AS beginsOn, ends_on AS endsOn, source, region FROM roster_eligibility
     WHERE person_id = ? AND import_sequence = ? ORDER BY begins_on, category`,
  ).all(personId, importSequence);
}

/** A stored number was checked when it came in, so it holds a real birth date. */
export function readFromNumber(idNumber: string): { readonly sex: Sex; readonly birthDate: LocalDate } {
  const birthDate = parseLocalDate(idNumber.slice(6, 14));
  if (birthDate === undefined) throw new Error('a stored ID number holds no birth date');
  return { sex: Number(idNumber[16]) % 2 === 1 ? 'male' : 'female', birthDate };
}

/** Both days inclusive; an open end counts for ever. */
export function isValidOn(eligibility: Eligibility, day: LocalDate): boolean {
  return eligibility.beginsOn <= day && (eligibility.endsOn === null || day <= eligibility.endsOn);
}

/** What counts on a day, each category once, and what ended before it. */
export function validEligibilities(
  person: Pick<Person, 'eligibilities'>,
  day: LocalDate,
): { readonly valid: EligibilityCategory[]; readonly ended: Eligibility[] } {
  const valid = person.eligibilities.filter((eligibility) => isValidOn(eligibility, day));
  return {
    valid: [...new Set(valid.map(({ category }) => category))],
    ended: person.eligibilities.filter(({ endsOn }) => endsOn !== null && endsOn < day),
  };
}

/** A patient without identity is insured nowhere and entitled to nothing until it is known who it is. */
function withoutRoster({ seenOn, ...person }: UnknownPerson): Person {
  const nothing = { phone: null, householdNumber: null, relation: null, township: null, village: null };
  const knownFrom = { source: 'window', asOfDay: seenOn } as const;
  return { ...person, ...nothing, insuranceState: 'none', knownFrom, eligibilities: [] };
}
