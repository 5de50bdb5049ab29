import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDesignated } from '../../../electron/service/referrals/designated.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { cancelStay } from '../../../electron/service/stays/cancel.ts';
import { openStay } from '../../../electron/service/stays/open.ts';
import type { ReceivedCertificate } from '../../../shared/contract/stays.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, day, putSuixianIntoForce } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { newStay } from '../admission/admitted.ts';
import { referral } from '../outbox/stay-at-desk.ts';

let hospital: TestHospital;
let personId: string;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  personId = addPerson(hospital, { name: '努尔·买买提' });
});
afterEach(() => hospital.close());

const certificate = (change: Partial<ReceivedCertificate> = {}): ReceivedCertificate => ({
  number: 'ZZ20200229-0007',
  madeOutTo: '测试县 人民医院',
  patientName: '努尔•买买提',
  patientIdNumber: readPerson(hospital.context, personId).idNumber.toLowerCase(),
  ...change,
});

function asked(change: Partial<ReceivedCertificate> = {}, of: Partial<typeof referral> = {}) {
  const came = { ...referral, certificate: certificate(change), ...of };
  return newStay(hospital, personId, { place: 'referred', referral: came });
}
const open = (stay: ReturnType<typeof asked>) =>
  openStay(hospital.context, hospital.actor('clerk'), stay).stayId;

describe('a certificate that a patient brought', () => {
  it('is taken in with the admission, whichever dot and blanks stand in names', () => {
    const stay = asked();
    const stayId = open(stay);
    expect(open(stay)).toBe(stayId);
    expect(
      hospital.context.database.prepare('SELECT number FROM received_certificate').pluck().all(),
    ).toEqual(['ZZ20200229-0007']);
  });

  it('is refused made out to another hospital or to another person', async () => {
    const code = (change: Partial<ReceivedCertificate>) => refusalCode(() => open(asked(change)));
    expect(await code({ madeOutTo: '邻县人民医院' })).toBe('referral_of_other_hospital');
    expect(await code({ patientName: '买买提·努尔' })).toBe('referral_of_other_person');
    expect(await code({ patientIdNumber: '429913196503150011' })).toBe('referral_of_other_person');
    const own = { fromHospital: '测试县人民医院' };
    expect(await refusalCode(() => open(asked({}, own)))).toBe('referral_of_other_hospital');
    expect(await refusalCode(() => open(asked({}, { validTo: day('2020-02-29') })))).toBe(
      'referral_not_valid',
    );
    expect(hospital.context.database.prepare('SELECT count(*) FROM stay').pluck().get()).toBe(0);
  });

  it('admits once; a stay opened by mistake gives it free again', async () => {
    const stayId = open(asked());
    expect(await refusalCode(() => open(asked()))).toBe('referral_used');
    expect(await refusalCode(() => open(asked({}, { fromHospital: '另一家卫生院' })))).toBe('not refused');
    cancelStay(hospital.context, hospital.actor('clerk'), { stayId, reason: '登记错人' });
    expect(await refusalCode(() => open(asked()))).toBe('not refused');
  });

  it('is missed only where the list of designated hospitals asks for it here', async () => {
    const without = () => newStay(hospital, personId, { place: 'referred' });
    expect(await refusalCode(() => open(without()))).toBe('not refused');
    addDesignated(hospital.context, hospital.actor('information_office'), {
      name: '测试县人民医院',
      code: null,
      rank: 'city',
      since: day('2020-01-01'),
      until: null,
      needs: ['referral_certificate'],
      clause: '三（二）1',
    });
    expect(await refusalCode(() => open(without()))).toBe('referral_missing');
    expect(await refusalCode(() => open(asked({}, { certificate: null })))).toBe('referral_missing');
    expect(await refusalCode(() => open(newStay(hospital, personId, { place: 'unreferred' })))).toBe(
      'not refused',
    );
    expect(await refusalCode(() => open(asked()))).toBe('not refused');
  });
});
