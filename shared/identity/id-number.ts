import { type LocalDate, localDate } from '../calendar/local-date.ts';

export type IdNumberErrorCode =
  | 'wrong_length'
  | 'wrong_character'
  | 'wrong_birth_date'
  | 'birth_date_in_future'
  | 'wrong_check_digit';

export type Sex = 'male' | 'female';

export type IdNumberReading =
  | { readonly ok: true; readonly number: string; readonly birthDate: LocalDate; readonly sex: Sex }
  | { readonly ok: false; readonly code: IdNumberErrorCode; readonly sentence: string };

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';

const sentences: Record<IdNumberErrorCode, string> = {
  wrong_length: '身份证号应为 18 位（旧证 15 位），请对照证件重新输入。',
  wrong_character: '身份证号只能是数字，末位可以是 X，请对照证件重新输入。',
  wrong_birth_date: '身份证号里的出生日期不存在，请对照证件核对第 7 至 14 位。',
  birth_date_in_future: '身份证号里的出生日期晚于今天，请对照证件核对第 7 至 14 位。',
  wrong_check_digit: '身份证号校验位不符，多半有一位输错，请对照证件逐位核对。',
};

/** As most files have them already. */
const plainNumber = /^\d{17}[\dX]$/;

/**
 * Reads a citizen's ID number (GB 11643-1999) as people type and readers send it: full-width digits, blanks,
 * a small x, and the old 15 digits, which become 18. `today` decides whether a birth date lies in the future.
 */
export function readIdNumber(text: string, today: LocalDate): IdNumberReading {
  const isPlain = plainNumber.test(text);
  const typed = isPlain ? text : text.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  if (typed.length !== 18 && typed.length !== 15) return refuse('wrong_length');
  if (!isPlain && !/^(\d{15}|\d{17}[\dX])$/.test(typed)) return refuse('wrong_character');
  const body = typed.length === 15 ? `${typed.slice(0, 6)}19${typed.slice(6)}` : typed.slice(0, 17);
  const birthDate = localDate(
    Number(body.slice(6, 10)),
    Number(body.slice(10, 12)),
    Number(body.slice(12, 14)),
  );
  if (birthDate === undefined) return refuse('wrong_birth_date');
  if (birthDate > today) return refuse('birth_date_in_future');
  const number = body + checkDigit(body);
  if (typed.length === 18 && number !== typed) return refuse('wrong_check_digit');
  return { ok: true, number, birthDate, sex: Number(body[16]) % 2 === 1 ? 'male' : 'female' };
}

/** The eighteenth character for the first seventeen digits: Σ digit × weight, mod 11, looked up. */
export function checkDigit(seventeenDigits: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index += 1) {
    sum += (seventeenDigits.charCodeAt(index) - 48) * (weights[index] ?? 0);
  }
  return checkDigits.charAt(sum % 11);
}

/** `4299** ******** **4X`: enough to compare with the card in hand, not enough to use. */
export function maskIdNumber(number: string): string {
  if (number.length !== 18) return `${number.slice(0, 2)}****${number.slice(-2)}`;
  return `${number.slice(0, 4)}** ******** **${number.slice(-2)}`;
}

/** `138****5678`; a short number keeps only its last two digits. */
export function maskPhone(phone: string): string {
  if (phone.length < 7) return `****${phone.slice(-2)}`;
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

function refuse(code: IdNumberErrorCode): IdNumberReading {
  return { ok: false, code, sentence: sentences[code] };
}
