import type { NewAgreement } from '../../../electron/service/admission/agreement.ts';
import type { NewStay } from '../../../electron/service/stays/open.ts';
import { openStay } from '../../../electron/service/stays/open.ts';
import type { TestHospital } from '../harness/hospital.ts';
import { day, nextIdNumber } from '../harness/patient.ts';

let count = 0;

/** An admission of 1 March 2020 in the county, checked: nothing that is not covered, all papers shown. */
export function newStay(hospital: TestHospital, personId: string, change: Partial<NewStay> = {}): NewStay {
  count += 1;
  return {
    requestId: hospital.context.newId(),
    personId,
    admissionNumber: `RY${count}`,
    place: 'county',
    department: '呼吸内科',
    bed: null,
    admittedOn: day('2020-03-01'),
    dischargedOn: null,
    diagnoses: [{ code: 'J18.9', name: '肺炎' }],
    checks: { causes: [], papers: ['medical_card', 'id_card', 'proof'] },
    ...change,
  };
}

export function admit(hospital: TestHospital, personId: string, change: Partial<NewStay> = {}): string {
  return openStay(hospital.context, hospital.actor('clerk'), newStay(hospital, personId, change)).stayId;
}

export function newAgreement(
  hospital: TestHospital,
  stayId: string,
  change: Partial<NewAgreement> = {},
): NewAgreement {
  return {
    requestId: hospital.context.newId(),
    stayId,
    guarantor: { name: '欧阳建军', relation: '兄弟', idNumber: nextIdNumber(), phone: '13800001234' },
    signer: { name: '欧阳建国', relation: '本人' },
    signature: 'signature',
    reason: null,
    ...change,
  };
}
