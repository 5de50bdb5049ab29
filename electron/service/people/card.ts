import { yearOf, yearsBetween } from '../../../shared/calendar/local-date.ts';
import type { PersonCard } from '../../../shared/contract/people.ts';
import { maskIdNumber, maskPhone } from '../../../shared/identity/id-number.ts';
import { endingLayersOf } from '../admission/ending-layers.ts';
import type { ServiceContext } from '../context.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { readYearState } from '../settlements/year-state.ts';
import { listStaysOfPerson } from '../stays/stays-of-person.ts';
import { readHousehold } from './household.ts';
import { isValidOn, readPerson } from './person.ts';
import { listSettlementsOfPerson } from './settlements-of-person.ts';

/** Everything the desk shows of a person today; numbers masked. Refuses `person_not_found`. */
export function readPersonCard(context: ServiceContext, personId: string): PersonCard {
  const known = readPerson(context, personId);
  const { idNumber, phone, eligibilities, ...person } = known;
  const day = today(context);
  const { insurance } = readHospital(context, day);
  const year = readYearState(context, personId, insurance, yearOf(day));
  return {
    ...person,
    knownFrom: { ...person.knownFrom },
    maskedIdNumber: maskIdNumber(idNumber),
    maskedPhone: phone === null ? null : maskPhone(phone),
    ageYears: yearsBetween(person.birthDate, day),
    eligibilities: eligibilities.map((eligibility) => ({
      ...eligibility,
      validToday: isValidOn(eligibility, day),
    })),
    endingLayers: endingLayersOf(context, known),
    year: { ...year, paidFen: { ...year.paidFen } },
    stays: listStaysOfPerson(context, personId),
    settlements: listSettlementsOfPerson(context, personId),
    household: readHousehold(context, person, day),
  };
}
