import { readExact } from './exact.ts';
import { MoneyError } from './fen.ts';

/** A share as a whole number of millionths: 90 % is 900000. */
export type Ratio = number & { readonly __ratio: unique symbol };

export const wholeRatio = 1_000_000 as Ratio;
export const zeroRatio = 0 as Ratio;

/** Ten times the whole: room for factors, far from what an amount times a ratio could overflow. */
const largestRatio = 10_000_000;

/** A checked ratio from millionths, 0 to 1000 %. */
export function ratioOfMillionths(millionths: number): Ratio {
  if (!Number.isInteger(millionths)) throw new MoneyError('ratio_too_fine', '比例最多精确到百万分之一。');
  if (millionths < 0 || millionths > largestRatio) {
    throw new MoneyError('ratio_out_of_range', '比例必须在 0% 到 1000% 之间。');
  }
  return millionths as Ratio;
}

/**
 * `90%`, `62.5%` or `0.9` to millionths, exactly. What does not fit a whole number of millionths is refused,
 * so that a ratio on paper and the ratio that pays are the same number.
 */
export function parseRatio(text: string): Ratio {
  const percent = text.endsWith('%');
  const value = readExact(percent ? text.slice(0, -1) : text);
  if (value === undefined) {
    throw new MoneyError('ratio_not_a_number', `“${text.slice(0, 40)}”不是比例，请写成 90% 或 0.9。`);
  }
  const millionths = value.times(percent ? 10_000 : 1_000_000);
  if (!millionths.isInteger()) {
    throw new MoneyError('ratio_too_fine', `“${text.slice(0, 40)}”太细，比例最多精确到百万分之一。`);
  }
  return ratioOfMillionths(millionths.isZero() ? 0 : millionths.toNumber());
}

/** `90%`, `62.5%`: as few decimals as the ratio needs. */
export function formatRatio(ratio: Ratio): string {
  const whole = Math.trunc(ratio / 10_000);
  const rest = String(ratio % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return rest === '' ? `${whole}%` : `${whole}.${rest}%`;
}
