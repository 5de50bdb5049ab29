import { z } from 'zod';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import { dayOf } from '../components/typed-day.ts';
import type { TypedField } from '../desk/typed-fields.tsx';

/** What the form asks where the patient was sent here: as it stands on the certificate, from its top to its end. */
export const receivedFields = [
  { name: 'certificateNumber', label: '转诊证明编号', maxLength: 40, placeholder: '没有转诊单就全部留空' },
  { name: 'fromHospital', label: '转出医院', maxLength: 60 },
  { name: 'fromHospitalCode', label: '转出医院编号', maxLength: 30, placeholder: '不知道可留空' },
  { name: 'madeOutTo', label: '证明上的转入医院', maxLength: 60 },
  { name: 'patientName', label: '证明上的姓名', maxLength: 60 },
  { name: 'patientIdNumber', label: '证明上的身份证号', maxLength: 40 },
  { name: 'referredOn', label: '转诊日期', maxLength: 20 },
  { name: 'validTo', label: '转诊有效期至', maxLength: 20 },
  { name: 'referralReason', label: '转诊原因', maxLength: 100 },
  { name: 'referralOpinion', label: '转诊意见', maxLength: 100, placeholder: '可留空' },
] as const satisfies readonly TypedField[];
export const typedReferralSchema = z.record(z.enum(receivedFields.map(({ name }) => name)), z.string());
export type TypedReferral = z.infer<typeof typedReferralSchema>;

export const noReferral = Object.fromEntries(receivedFields.map(({ name }) => [name, ''])) as TypedReferral;

type Referral = NonNullable<RequestInput<'stays.open'>['referral']>;

/**
 * The referral that was typed; null where nothing was. It is valid from the day of the referral, for the diagnosis of the
 * admission; with a certificate's number goes what stands on the certificate. Refuses `referral_incomplete`,
 * `date_wrong`.
 */
export function referralOf(
  typed: TypedReferral,
  diagnosis: Referral['diagnosis'] | undefined,
): Referral | null {
  const text = Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [name, value.trim()]),
  ) as TypedReferral;
  if (Object.values(text).every((value) => value === '')) return null;
  const { fromHospital, fromHospitalCode, referralReason, referralOpinion } = text;
  if (fromHospital === '' || referralReason === '' || diagnosis === undefined) {
    throw new Refusal(
      'referral_incomplete',
      '转诊信息要写转出医院、转诊日期、有效期和原因；没有转诊单就全部留空。',
    );
  }
  const referredOn = dayOf(text.referredOn, '转诊日期');
  return {
    fromHospital,
    fromHospitalCode: fromHospitalCode === '' ? null : fromHospitalCode,
    referredOn,
    diagnosis,
    reason: referralReason,
    opinion: referralOpinion,
    validFrom: referredOn,
    validTo: dayOf(text.validTo, '转诊有效期'),
    certificate: certificateOf(text),
  };
}

function certificateOf(text: TypedReferral): NonNullable<Referral['certificate']> | null {
  const { certificateNumber: number, madeOutTo, patientName, patientIdNumber } = text;
  const all = [number, madeOutTo, patientName, patientIdNumber];
  if (all.every((value) => value === '')) return null;
  if (all.every((value) => value !== '')) return { number, madeOutTo, patientName, patientIdNumber };
  throw new Refusal(
    'certificate_incomplete',
    '转诊证明要照着写全编号、转入医院、姓名和身份证号；没有证明的，这四格都留空。',
  );
}
