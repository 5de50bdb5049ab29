import { describe, expect, it } from 'vitest';
import { noReferral, referralOf } from '../../../renderer/admission/received-fields.ts';
import { referralSchema } from '../../../shared/contract/stays.ts';
import { refusalCode } from '../../service/harness/refusal.ts';

const diagnosis = { code: 'I63.9', name: '脑梗死' };
const typed = {
  ...noReferral,
  fromHospital: ' 测试镇卫生院 ',
  fromHospitalCode: '',
  referredOn: '２０２０-０２-２９',
  validTo: '20200630',
  referralReason: '本院无条件救治',
  referralOpinion: '',
};

describe('the referral of an admission', () => {
  it('is none where nothing was typed, so that the platform learns of none', () => {
    expect(referralOf(noReferral, diagnosis)).toBeNull();
    expect(referralOf({ ...noReferral, fromHospital: '  ' }, diagnosis)).toBeNull();
  });

  it('holds from its day on, for the diagnosis of the admission', () => {
    const referral = referralOf(typed, diagnosis);
    expect(referral).toEqual({
      fromHospital: '测试镇卫生院',
      fromHospitalCode: null,
      referredOn: '2020-02-29',
      diagnosis,
      reason: '本院无条件救治',
      opinion: '',
      validFrom: '2020-02-29',
      validTo: '2020-06-30',
      certificate: null,
    });
    expect(referralSchema.safeParse(referral).success).toBe(true);
  });

  it('is refused half filled in, and with days that are none', async () => {
    const codeOf = (change: Partial<typeof typed>) =>
      refusalCode(() => referralOf({ ...typed, ...change }, diagnosis));
    expect(await codeOf({ fromHospital: '' })).toBe('referral_incomplete');
    expect(await codeOf({ referralReason: ' ' })).toBe('referral_incomplete');
    expect(await codeOf({ referredOn: '' })).toBe('date_wrong');
    expect(await codeOf({ validTo: '2020-02-30' })).toBe('date_wrong');
  });

  it('goes with what stands on its certificate, which is written down whole or not at all', async () => {
    const paper = {
      certificateNumber: 'ZZ20200229-0007',
      madeOutTo: '测试县人民医院',
      patientName: '王秀英',
    };
    const whole = { ...typed, ...paper, patientIdNumber: '42991319650315001X' };
    expect(referralOf(whole, diagnosis)?.certificate).toEqual({
      number: 'ZZ20200229-0007',
      madeOutTo: '测试县人民医院',
      patientName: '王秀英',
      patientIdNumber: '42991319650315001X',
    });
    expect(await refusalCode(() => referralOf({ ...typed, ...paper }, diagnosis))).toBe(
      'certificate_incomplete',
    );
  });
});
