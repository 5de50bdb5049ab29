import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type NewAgreement,
  readAgreement,
  signAgreement,
} from '../../../electron/service/admission/agreement.ts';
import { recordChecks } from '../../../electron/service/admission/checks.ts';
import { admissionOfStay } from '../../../electron/service/admission/handlers.ts';
import { cancelStay } from '../../../electron/service/stays/cancel.ts';
import { openStay } from '../../../electron/service/stays/open.ts';
import { admissionOfStaySchema } from '../../../shared/contract/admission.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, day, putSuixianIntoForce } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { admit, newAgreement, newStay } from './admitted.ts';

let hospital: TestHospital;
let personId: string;
let stayId: string;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  personId = addPerson(hospital);
  stayId = admit(hospital, personId);
});
afterEach(() => hospital.close());

const sign = (change: Partial<NewAgreement> = {}) => {
  const asked = newAgreement(hospital, stayId, change);
  signAgreement(hospital.context, hospital.actor('clerk'), asked);
  return asked;
};
const read = () => admissionOfStaySchema.parse(admissionOfStay(hospital.context, stayId));
const check = (checks: Parameters<typeof recordChecks>[2]['checks']) =>
  recordChecks(hospital.context, hospital.actor('cashier_lead'), { stayId, checks });
const count = () =>
  hospital.context.database.prepare('SELECT count(*) FROM treat_first_agreement').pluck().get();

describe('the checks of an admission', () => {
  it('are a fact with who checked; made again, the newest counts', () => {
    expect(read().checks).toMatchObject({ causes: [], recordedByName: hospital.actor('clerk').displayName });
    check({ causes: ['fight', 'fight'], papers: [] });
    expect(read().checks).toMatchObject({
      causes: ['fight'],
      papers: [],
      recordedByName: hospital.actor('cashier_lead').displayName,
    });
    expect(read().outlook.treatFirst.isAllowed).toBe(false);
  });

  it('belong to the request that admits: the same again is the same stay, with others it is refused', async () => {
    const asked = newStay(hospital, addPerson(hospital), {
      checks: { causes: ['drugs'], papers: ['proof', 'id_card'] },
    });
    const open = (again: typeof asked) => openStay(hospital.context, hospital.actor('clerk'), again).stayId;
    const first = open(asked);
    expect(open(asked)).toBe(first);
    expect(await refusalCode(() => open({ ...asked, checks: { causes: [], papers: [] } }))).toBe(
      'request_id_reused',
    );
  });
});

describe('an agreement to be treated first', () => {
  it('is recorded under its own number with the clause, and shows no number in full', () => {
    const asked = sign();
    const { agreement } = read();
    expect(agreement).toMatchObject({ number: 'XZ20200310-0001', clause: '四', signedOn: '2020-03-10' });
    expect(JSON.stringify(agreement)).not.toContain(asked.guarantor.idNumber);
    expect(JSON.stringify(agreement)).not.toContain(asked.guarantor.phone);
    const full = readAgreement(hospital.context, agreement!.agreementId);
    expect(full.guarantor).toEqual(asked.guarantor);
    expect(full.papers).toEqual(['id_card', 'medical_card', 'proof']);
  });

  it('is signed once for one request, and replaced by another only with a reason', async () => {
    const asked = sign();
    signAgreement(hospital.context, hospital.actor('clerk'), asked);
    expect(count()).toBe(1);
    const other = { ...asked, signature: 'fingerprint' as const };
    expect(await refusalCode(() => sign(other))).toBe('request_id_reused');
    expect(await refusalCode(() => sign())).toBe('agreement_exists');
    sign({ reason: '换担保人' });
    expect(read().agreement?.number).toBe('XZ20200310-0002');
  });

  it('is refused without the right, the checks or the papers, and once the patient was discharged', async () => {
    check({ causes: [], papers: ['id_card'] });
    expect(await refusalCode(() => sign())).toBe('papers_missing');
    check({ causes: ['self_harm'], papers: [] });
    expect(await refusalCode(() => sign())).toBe('treat_first_not_allowed');
    stayId = admit(hospital, addPerson(hospital), { checks: null });
    expect(await refusalCode(() => sign())).toBe('checks_missing');
    cancelStay(hospital.context, hospital.actor('clerk'), { stayId, reason: '登记错人' });
    expect(await refusalCode(() => sign())).toBe('stay_cancelled');
    stayId = admit(hospital, addPerson(hospital), { dischargedOn: day('2020-03-09') });
    expect(await refusalCode(() => sign())).toBe('agreement_after_discharge');
    expect(count()).toBe(0);
  });

  it('wants somebody else with a sound number, a name and a telephone to answer for it', async () => {
    const { guarantor } = newAgreement(hospital, stayId);
    const of = (change: Partial<typeof guarantor>) =>
      refusalCode(() => sign({ guarantor: { ...guarantor, ...change } }));
    expect(await of({ idNumber: readPerson(hospital.context, personId).idNumber })).toBe(
      'guarantor_is_patient',
    );
    expect(await of({ idNumber: '42991319650315' })).toBe('wrong_length');
    expect(await of({ name: '<b>张三</b>' })).toBe('name_wrong_character');
    expect(await of({ phone: '没有' })).toBe('phone_wrong');
    expect(await of({ name: '阿'.repeat(60) })).toBe('not refused');
  });
});
