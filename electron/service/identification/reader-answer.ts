import { type LocalDate, parseLocalDate } from '../../../shared/calendar/local-date.ts';
import type { CardReader } from '../../../shared/identity/card-reader.ts';
import { readIdNumber, type Sex } from '../../../shared/identity/id-number.ts';
import { faultOfName, plainName } from '../roster/name.ts';
import { photoOf } from './photo.ts';
import { broken, ReaderRefusal, textAt } from './reader.ts';

/** What stands on an ID card. */
export interface Card {
  readonly name: string;
  readonly idNumber: string;
  readonly sex: Sex | null;
  readonly birthDate: LocalDate | null;
  /** Null: the card has no end, or the reader does not tell. */
  readonly validTo: LocalDate | null;
  /** JPEG, PNG or BMP. */
  readonly photo: Uint8Array<ArrayBuffer> | null;
}

/**
 * Reads the fields of a reader's answer. Refuses `reader_answer_broken` where one that has to be there is missing or is
 * none, `card_number_wrong` where the number on the card cannot be one.
 */
export function readAnswer(reader: CardReader, answer: unknown, today: LocalDate): Card {
  const { fields } = reader;
  const name = plainName(textAt(answer, fields.name) ?? '');
  if (faultOfName(name) !== undefined) throw broken('card', '没有读出姓名');
  const number = textAt(answer, fields.idNumber) ?? '';
  if (number === '') throw broken('card', '没有读出身份证号');
  const reading = readIdNumber(number, today);
  if (!reading.ok) {
    throw new ReaderRefusal(
      'card_number_wrong',
      'card',
      `卡上读出的身份证号不对，没有采用。请再读一次；还是这样，请核对卡的真假，或对照卡面输入身份证号。（${reading.sentence}）`,
    );
  }
  return {
    name,
    idNumber: reading.number,
    sex: sexOf(reader, answer),
    birthDate: dateAt(reader, answer, fields.birthDate, '出生日期'),
    validTo: dateAt(reader, answer, fields.validTo, '有效期'),
    photo: fields.photo === null ? null : photoOf(textAt(answer, fields.photo) ?? ''),
  };
}

function sexOf({ fields, male, female }: CardReader, answer: unknown): Sex | null {
  const text = fields.sex === null ? undefined : textAt(answer, fields.sex);
  if (text === undefined || text === '') return null;
  if (male.includes(text)) return 'male';
  if (female.includes(text)) return 'female';
  throw broken('card', '给出的“性别”看不懂');
}

const forms: Readonly<Record<CardReader['dates'], RegExp>> = {
  YYYYMMDD: /^\d{8}$/,
  'YYYY-MM-DD': /^\d{4}-\d{2}-\d{2}$/,
  'YYYY.MM.DD': /^\d{4}\.\d{2}\.\d{2}$/,
};

/** Of a period the last day. */
function dateAt(
  { dates, withoutEnd }: CardReader,
  answer: unknown,
  field: string | null,
  title: string,
): LocalDate | null {
  const text = field === null ? undefined : textAt(answer, field);
  if (text === undefined || text === '') return null;
  const last = dates === 'YYYY-MM-DD' ? text : (text.split('-').at(-1) ?? '').trim();
  if (withoutEnd.includes(last)) return null;
  const date = forms[dates].test(last) ? parseLocalDate(last.replaceAll('.', '-')) : undefined;
  if (date === undefined) throw broken('card', `给出的“${title}”看不懂`);
  return date;
}
