import { type LocalDate, yearOf, yearsBetween } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import type { Settlement } from '../../../shared/engine/settlement.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import { sumFen } from '../../../shared/money/fen.ts';
import { eligibilityTitles } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import type { Gathered } from '../documents/gather.ts';
import { requireIdentified } from '../emergency/unknown.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { isValidOn, type Person, readPerson } from '../people/person.ts';
import { policyFor } from '../policy/in-force.ts';
import { countingEligibilities } from '../settlements/eligibilities.ts';
import { readYearState } from '../settlements/year-state.ts';
import { endingLayers, isTreatedFirst, sampleHospitals, samplesFen, sampleStay } from './sample-stays.ts';

/**
 * 明白卡: what a person holds today, and what the engine says of sample bills on top of the year so far. Refuses
 * `entitlement_card_not_of_today`, `person_not_found`, `person_not_identified`, `no_policy_in_force`, `policy_tampered`.
 */
export function entitlementCardContent(
  context: ServiceContext,
  personId: string,
  wantedDay: LocalDate | null,
): Gathered<'entitlement_card'> {
  const day = today(context);
  if (wantedDay !== day) {
    throw new Refusal(
      'entitlement_card_not_of_today',
      '明白卡写的是今天的身份和今年到现在的费用，请在结算台按 F11 打今天的；以前的在“单据”里看存档。',
    );
  }
  requireIdentified(context, personId);
  const person = readPerson(context, personId);
  const hospital = readHospital(context, day);
  const { policy } = policyFor(context, person.region, day);
  const standing = {
    eligibilities: countingEligibilities(person, day),
    insured: person.insuranceState === 'normal',
    ageYears: yearsBetween(person.birthDate, day),
  };
  const year = readYearState(context, personId, hospital.insurance, yearOf(day));
  const rows = sampleHospitals(hospital).map((sample) => ({
    where: sample.where,
    results: samplesFen.map((totalFen) => sampleStay(policy, standing, sample, { day, totalFen, year })),
  }));
  return {
    title: '看病报销明白卡',
    number: `MB-${day.replaceAll('-', '')}-${personId.slice(-12).toUpperCase()}`,
    personId,
    businessDay: day,
    content: {
      person: { name: person.name, maskedIdNumber: maskIdNumber(person.idNumber) },
      day,
      categories: standing.eligibilities.map((category) => eligibilityTitles[category]),
      ending: endingEligibilities(person, day),
      isInsured: standing.insured,
      payers: payersIn(
        policy,
        rows.flatMap(({ results }) => results),
      ),
      samplesFen: [...samplesFen],
      rows: rows.map(({ where, results }) => ({
        where,
        payFen: results.map((result) => result?.personalFen ?? null),
      })),
      treatedFirst: isTreatedFirst(policy, standing, hospital),
      endingLayers: endingLayers(policy, day),
      year: {
        year: yearOf(day),
        stays: year.stays,
        paidFen: sumFen(Object.values(year.paidFen)),
        personalFen: year.personalFen,
      },
      policy: { title: policy.title, document: policy.document },
    },
  };
}

/** The titles of the layers that pay anything of these, in the pack's order. */
function payersIn(policy: Policy, results: readonly (Settlement | undefined)[]): string[] {
  const layers = results.flatMap((result) => result?.layers ?? []);
  const paying = new Set(layers.filter(({ payFen }) => payFen > 0).map(({ layer }) => layer));
  return policy.layers.filter(({ id }) => paying.has(id)).map(({ title }) => title);
}

function endingEligibilities({ eligibilities }: Person, day: LocalDate) {
  return eligibilities.flatMap((eligibility) =>
    isValidOn(eligibility, day) && eligibility.endsOn !== null
      ? [{ title: eligibilityTitles[eligibility.category], until: eligibility.endsOn }]
      : [],
  );
}
