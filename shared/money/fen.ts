/**
 * Money is a whole number of fen (0.01 yuan). The brand keeps yuan, counts and fen apart at compile time.
 * Only this folder makes a Fen out of anything else.
 */
export type Fen = number & { readonly __fen: unique symbol };

/** Nine billion yuan: no bill of a county comes near it, and every sum of them stays an exact integer. */
export const largestFen = 900_000_000_000;

export type MoneyErrorCode =
  | 'amount_not_a_number'
  | 'amount_too_many_decimals'
  | 'amount_not_whole_fen'
  | 'amount_too_large'
  | 'ratio_not_a_number'
  | 'ratio_out_of_range'
  | 'ratio_too_fine';

/** An amount or a ratio that cannot be taken exactly. The message is a Chinese sentence for the screen. */
export class MoneyError extends Error {
  readonly code: MoneyErrorCode;
  constructor(code: MoneyErrorCode, sentence: string) {
    super(sentence);
    this.name = 'MoneyError';
    this.code = code;
  }
}

export const zeroFen = 0 as Fen;

/** A checked amount from an integer number of fen; refuses fractions and more than nine billion yuan. */
export function fen(value: number): Fen {
  if (!Number.isInteger(value)) {
    throw new MoneyError('amount_not_whole_fen', `金额必须是整数分，收到的是 ${value}。`);
  }
  if (value > largestFen || value < -largestFen) {
    throw new MoneyError('amount_too_large', '金额超过 90 亿元，请核对。');
  }
  return (value === 0 ? 0 : value) as Fen;
}

/**
 * Yuan as text to fen, exactly: an optional minus, digits, at most two decimals. Thousands separators, exponents,
 * blanks and currency signs are refused, since a guess about money is worse than a question.
 */
export function parseYuan(text: string): Fen {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) {
    throw new MoneyError(
      'amount_not_a_number',
      `“${text.slice(0, 40)}”不是金额，请写成 1234.50 这样的数字，不带逗号和单位。`,
    );
  }
  const [, sign, yuan = '', decimals = ''] = match;
  if (decimals.length > 2) {
    throw new MoneyError(
      'amount_too_many_decimals',
      `“${text.slice(0, 40)}”超过两位小数，金额只能精确到分。`,
    );
  }
  if (yuan.replace(/^0+/, '').length > 10) {
    throw new MoneyError('amount_too_large', `“${text.slice(0, 40)}”超过 90 亿元，请核对。`);
  }
  const absolute = Number(yuan) * 100 + Number(decimals.padEnd(2, '0'));
  return fen(sign === '-' ? -absolute : absolute);
}

/** `60000.00`: for the wire and for files. */
export function plainYuan(amount: Fen): string {
  const absolute = Math.abs(amount);
  const cents = absolute % 100;
  return `${amount < 0 ? '-' : ''}${(absolute - cents) / 100}.${String(cents).padStart(2, '0')}`;
}

/** `60,000.00`: for screens and paper. */
export function formatYuan(amount: Fen): string {
  return plainYuan(amount).replace(/\B(?=(\d{3})+\.)/g, ',');
}

/** The exact sum; refused when it passes nine billion yuan. */
export function sumFen(amounts: Iterable<Fen>): Fen {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return fen(sum);
}

/** The same amount the other way; zero stays a plain zero. */
export function negateFen(amount: Fen): Fen {
  return (0 - amount) as Fen;
}
