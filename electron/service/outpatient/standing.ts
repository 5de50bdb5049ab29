import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Qualification, Standing } from '../../../shared/contract/outpatient.ts';
import { diseaseStanding, type DiseaseStanding } from '../../../shared/engine/disease-standing.ts';
import { fen, type Fen, zeroFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { today } from '../hospital/settings.ts';
import { type Person, readPerson } from '../people/person.ts';
import { policyOfAct } from '../policy/in-force.ts';
import { readClaim } from '../settlements/claim.ts';
import { prospect } from '../settlements/prospect.ts';
import { readFactLayers, type SettlementRow } from '../settlements/record.ts';
import { heldBefore } from './held-before.ts';
import { countsOn, listQualifications } from './qualification.ts';

const nothing: DiseaseStanding = { deductible: undefined, limits: [] };

/**
 * Every qualification of a person, the newest first, and how far this year of its disease has come, and the month of the
 * day of a visit. Refuses `person_not_found`.
 */
export function listStandings(
  context: ServiceContext,
  personId: string,
  visitedOn: LocalDate = today(context),
): Standing[] {
  const person = readPerson(context, personId);
  return listQualifications(context, personId).map((one) =>
    shown(one, countsOn(one, visitedOn) ? standingOn(context, person, one, visitedOn) : nothing),
  );
}

function standingOn(
  context: ServiceContext,
  person: Person,
  { disease }: Qualification,
  visitedOn: LocalDate,
): DiseaseStanding {
  const day = today(context);
  const of = { day, place: 'county' as const, admittedOn: visitedOn, diseases: [disease.code] };
  const asked = prospect(context, person, of);
  if (asked === undefined) return nothing;
  const visit = { person, diseaseCode: disease.code, visitedOn, settledOn: day };
  const outpatient = heldBefore(context, asked.policy, visit);
  return diseaseStanding(asked.policy, { ...asked.claim, outpatient }, asked.year);
}

/**
 * How far the year of the disease had come with this settlement of a visit, by the policy that it was settled by and what
 * was known then. A reversal computes nothing and says nothing.
 */
export function standingAfter(context: ServiceContext, row: SettlementRow): DiseaseStanding {
  if (row.reversesId !== null) return nothing;
  const claim = readClaim(context, row.settlementId);
  if (claim.outpatient === undefined) return nothing;
  const { deductibleBorneFen, paidThisMonthFen, paidThisYearFen } = claim.outpatient;
  const paid = new Map<string, Fen>();
  for (const { layer, payFen } of readFactLayers(context, row.settlementId)) {
    paid.set(layer, fen((paid.get(layer) ?? zeroFen) + payFen));
  }
  const outpatient = {
    deductibleBorneFen: fen(deductibleBorneFen + row.deductibleFen),
    paidThisMonthFen: added(paidThisMonthFen, paid),
    paidThisYearFen: added(paidThisYearFen, paid),
  };
  const policy = policyOfAct(context, row.inForceId);
  return diseaseStanding(policy, { ...claim, outpatient }, row.explanation.before);
}

function added(before: Readonly<Record<string, Fen>>, paid: ReadonlyMap<string, Fen>): Record<string, Fen> {
  const after: Record<string, Fen> = { ...before };
  for (const [layer, payFen] of paid) after[layer] = fen((after[layer] ?? zeroFen) + payFen);
  return after;
}

function shown(qualification: Qualification, { deductible, limits }: DiseaseStanding): Standing {
  return { ...qualification, deductible: deductible ?? null, limits: [...limits] };
}
