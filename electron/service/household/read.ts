import { type LocalDate, yearOf, yearsBetween } from '../../../shared/calendar/local-date.ts';
import type { Household, HouseholdMember, HouseholdPlan } from '../../../shared/contract/household.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import { sumFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { yearAmountsOf } from '../hardship/year-amounts.ts';
import { today } from '../hospital/settings.ts';
import { foundByHousehold } from '../people/finders.ts';
import { isValidOn, type Person, readPerson } from '../people/person.ts';
import { hereNow } from '../stays/here-now.ts';

const mostMembers = 50;
const mostPlans = 20;

/**
 * The household of a person as the newest roster names it: members with what they are entitled to, their year so far in this
 * hospital, and the plan. Refuses `person_not_found` and `household_number_missing`.
 */
export function readHouseholdOf(context: ServiceContext, personId: string): Household {
  const { householdNumber, township, village } = personWithHousehold(context, personId);
  const day = today(context);
  const members = foundByHousehold(context.database, householdNumber)
    .slice(0, mostMembers)
    .map(([memberId]) => memberOf(context, readPerson(context, memberId), day));
  return {
    householdNumber,
    township,
    village,
    year: yearOf(day),
    members,
    total: {
      settlementCount: members.reduce((count, one) => count + one.settlementCount, 0),
      totalFen: sumFen(members.map(({ totalFen }) => totalFen)),
      personalFen: sumFen(members.map(({ personalFen }) => personalFen)),
      owedFen: sumFen(members.map(({ owedFen }) => owedFen)),
    },
    plans: plansOf(context, householdNumber),
  };
}

/** Refuses `person_not_found` and `household_number_missing`. */
export function personWithHousehold(
  context: ServiceContext,
  personId: string,
): Person & { readonly householdNumber: string } {
  const person = readPerson(context, personId);
  const { householdNumber } = person;
  if (householdNumber === null) {
    throw new Refusal(
      'household_number_missing',
      '名册里没有写这个人的户编号，打不开这一户。请让信息科在名册里补上户编号后重新导入。',
    );
  }
  return { ...person, householdNumber };
}

function memberOf(context: ServiceContext, person: Person, day: LocalDate): HouseholdMember {
  const { personId, name, idNumber, relation, sex, insuranceState, eligibilities } = person;
  const { totalFen, personalFen, owedFen } = yearAmountsOf(context, personId, yearOf(day));
  return {
    personId,
    name,
    maskedIdNumber: maskIdNumber(idNumber),
    relation,
    sex,
    ageYears: yearsBetween(person.birthDate, day),
    insuranceState,
    eligibilities: eligibilities.map((one) => ({ ...one, validToday: isValidOn(one, day) })),
    ...hereNow(context, personId),
    totalFen,
    personalFen,
    owedFen,
  };
}

function plansOf({ database }: ServiceContext, householdNumber: string): HouseholdPlan[] {
  return statement<[string], HouseholdPlan>(
    database,
    `SELECT doctor_name AS doctorName, doctor_place AS doctorPlace, doctor_phone AS doctorPhone, note,
       plan.recorded_at AS at, display_name AS byName
     FROM household_plan AS plan JOIN staff_account ON staff_account.id = plan.recorded_by
     WHERE household_number = ? ORDER BY plan.rowid DESC LIMIT ${mostPlans}`,
  ).all(householdNumber);
}
