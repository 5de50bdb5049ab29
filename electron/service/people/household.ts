import { type LocalDate, yearsBetween } from '../../../shared/calendar/local-date.ts';
import type { PersonCard } from '../../../shared/contract/people.ts';
import type { ServiceContext } from '../context.ts';
import { foundByHousehold } from './finders.ts';
import { type Person, readPerson, validEligibilities } from './person.ts';

const mostMembers = 20;

/** Who else has the household number of a person, with what counts for each on that day. */
export function readHousehold(
  context: ServiceContext,
  { personId, householdNumber }: Pick<Person, 'personId' | 'householdNumber'>,
  day: LocalDate,
): PersonCard['household'] {
  if (householdNumber === null) return [];
  return foundByHousehold(context.database, householdNumber)
    .map(([memberId]) => memberId)
    .filter((memberId) => memberId !== personId)
    .slice(0, mostMembers)
    .map((memberId) => {
      const member = readPerson(context, memberId);
      const { name, relation, sex } = member;
      return {
        personId: memberId,
        name,
        relation,
        sex,
        ageYears: yearsBetween(member.birthDate, day),
        eligibilities: validEligibilities(member, day).valid,
      };
    });
}
