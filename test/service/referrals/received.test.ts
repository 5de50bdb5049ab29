import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDesignated, type NewDesignated } from '../../../electron/service/referrals/designated.ts';
import { referralOfStay } from '../../../electron/service/referrals/received.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { cancelStay } from '../../../electron/service/stays/cancel.ts';
import { changeStay } from '../../../electron/service/stays/change.ts';
import { openStay } from '../../../electron/service/stays/open.ts';
import { readStay } from '../../../electron/service/stays/stay.ts';
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

/** Nobody lies in two beds: these may be several of one person. */
const ofOneDay = { dischargedOn: day('2020-03-01') };

function asked(change: Partial<ReceivedCertificate> = {}, of: Partial<typeof referral> = {}) {
  const came = { ...referral, certificate: certificate(change), ...of };
  return newStay(hospital, personId, { place: 'referred', referral: came, ...ofOneDay });
}
const needingCertificate: NewDesignated = {
  name: '测试县人民医院',
  code: null,
  rank: 'city',
  since: day('2020-01-01'),
  until: null,
  needs: ['referral_certificate'],
  clause: '三（二）1',
};
const open = (stay: ReturnType<typeof asked>) =>
  openStay(hospital.context, hospital.actor('clerk'), stay).stayId;

describe('a certificate that a patient brought', () => {
  it('is taken in with the admission, whichever dot and blanks stand in names', async () => {
    const stay = asked();
    const stayId = open(stay);
    expect(open(stay)).toBe(stayId);
    expect(
      hospital.context.database.prepare('SELECT number FROM received_certificate').pluck().all(),
    ).toEqual(['ZZ20200229-0007']);
    const longest = asked({ number: 'ZZ20200229-0008' }, { validTo: day('2020-08-27') });
    expect(await refusalCode(() => open(longest))).toBe('not refused');
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
    // 180 days from 29 February, unless the hospital's parameter says otherwise.
    const until = (validTo: string) => refusalCode(() => open(asked({}, { validTo: day(validTo) })));
    expect(await until('2062-04-01')).toBe('referral_too_long');
    expect(await until('2020-08-28')).toBe('referral_too_long');
    expect(hospital.context.database.prepare('SELECT count(*) FROM stay').pluck().get()).toBe(0);
  });

  it('admits once; a stay opened by mistake gives it free again', async () => {
    const stayId = open(asked());
    expect(await refusalCode(() => open(asked()))).toBe('referral_used');
    expect(await refusalCode(() => open(asked({}, { fromHospital: '另一家卫生院' })))).toBe('not refused');
    cancelStay(hospital.context, hospital.actor('clerk'), { stayId, reason: '登记错人' });
    expect(await refusalCode(() => open(asked()))).toBe('not refused');
  });

  it('is known again however its number is typed', async () => {
    open(asked());
    const code = (number: string) => refusalCode(() => open(asked({ number })));
    for (const number of ['zz20200229-0007', 'ＺＺ20200229－0007', 'ZZ 20200229 0007', 'ZZ20200229—0007'])
      expect(await code(number)).toBe('referral_used');
    expect(await code('ZZ20200229-0008')).toBe('not refused');
  });

  it('is missed only where the list of designated hospitals asks for it here', async () => {
    const without = () => newStay(hospital, personId, { place: 'referred', ...ofOneDay });
    expect(await refusalCode(() => open(without()))).toBe('not refused');
    addDesignated(hospital.context, hospital.actor('information_office'), needingCertificate);
    expect(await refusalCode(() => open(without()))).toBe('referral_missing');
    expect(await refusalCode(() => open(asked({}, { certificate: null })))).toBe('referral_missing');
    const unreferred = newStay(hospital, personId, { place: 'unreferred', ...ofOneDay });
    expect(await refusalCode(() => open(unreferred))).toBe('not refused');
    expect(await refusalCode(() => open(asked()))).toBe('not refused');
  });
});

describe('a certificate that is shown after the admission', () => {
  const change = (stayId: string, to: Partial<Parameters<typeof changeStay>[2]>) => {
    const { department, bed, dischargedOn, diagnoses, ...stay } = readStay(hospital.context, stayId);
    const { place, admittedOn } = stay;
    const whole = { stayId, place, department, bed, admittedOn, dischargedOn, diagnoses, ...to };
    return changeStay(hospital.context, hospital.actor('clerk'), whole);
  };
  const place = 'referred' as const;

  it('is taken in once with the change to a referred stay, and told', async () => {
    const stay = newStay(hospital, personId);
    const stayId = open(stay);
    const came = { place, referral: { ...referral, certificate: certificate() } };
    expect(change(stayId, came).place).toBe('referred');
    expect(change(stayId, came).place).toBe('referred');
    expect(referralOfStay(hospital.context, stayId)?.referral).toEqual(came.referral);
    expect(open(stay)).toBe(stayId);
    const told = hospital.context.database
      .prepare("SELECT fact_id FROM outbox WHERE kind = 'referral'")
      .all();
    expect(told).toHaveLength(1);
    const other = { place, referral: { ...came.referral, reason: '另一个原因' } };
    expect(await refusalCode(() => change(stayId, other))).toBe('referral_exists');
    expect(await refusalCode(() => change(stayId, { admittedOn: day('2020-02-20') }))).toBe(
      'referral_not_valid',
    );
    expect(await refusalCode(() => change(stayId, { dischargedOn: day('2020-03-09') }))).toBe('not refused');
  });

  it('is checked as with the admission: no way around it leads over a change', async () => {
    addDesignated(hospital.context, hospital.actor('information_office'), needingCertificate);
    const stayId = open(newStay(hospital, personId));
    const code = (to: Parameters<typeof change>[1]) => refusalCode(() => change(stayId, to));
    expect(await code({ place })).toBe('referral_missing');
    const ofAnother = { ...referral, certificate: certificate({ patientName: '买买提·努尔' }) };
    expect(await code({ place, referral: ofAnother })).toBe('referral_of_other_person');
    expect(await code({ referral: { ...referral, certificate: certificate() } })).toBe(
      'referral_without_referred_place',
    );
    expect(readStay(hospital.context, stayId).place).toBe('county');
    expect(await code({ place, referral: { ...referral, certificate: certificate() } })).toBe('not refused');
    change(stayId, { dischargedOn: day('2020-03-02') });
    const next = open(newStay(hospital, personId, { admittedOn: day('2020-03-02') }));
    const again = { place, referral: { ...referral, certificate: certificate() } };
    expect(await refusalCode(() => change(next, again))).toBe('referral_used');
  });
});
