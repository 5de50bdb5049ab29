import { yearOf, type LocalDate } from '../../../shared/calendar/local-date.ts';
import type { OutpatientVisit } from '../../../shared/engine/claim.ts';
import { fen, type Fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { everyIdOfPerson } from '../emergency/unknown.ts';
import { isLive } from '../settlements/live.ts';

/**
 * What year and month of that day already hold of a person's settled visits for a disease: sums over our live
 * settlements. The platform tells no year by disease, so what other hospitals settled is not in it.
 */
export function heldBefore(
  context: ServiceContext,
  personId: string,
  diseaseCode: string,
  day: LocalDate,
): OutpatientVisit {
  const of = { personId, diseaseCode, year: yearOf(day) };
  const borne = statement<object, { borneFen: number }>(
    context.database,
    `SELECT coalesce(sum(deductible_fen), 0) AS borneFen ${visits}`,
  ).get(of);
  return {
    deductibleBorneFen: fen(borne?.borneFen ?? 0),
    paidThisYearFen: paidByLayer(context, of, '%'),
    paidThisMonthFen: paidByLayer(context, of, `${day.slice(0, 7)}-%`),
  };
}

const visits = `FROM settlement AS original
  JOIN stay ON stay.id = original.stay_id
  JOIN outpatient_qualification AS qualification ON qualification.id = stay.qualification_id
  WHERE original.person_id IN (${everyIdOfPerson}) AND original.year = @year AND qualification.code = @diseaseCode
    AND ${isLive('original')}`;

function paidByLayer(context: ServiceContext, of: object, days: string): Record<string, Fen> {
  const rows = statement<object, { layer: string; payFen: number }>(
    context.database,
    `SELECT layer.layer, sum(layer.pay_fen) AS payFen FROM settlement_layer AS layer
     WHERE layer.settlement_id IN (SELECT original.id ${visits} AND original.settled_on LIKE @days)
     GROUP BY layer.layer HAVING sum(layer.pay_fen) <> 0 ORDER BY layer.layer`,
  ).all({ ...of, days });
  return Object.fromEntries(rows.map(({ layer, payFen }) => [layer, fen(payFen)]));
}
