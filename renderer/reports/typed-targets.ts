import { Refusal } from '../../shared/contract/refusal.ts';
import { type Fen, MoneyError, parseYuan, plainYuan } from '../../shared/money/fen.ts';
import { parseRatio, type Ratio } from '../../shared/money/ratio.ts';

/** A share typed as 10 or 10%, in millionths; empty leaves it to the policy. Refuses `target_wrong`. */
export function typedShare(text: string, what: string): number | null {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return null;
  const ratio = read(() => parseRatio(plain.endsWith('%') ? plain : `${plain}%`), what);
  if (ratio > 1_000_000) throw wrong(what);
  return ratio;
}

/** An amount typed in yuan; empty is none. Refuses `target_wrong`. */
export function typedAmount(text: string, what: string): Fen | null {
  const plain = text.normalize('NFKC').replaceAll(',', '').trim();
  return plain === '' ? null : read(() => parseYuan(plain), what);
}

/** As it would be typed. */
export function shareText(millionths: number | null): string {
  return millionths === null ? '' : `${millionths / 10_000}`;
}

export function amountText(amount: Fen | null): string {
  return amount === null ? '' : plainYuan(amount);
}

function read<Value extends Fen | Ratio>(parse: () => Value, what: string): Value {
  try {
    const value = parse();
    if (value >= 0) return value;
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
  }
  throw wrong(what);
}

function wrong(what: string): Refusal {
  return new Refusal('target_wrong', `“${what}”不对：比例写 0 到 100 的数，金额写到分，没有就不填。`);
}
