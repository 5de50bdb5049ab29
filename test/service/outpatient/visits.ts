import type { Stay } from '../../../shared/contract/stays.ts';
import { qualify } from '../../../electron/service/outpatient/qualification.ts';
import { openVisit } from '../../../electron/service/outpatient/visit.ts';
import type { TestHospital } from '../harness/hospital.ts';
import { addFees, day, type TestCost } from '../harness/patient.ts';

export const hypertension = { code: 'I10', name: '高血压' };
export const diabetes = { code: 'E11.9', name: '糖尿病' };

/** Qualified from 2020 on, unless said otherwise. @returns the id */
export function qualified(
  hospital: TestHospital,
  personId: string,
  disease = hypertension,
  endsOn: string | null = null,
): string {
  return qualify(hospital.context, hospital.actor('clerk'), {
    requestId: hospital.context.newId(),
    personId,
    disease,
    beginsOn: day('2020-01-01'),
    endsOn: endsOn === null ? null : day(endsOn),
    papers: [{ title: '门诊慢特病认定表', number: 'RD2020-17' }],
    recognisedBy: '随县医保局',
  }).qualificationId;
}

let lastVisit = 0;

export function visitRequest(hospital: TestHospital, qualificationId: string, visitedOn = '2020-03-10') {
  lastVisit += 1;
  return {
    requestId: hospital.context.newId(),
    qualificationId,
    visitNumber: `MZ${lastVisit}`,
    visitedOn: day(visitedOn),
    place: 'county' as const,
    department: '慢病门诊',
  };
}

/** A visit on the test day with its fees, ready to be settled. */
export function visit(hospital: TestHospital, qualificationId: string, cost: TestCost): Stay {
  const opened = openVisit(
    hospital.context,
    hospital.actor('clerk'),
    visitRequest(hospital, qualificationId),
  );
  addFees(hospital, opened.stayId, { ownExpense: 0, overLimit: 0, preSelfPay: 0, ...cost });
  return opened;
}
