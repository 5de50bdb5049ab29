import { z } from 'zod';
import { parseLocalDate } from '../../shared/calendar/local-date.ts';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { dayOf } from '../components/typed-day.ts';
import type { TypedField } from '../desk/typed-fields.tsx';

export type Opening = Omit<RequestInput<'stays.open'>, 'requestId'>;
export type Detail = Omit<Opening, 'personId' | 'admissionNumber' | 'referral' | 'checks'>;

const numberField = [{ name: 'admissionNumber', label: '住院号', maxLength: 30, required: true }] as const;
export const detailFields = [
  { name: 'department', label: '科室', maxLength: 40, required: true },
  { name: 'bed', label: '床位', maxLength: 20 },
  {
    name: 'admittedOn',
    label: '入院日期',
    maxLength: 20,
    required: true,
    placeholder: '2020-03-01 或 20200301',
  },
  { name: 'dischargedOn', label: '出院日期', maxLength: 20, placeholder: '还没出院就留空' },
  {
    name: 'diagnosisCode',
    label: '主要诊断编码（ICD-10）',
    maxLength: 10,
    required: true,
    placeholder: 'I63.9',
  },
  { name: 'diagnosisName', label: '主要诊断名称', maxLength: 100, required: true },
] as const satisfies readonly TypedField[];

export const allFields = [...numberField, ...detailFields];
/** Somebody who has only just come in has no day of discharge yet. */
export const emergencyFields = allFields.filter(({ name }) => name !== 'dischargedOn');
export const typedStaySchema = z.record(z.enum(allFields.map(({ name }) => name)), z.string());
export type TypedStay = z.infer<typeof typedStaySchema>;

export function typedStay(stay: Stay | undefined, today: string): TypedStay {
  const [diagnosis] = stay?.diagnoses ?? [];
  return {
    admissionNumber: stay?.admissionNumber ?? '',
    department: stay?.department ?? '',
    bed: stay?.bed ?? '',
    admittedOn: stay?.admittedOn ?? today,
    dischargedOn: stay?.dischargedOn ?? '',
    diagnosisCode: diagnosis?.code ?? '',
    diagnosisName: diagnosis?.name ?? '',
  };
}

/** The code as it is kept, if it has the shape of one. */
export function diagnosisCodeOf({ diagnosisCode }: Pick<TypedStay, 'diagnosisCode'>): string | undefined {
  const code = diagnosisCode.normalize('NFKC').trim().toUpperCase();
  return /^[A-Z]\d{2}(\.[0-9A-Z]{1,6})?$/.test(code) ? code : undefined;
}

/** The days as far as they are typed: undefined while one of them is no day yet. */
export function daysOf(typed: TypedStay): Pick<Detail, 'admittedOn' | 'dischargedOn'> | undefined {
  const admittedOn = parseLocalDate(typed.admittedOn.normalize('NFKC').trim());
  const text = typed.dischargedOn.normalize('NFKC').trim();
  const dischargedOn = text === '' ? null : parseLocalDate(text);
  return admittedOn === undefined || dischargedOn === undefined ? undefined : { admittedOn, dischargedOn };
}

/** The form holds the main diagnosis; the others of the stay stay as they are. Refuses `diagnosis_code_wrong`, `date_wrong`. */
export function detailOf(typed: TypedStay, place: Opening['place'], stay: Stay | undefined): Detail {
  const code = diagnosisCodeOf(typed);
  if (code === undefined) {
    throw new Refusal('diagnosis_code_wrong', '诊断编码应为 ICD-10 编码，例如 I63.9，请核对。');
  }
  return {
    place,
    department: typed.department,
    bed: typed.bed.trim() || null,
    admittedOn: dayOf(typed.admittedOn, '入院日期'),
    dischargedOn: typed.dischargedOn.trim() === '' ? null : dayOf(typed.dischargedOn, '出院日期'),
    diagnoses: [{ code, name: typed.diagnosisName }, ...(stay?.diagnoses.slice(1) ?? [])],
  };
}
