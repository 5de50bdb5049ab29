import type { z } from 'zod';
import type { Requests } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { openStay } from '../stays/open.ts';
import { countsOn, readQualification } from './qualification.ts';

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
  if (!countsOn(qualification, visitedOn)) {
    const { beginsOn, endsOn, disease } = qualification;
    throw new Refusal(
      'qualification_not_valid',
      `“${disease.name}”的门诊慢特病资格自 ${beginsOn} 至 ${endsOn ?? '长期'}，就诊日 ${visitedOn} 不在其内。请核对日期，或先办理资格。`,
    );
  }
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
