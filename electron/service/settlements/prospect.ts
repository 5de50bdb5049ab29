import { type LocalDate, yearOf, yearsBetween } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Claim, OutpatientVisit, Place, YearState } from '../../../shared/engine/claim.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import { zeroFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { readHospital } from '../hospital/settings.ts';
import type { Person } from '../people/person.ts';
import { policyFor } from '../policy/in-force.ts';
import { countingEligibilities } from './eligibilities.ts';
import { readYearState } from './year-state.ts';

/** What would be asked of the policy on a day, before anything is charged. */
export interface Prospect {
  readonly policy: Policy;
  readonly claim: Claim;
  readonly year: YearState;
}

export interface ProspectOf {
  readonly day: LocalDate;
  readonly place: Place;
  readonly admittedOn: LocalDate;
  /** ICD-10. */
  readonly diseases: readonly string[];
  readonly outpatient?: OutpatientVisit;
}

const nothingYet = {
  totalFen: zeroFen,
  ownExpenseFen: zeroFen,
  overLimitFen: zeroFen,
  preSelfPayFen: zeroFen,
  inScopeFen: zeroFen,
};

/**
 * Which rules hold for a person with these diseases that day, before anything is charged: for what is said at entry and
 * before a visit. Undefined where no policy is in force for the person; the trial then says so.
 */
export function prospect(
  context: ServiceContext,
  person: Person,
  { day, place, admittedOn, diseases, outpatient }: ProspectOf,
): Prospect | undefined {
  const hospital = readHospital(context, day);
  const policy = policyOf(context, person, day);
  if (policy === undefined) return undefined;
  const claim: Claim = {
    settledOn: day,
    admittedOn,
    place,
    hospital: { level: hospital.level, countyLevel: hospital.countyLevel },
    person: {
      eligibilities: countingEligibilities(person, day),
      insured: person.insuranceState === 'normal',
      ageYears: yearsBetween(person.birthDate, day),
      diseases,
    },
    cost: nothingYet,
    approvedFen: {},
    ...(outpatient === undefined ? {} : { outpatient }),
  };
  return {
    policy,
    claim,
    year: readYearState(context, person.personId, hospital.insurance, yearOf(day)),
  };
}

function policyOf(context: ServiceContext, { region }: Person, day: LocalDate): Policy | undefined {
  try {
    return policyFor(context, region, day).policy;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'no_policy_in_force') return undefined;
    throw error;
  }
}
