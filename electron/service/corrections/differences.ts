import { yearOf } from '../../../shared/calendar/local-date.ts';
import type { Differences } from '../../../shared/contract/corrections.ts';
import { PolicyRefusal } from '../../../shared/engine/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { countingEligibilities } from '../settlements/eligibilities.ts';
import { latestSnapshot } from '../settlements/year-snapshot.ts';
import { readElsewhere } from '../settlements/year-state.ts';
import { readStay } from '../stays/stay.ts';
import { changeOf, layerChanges, sumOfChanges } from './changes.ts';
import { readMade, recompute, type Recomputed } from './late-knowledge.ts';

type Differing = Differences['settlements'][number];

/**
 * What this year's live settlements of a person would be with what is known now: the eligibilities that the newest
 * roster gives for each settlement day, and the latest snapshot of the platform. A pure reading: nothing that was
 * settled changes by it; a chain from the first that differs would bring it about. Refuses `person_not_found`.
 */
export function readDifferences(context: ServiceContext, personId: string): Differences {
  const person = readPerson(context, personId);
  const day = today(context);
  const of = { personId, insurance: readHospital(context, day).insurance, year: yearOf(day) };
  const made = readMade(context, of);
  const elsewhere = readElsewhere(context, of);
  const settlements = recompute(context, made, elsewhere, ({ settledOn }) =>
    countingEligibilities(person, settledOn),
  ).flatMap((one) => differing(context, one));
  const withoutRoster = recompute(context, made, elsewhere, (claim) => claim.person.eligibilities);
  const isElsewhere = withoutRoster.some((one) => differing(context, one).length > 0);
  const isRoster = settlements.some(
    ({ eligibilitiesBefore, eligibilitiesAfter }) => eligibilitiesBefore.join() !== eligibilitiesAfter.join(),
  );
  const snapshot = latestSnapshot(context, of);
  return {
    personId,
    year: of.year,
    because: [...(isRoster ? (['roster'] as const) : []), ...(isElsewhere ? (['elsewhere'] as const) : [])],
    rosterAsOf: person.knownFrom.asOfDay,
    snapshot: snapshot === undefined ? null : { asOf: snapshot.asOf, source: snapshot.source },
    settlements,
    ...sumOfChanges(settlements),
  };
}

/** Empty where not one fen differs and the policy gives an answer. */
function differing(context: ServiceContext, { row, layers, now, eligibilities }: Recomputed): Differing[] {
  const isRefused = now instanceof PolicyRefusal;
  const changes = layerChanges(layers, isRefused ? layers : now.layers);
  const personal = changeOf(row.personalFen, isRefused ? row.personalFen : now.personalFen);
  const isSame = [personal, ...changes].every(({ differenceFen }) => differenceFen === 0);
  if (isSame && !isRefused) return [];
  const { settlementId, slipNumber, stayId, settledOn } = row;
  const { admissionNumber, department } = readStay(context, stayId);
  return [
    {
      settlementId,
      slipNumber,
      stayId,
      admissionNumber,
      department,
      settledOn,
      eligibilitiesBefore: [...row.eligibilities],
      eligibilitiesAfter: [...eligibilities],
      total: changeOf(row.totalFen, row.totalFen),
      layers: changes,
      personal,
      refusal: isRefused ? now.sentence : null,
    },
  ];
}
