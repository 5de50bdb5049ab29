import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { putIntoForce } from '../../../electron/service/policy/in-force.ts';
import {
  issueReferral,
  type NewReferral,
  withdrawReferral,
} from '../../../electron/service/referrals/issue.ts';
import { referralRegister } from '../../../electron/service/referrals/register.ts';
import { recordInput } from '../../../electron/service/platform/messages.ts';
import { uploadRecordSchema } from '../../../electron/service/outbox/record.ts';
import { cancelStay } from '../../../electron/service/stays/cancel.ts';
import { readStay } from '../../../electron/service/stays/stay.ts';
import { issuedReferralSchema, registeredReferralSchema } from '../../../shared/contract/referrals.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPerson, day, putSuixianIntoForce } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { admit } from '../admission/admitted.ts';
import { StayAtDesk } from '../outbox/stay-at-desk.ts';

let hospital: TestHospital;
let stayId: string;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  const text = readFileSync(path.join(hospital.context.packsFolder, 'jinzhou-2019.yaml'), 'utf8');
  const period = { fromDay: day('2019-01-01'), toDay: null, options: {}, approvalId: null };
  putIntoForce(hospital.context, undefined, { text, fileName: 'jinzhou-2019.yaml', ...period });
  stayId = admit(hospital, addPerson(hospital, { name: '王秀英', region: '210700' }));
});
afterEach(() => hospital.close());

const consultation = { heldOn: day('2020-03-09'), experts: '市级专家组', opinion: '同意转诊' };
const asked = (change: Partial<NewReferral> = {}): NewReferral => ({
  requestId: hospital.context.newId(),
  stayId,
  toHospital: '锦州市中心医院',
  toHospitalCode: null,
  issuedOn: day('2020-03-10'),
  validTo: day('2020-04-10'),
  reason: '本院无条件手术',
  opinion: '同意转诊',
  doctor: '孙医生',
  consultation,
  isTransfer: false,
  ...change,
});
const issue = (referral: NewReferral) =>
  issuedReferralSchema.parse(issueReferral(hospital.context, hospital.actor('clerk'), referral));
const code = (change: Partial<NewReferral>) => refusalCode(() => issue(asked(change)));
const outbox = () =>
  hospital.context.database
    .prepare("SELECT record FROM outbox WHERE kind = 'referral' ORDER BY sequence")
    .pluck()
    .all()
    .map((record) => uploadRecordSchema.parse(JSON.parse(record as string)));
const register = (text: string, direction: 'in' | 'out' | null = null) =>
  referralRegister(hospital.context, { direction, text, offset: 0 });

describe('a referral from here', () => {
  it('holds as long as the hospital’s parameter says at most', async () => {
    expect(await code({ validTo: day('2020-09-07') })).toBe('referral_too_long');
    writeSetting(hospital.context, undefined, 'referralValidDays', 30, day('2020-03-10'));
    expect(await code({ validTo: day('2020-04-10') })).toBe('referral_too_long');
    expect(await code({ validTo: day('2020-04-09') })).toBe('not refused');
  });

  it('gets a certificate with its own number, and the platform is told where we send', () => {
    const issued = issue(asked());
    expect(issued).toMatchObject({ number: 'ZZ20200310-0001', notes: [], withdrawn: null });
    const [record] = outbox();
    const known = { personNumber: '1', stayNumber: null, originalNumber: null };
    const sent = recordInput(record!, known, {} as never);
    expect(sent).toMatchObject({
      refmedin: { reflin_medins_name: '锦州市中心医院', refl_type: '2', begndate: '2020-03-10' },
    });
    expect(readStay(hospital.context, stayId).dischargedOn).toBeNull();
  });

  it('is made once for one request', async () => {
    const once = asked();
    expect(issue(once)).toEqual(issue(once));
    expect(outbox()).toHaveLength(1);
    expect(await refusalCode(() => issue({ ...once, reason: '别的' }))).toBe('request_id_reused');
  });

  it('needs the consultation that the policy asks for, before its day', async () => {
    expect(await code({ consultation: null })).toBe('consultation_missing');
    expect(await code({ consultation: { ...consultation, heldOn: day('2020-03-11') } })).toBe(
      'consultation_dates_wrong',
    );
    expect(await code({ consultation: null, toHospital: '义县人民医院' })).toBe('not refused');
  });

  it('keeps to the days of the stay and does not lead back here', async () => {
    expect(await code({ issuedOn: day('2020-03-11') })).toBe('referral_dates_wrong');
    expect(await code({ issuedOn: day('2020-02-29') })).toBe('referral_dates_wrong');
    expect(await code({ validTo: day('2020-03-09') })).toBe('referral_dates_wrong');
    expect(await code({ toHospital: '测试县人民医院' })).toBe('referral_of_other_hospital');
    expect(outbox()).toEqual([]);
  });

  it('says where a hospital is on no list, and stops nobody', () => {
    const issued = issue(asked({ toHospital: '省人民医院' }));
    expect(issued.notes.map((note) => note.code)).toEqual(['hospital_not_designated']);
  });

  it('ends the stay where it is a transfer', () => {
    expect(issue(asked({ isTransfer: true })).isTransfer).toBe(true);
    expect(readStay(hospital.context, stayId).dischargedOn).toBe('2020-03-10');
  });

  it('is withdrawn once, told no more, and then the stay can be cancelled', async () => {
    const { referralId } = issue(asked());
    const clerk = hospital.actor('clerk');
    const cancel = () => cancelStay(hospital.context, clerk, { stayId, reason: '登记错人' });
    expect(await refusalCode(cancel)).toBe('stay_has_referral');
    const withdraw = () => withdrawReferral(hospital.context, clerk, { referralId, reason: '患者不去了' });
    expect(withdraw().withdrawn).toEqual({ reason: '患者不去了', isFiledAtPlatform: false });
    expect(register('', 'out').rows[0]).toMatchObject({ isWithdrawn: true, isFiledAtPlatform: false });
    expect(await refusalCode(withdraw)).toBe('referral_withdrawn');
    expect(cancel().isCancelled).toBe(true);
  });
});

describe('the register of referrals', () => {
  it('holds both directions, the newest first, and is searched by name, number and hospital', () => {
    const { admissionNumber } = new StayAtDesk(hospital);
    issue(asked());
    const { rows, more } = register('');
    for (const row of rows) registeredReferralSchema.parse(row);
    expect(rows.map(({ direction, otherHospital }) => [direction, otherHospital])).toEqual([
      ['out', '锦州市中心医院'],
      ['in', '测试镇卫生院'],
    ]);
    expect(more).toBe(false);
    for (const text of ['ZZ2020', '秀英', '中心医院']) expect(register(text).rows).toHaveLength(1);
    expect(register(admissionNumber).rows[0]?.direction).toBe('in');
    expect(register('', 'out').rows).toHaveLength(1);
    expect(register('没有的').rows).toEqual([]);
    issue(asked({ toHospital: '武汉市（中西医结合）医院', consultation: null }));
    for (const text of ['（中西医', '武汉市（中西']) expect(register(text).rows).toHaveLength(1);
    expect(register('　ＺＺ2020').rows).toHaveLength(2);
  });
});
