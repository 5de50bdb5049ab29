import type { z } from 'zod';
import type { Requests } from '../../../shared/contract/contract.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { openStay } from '../stays/open.ts';
import { readQualification, requireCounts } from './qualification.ts';

/**
 * Opens a visit for the disease of a qualification: a stay of one day, discharged as it begins. The same request again
 * gives the first answer. Refuses `qualification_unknown`, `qualification_not_valid` and what `openStay` refuses.
 */
export function openVisit(
  context: ServiceContext,
  actor: Actor,
  asked: z.output<Requests['outpatient.openVisit']['input']>,
): Stay {
  const { requestId, qualificationId, visitNumber, visitedOn, place, department } = asked;
  const qualification = readQualification(context, qualificationId);
  requireCounts(qualification, visitedOn);
  const visit = {
    requestId,
    personId: qualification.personId,
    admissionNumber: visitNumber,
    place,
    department,
    bed: null,
    admittedOn: visitedOn,
    dischargedOn: visitedOn,
    diagnoses: [qualification.disease],
  };
  return openStay(context, actor, visit, qualificationId);
}
