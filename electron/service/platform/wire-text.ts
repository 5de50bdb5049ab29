import { z } from 'zod';
import { type Fen, MoneyError, parseYuan, zeroFen } from '../../../shared/money/fen.ts';

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
/** The compiler's library does not know the reviver's third argument yet; the runtimes of the service do. */
const parseWithSource = JSON.parse as (text: string, reviver: Reviver) => unknown;

/**
 * Reads a message with every number as the text that stands in it, so that no amount is ever a float: `1409.50` stays
 * `'1409.50'`, whether the sender wrote it with quotes or without. Throws SyntaxError.
 */
export function parseWireText(text: string): unknown {
  return parseWithSource(text, (_key, value, { source }) => (typeof value === 'number' ? source : value));
}

/**
 * Yuan on the wire to fen. Zeros beyond the second decimal are allowed (databases write them), any other digit there,
 * an exponent or a blank is not an amount.
 */
export const wireYuan = z.string().transform((text, check): Fen => {
  try {
    return parseYuan(text.replace(/(\.\d\d)0+$/, '$1'));
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    check.issues.push({ code: 'custom', message: error.code, input: text });
    return z.NEVER;
  }
});

/** Centres leave out, or send empty, what a payer did not pay. */
export const wireYuanOrNothing = z.preprocess(
  (value) => (value === '' || value === null ? undefined : value),
  wireYuan.default(zeroFen),
);
