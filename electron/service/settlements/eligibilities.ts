import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type EligibilityCategory, eligibilityTitles } from '../../../shared/policy/eligibility.ts';
import { type Person, validEligibilities } from '../people/person.ts';

/** Valid on that day, each once, in a fixed order. Being ordinary is no eligibility. */
export function countingEligibilities(
  person: Pick<Person, 'eligibilities'>,
  day: LocalDate,
): EligibilityCategory[] {
  return validEligibilities(person, day)
    .valid.filter((category) => category !== 'ordinary')
    .sort();
}

/**
 * The eligibilities that count on the settlement day; empty means ordinary. Nobody becomes ordinary by silence: that
 * takes the clerk's explicit choice, and nobody who holds a valid eligibility loses it by that choice.
 */
export function eligibilitiesThatCount(
  person: Person,
  day: LocalDate,
  asOrdinary: boolean,
): readonly EligibilityCategory[] {
  const { ended } = validEligibilities(person, day);
  const counting = countingEligibilities(person, day);
  if (asOrdinary && counting.length > 0) {
    const titles = counting.map((category) => eligibilityTitles[category]).join('、');
    throw new Refusal('eligibility_counts', `此人今天有有效的资格（${titles}），不能按普通居民结算。`);
  }
  if (asOrdinary || counting.length > 0) return counting;
  const last = ended.toSorted((left, right) => ((left.endsOn ?? '') < (right.endsOn ?? '') ? 1 : -1))[0];
  if (last === undefined) {
    throw new Refusal('no_eligibility', '名册里没有此人的资格。核实后可以选择按普通居民结算。');
  }
  throw new Refusal(
    'eligibility_ended',
    `此人的资格（${eligibilityTitles[last.category]}）已于 ${last.endsOn ?? ''} 到期。核实后可以选择按普通居民结算。`,
  );
}
