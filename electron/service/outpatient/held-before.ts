import { type LocalDate, yearOf, yearsBetween } from '../../../shared/calendar/local-date.ts';
import type { OutpatientVisit } from '../../../shared/engine/claim.ts';
import { sameOutpatientDisease } from '../../../shared/engine/outpatient-disease.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import { fen, type Fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { everyIdOfPerson } from '../emergency/unknown.ts';
import type { Person } from '../people/person.ts';
import { isLive } from '../settlements/live.ts';

/** A visit that is to be settled, or might be. */
export interface AskedVisit {
  readonly person: Pick<Person, 'personId' | 'birthDate'>;
  readonly diseaseCode: string;
  /** Its month counts, whenever it is settled: what is settled again later stays in its month. */
  readonly visitedOn: LocalDate;
  /** Its year counts, as for everything that is kept by year. */
  readonly settledOn: LocalDate;
}

/**
 * What the year of the settlement and the month of the visit already hold of a person's settled visits for a disease: sums
 * over our live settlements, of every code that is the same disease by the policy. The platform tells no year by disease,
 * so what other hospitals settled is not in it.
 */
export function heldBefore(context: ServiceContext, policy: Policy, visit: AskedVisit): OutpatientVisit {
  const { person, visitedOn, settledOn } = visit;
  const ofDisease = { personId: person.personId, codes: JSON.stringify(codesOf(context, policy, visit)) };
  const year = { ...ofDisease, year: yearOf(settledOn), month: null };
  const month = { ...ofDisease, year: null, month: `${visitedOn.slice(0, 7)}-%` };
  const borne = statement<object, { borneFen: number }>(
    context.database,
    `SELECT coalesce(sum(deductible_fen), 0) AS borneFen ${visits}`,
  ).get(year);
  return {
    deductibleBorneFen: fen(borne?.borneFen ?? 0),
    paidThisYearFen: paidByLayer(context, year),
    paidThisMonthFen: paidByLayer(context, month),
  };
}

/** The codes of the person's qualifications that are the disease of this visit. */
function codesOf(
  { database }: ServiceContext,
  policy: Policy,
  { person: { personId, birthDate }, diseaseCode, visitedOn }: AskedVisit,
): string[] {
  const known = statement<object, { code: string }>(
    database,
    `SELECT DISTINCT code FROM outpatient_qualification WHERE person_id IN (${everyIdOfPerson})`,
  ).all({ personId });
  const at = { ageYears: yearsBetween(birthDate, visitedOn), on: visitedOn };
  const isSame = sameOutpatientDisease(policy, diseaseCode, at);
  return known.map(({ code }) => code).filter(isSame);
}

const visits = `FROM settlement AS original
  JOIN stay ON stay.id = original.stay_id
  JOIN outpatient_qualification AS qualification ON qualification.id = stay.qualification_id
  JOIN stay_detail AS detail ON detail.id = (SELECT id FROM stay_detail AS newest WHERE newest.stay_id = stay.id
    ORDER BY newest.id DESC LIMIT 1)
  WHERE original.person_id IN (${everyIdOfPerson}) AND qualification.code IN (SELECT value FROM json_each(@codes))
    AND (@year IS NULL OR original.year = @year) AND (@month IS NULL OR detail.admitted_on LIKE @month)
    AND ${isLive('original')}`;

function paidByLayer(context: ServiceContext, span: object): Record<string, Fen> {
  const rows = statement<object, { layer: string; payFen: number }>(
    context.database,
    `SELECT layer.layer, sum(layer.pay_fen) AS payFen FROM settlement_layer AS layer
     WHERE layer.settlement_id IN (SELECT original.id ${visits})
     GROUP BY layer.layer HAVING sum(layer.pay_fen) <> 0 ORDER BY layer.layer`,
  ).all(span);
  return Object.fromEntries(rows.map(({ layer, payFen }) => [layer, fen(payFen)]));
}
