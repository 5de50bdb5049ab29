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
  /** The newest roster that names the person, or the day at the window; and the day of the roster that names no more. */
  readonly knownFrom: {
    readonly source: 'roster' | 'window';
    readonly asOfDay: LocalDate;
    readonly absentSince: LocalDate | null;
  };
  readonly eligibilities: readonly Eligibility[];
}

interface EntryRow extends Omit<Person, 'sex' | 'birthDate' | 'knownFrom' | 'eligibilities'> {
  readonly source: 'roster' | 'window';
  readonly saidOn: LocalDate;
  readonly silentSequence: number | null;
  readonly eligibilities: string;
}

/** Refuses `person_not_found`. */
export function readPerson(context: ServiceContext, personId: string): Person {
  const row = statement<[string], EntryRow>(
    context.database,
    `SELECT person_id AS personId, name, id_number AS idNumber, household_number AS householdNumber, relation, region,
       township, village, insurance_state AS insuranceState, phone, source, said_on AS saidOn, silent_sequence AS silentSequence,
       eligibilities
     FROM person_entry WHERE person_id = ? ORDER BY import_sequence DESC LIMIT 1`,
  ).get(personId);
  const unknown = row === undefined ? findUnknown(context, personId) : undefined;
  if (unknown !== undefined) return withoutRoster(unknown);
  if (row === undefined) {
    throw new Refusal('person_not_found', '没有找到这个人，请重新刷卡或输入身份证号查找。');
  }
  const { source, saidOn, silentSequence, eligibilities, ...entry } = row;
  return {
    ...entry,
    ...readFromNumber(row.idNumber),
    knownFrom:
      source === 'window'
        ? { source, asOfDay: saidOn, absentSince: null }
        : { source, ...rosterSaying(context, silentSequence) },
    eligibilities: eligibilitiesOf(eligibilities),
  };
}

/** A patient without identity is insured nowhere and entitled to nothing until it is known who it is. */
function withoutRoster({ seenOn, ...person }: UnknownPerson): Person {
  const nothing = { phone: null, householdNumber: null, relation: null, township: null, village: null };
  const knownFrom = { source: 'window', asOfDay: seenOn, absentSince: null } as const;
  return { ...person, ...nothing, insuranceState: 'none', knownFrom, eligibilities: [] };
}

/** Who has that ID number; undefined where nobody here has. */
export function personIdOfNumber(context: ServiceContext, idNumber: string): string | undefined {
  return statement<[string], { personId: string }>(
    context.database,
    `SELECT person_id AS personId FROM person_number JOIN person_entry USING (person_key)
     WHERE person_number.id_number = ? LIMIT 1`,
  ).get(idNumber)?.personId;
}

/** The newest roster that names the person, which may say what an earlier one said first; and the first that does not. */
function rosterSaying(context: ServiceContext, silentSequence: number | null) {
  const days = statement<[number], { day: LocalDate | null }>(
    context.database,
    `SELECT as_of_day AS day FROM roster_import WHERE source = 'roster' AND sequence < ?
     ORDER BY sequence DESC LIMIT 1`,
  ).get(silentSequence ?? Number.MAX_SAFE_INTEGER);
  const silent = statement<[number | null], { day: LocalDate }>(
    context.database,
    'SELECT as_of_day AS day FROM roster_import WHERE sequence = ?',
  ).get(silentSequence);
  if (!days?.day) throw new Error('an entry of a roster stands in none');
  return { asOfDay: days.day, absentSince: silent?.day ?? null };
}

/** A stored list: all that an entry grants, valid today or not, by begin. */
export function eligibilitiesOf(stored: string): Eligibility[] {
  return JSON.parse(stored) as Eligibility[];
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
