import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { PersonYear } from '../settlements/year-snapshot.ts';
import { feePatterns } from './fee-patterns.ts';
import type { Place, SearchPortion } from '../nightly-search/order.ts';
import { foundOf, type FoundIrregularity } from './finding.ts';
import { afterDeath, overlappingStays, splitStays } from './stay-patterns.ts';
import { settledStays } from './stays-of-person.ts';
import { manyWaivers } from './waivers.ts';
import { wholePatterns } from './whole-patterns.ts';

/** Some persons of a year, one after the other; with the last ones what no single person shows. */
export interface Portion extends SearchPortion {
  readonly findings: readonly FoundIrregularity[];
}

/** So many at once: what one transaction of the service then writes. */
const personsInPortion = 200;

/** The next persons in the order of their numbers. A pure reading. */
export function examinePortion(
  context: ServiceContext,
  { firstYear, lastYear, after }: Place,
  persons = personsInPortion,
): Portion {
  const years = statement<object, PersonYear & { readonly id: number }>(
    context.database,
    `SELECT id, person_id AS personId, insurance, year FROM insured_year
     WHERE id > @after AND year BETWEEN @firstYear AND @lastYear ORDER BY id LIMIT 0 + @persons`,
  ).all({ firstYear, lastYear, after, persons });
  const isLast = years.length < persons;
  const findings = years.flatMap((one) => examinePerson(context, one));
  return {
    upTo: years.at(-1)?.id ?? after,
    isLast,
    examinedCount: years.length,
    findings: isLast ? [...findings, ...wholePatterns(context, { firstYear, lastYear })] : findings,
  };
}

function examinePerson(
  context: ServiceContext,
  of: PersonYear & { readonly id: number },
): FoundIrregularity[] {
  const { personId, year } = of;
  const stays = settledStays(context, personId);
  const patterns = [
    ...overlappingStays(stays, year),
    ...splitStays(context, stays, year),
    ...afterDeath(context, personId, stays, year),
    ...stays.filter((stay) => stay.year === year).flatMap((stay) => feePatterns(context, stay)),
    ...manyWaivers(context, of),
  ];
  return patterns.map((pattern) => foundOf({ ...pattern, year, insuredYearId: of.id, accountId: null }));
}
