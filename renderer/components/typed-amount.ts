import { type Fen, MoneyError, parseYuan } from '../../shared/money/fen.ts';

/** Undefined where nothing was typed; a sentence where it is no amount. Full-width digits and thousands separators pass. */
export function yuanTyped(text: string): Fen | string | undefined {
  const typed = text.normalize('NFKC').replaceAll(/[,\s]/g, '');
  if (typed === '') return undefined;
  try {
    return parseYuan(typed);
  } catch (error) {
    if (error instanceof MoneyError) return error.message;
    throw error;
  }
}

/** An amount as it was typed, not below nothing; undefined where it is none. */
export function amountOf(text: string): Fen | undefined {
  const typed = yuanTyped(text);
  return typeof typed === 'number' && typed >= 0 ? typed : undefined;
}

/** The same, and above nothing. */
export function amountAboveNothing(text: string): Fen | undefined {
  const typed = amountOf(text);
  return typed === 0 ? undefined : typed;
}
