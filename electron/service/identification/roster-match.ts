import { type LocalDate, yearsBetween } from '../../../shared/calendar/local-date.ts';
import type { PersonHit } from '../../../shared/contract/people.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import {
  type Person,
  personIdOfNumber,
  readFromNumber,
  readPerson,
  validEligibilities,
} from '../people/person.ts';
import type { Told } from './differences.ts';

/** Who has that ID number; undefined where nobody here has. */
export function personWithNumber(context: ServiceContext, idNumber: string): Person | undefined {
  const personId = personIdOfNumber(context, idNumber);
  return personId === undefined ? undefined : readPerson(context, personId);
}

const mostCandidates = 20;

/** People of the same name who were born on the same day: an ID number was corrected, or one of both is wrong. */
export function peopleLike(context: ServiceContext, told: Told): Person[] {
  const birthDate = birthDateOf(told);
  return statement<[string, string, number], { personId: string }>(
    context.database,
    `SELECT DISTINCT person_id AS personId FROM person_entry
     WHERE name = ? AND substr(id_number, 7, 8) = ? LIMIT 0 + ?`,
  )
    .all(told.name, birthDate.replaceAll('-', ''), mostCandidates)
    .map(({ personId }) => readPerson(context, personId))
    .filter((person) => person.name === told.name && person.birthDate === birthDate);
}

/** As it is told, else as the number holds it. */
export function birthDateOf({ birthDate, idNumber }: Told): LocalDate {
  return birthDate ?? readFromNumber(idNumber).birthDate;
}

/** A person as a list of hits shows one. */
export function hitOf(person: Person, today: LocalDate): PersonHit {
  const { personId, name, sex, householdNumber, township, village } = person;
  return {
    personId,
    name,
    maskedIdNumber: maskIdNumber(person.idNumber),
    sex,
    ageYears: yearsBetween(person.birthDate, today),
    householdNumber,
    township,
    village,
    eligibilities: validEligibilities(person, today).valid,
    foundBy: 'number',
  };
}
