import type { Problem } from '../../../shared/contract/refusal.ts';
import { Exact } from '../../../shared/money/exact.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isKept } from './fee-lists.ts';
import type { FeeRow } from './row.ts';
import { sameTerms, type Terms, termsOf } from './terms.ts';

/** A line that can be given back, and how much of it still can be. Of the file at hand the list has no id yet. */
export interface Charge {
  readonly feeListId: string | null;
  readonly line: number;
  readonly code: string;
  readonly price: Exact;
  readonly chargedOn: string;
  readonly terms: Terms;
  left: Exact;
}

/** A part of a return and the charge it gives back. */
export interface ReturnedPart {
  readonly feeListId: string | null;
  readonly line: number;
  readonly quantity: string;
}

export type MatchedReturn =
  | { readonly ok: true; readonly terms: Terms; readonly parts: readonly ReturnedPart[] }
  | { readonly ok: false; readonly problem: Problem };

export function isReturn({ quantity }: Pick<FeeRow, 'quantity'>): boolean {
  return quantity.startsWith('-');
}

/**
 * Finds what a return gives back, the newest charge first: the same code, the same price, charged on the same day or
 * before, and never more than was charged and not given back yet. It takes the terms of what it gives back, so that its
 * parts are the exact negatives. Uses up what it finds.
 */
export function matchReturn(row: FeeRow, charges: readonly Charge[]): MatchedReturn {
  const ofCode = charges.filter(({ code, chargedOn }) => code === row.code && chargedOn <= row.chargedOn);
  if (ofCode.length === 0) {
    return refused(row, 'return_without_charge', '这一行是退费，但此前没有收过这个项目，请在收费系统核对。');
  }
  const price = new Exact(row.price);
  const ofPrice = ofCode.filter((charge) => charge.price.equals(price));
  const [newest] = ofPrice
    .filter(({ left }) => left.greaterThan(0))
    .toSorted((one, other) => (one.chargedOn < other.chargedOn ? 1 : -1));
  if (ofPrice.length === 0) {
    const was = ofCode.at(-1)?.price.toString() ?? '';
    return refused(
      row,
      'return_price_differs',
      `退费单价 ${row.price} 与当时收费的单价 ${was} 不同，退费要按原价。`,
    );
  }
  const candidates = ofPrice
    .filter(({ terms }) => newest !== undefined && sameTerms(terms, newest.terms))
    .toSorted((one, other) => (one.chargedOn < other.chargedOn ? 1 : -1));
  let missing = new Exact(row.quantity).abs();
  const left = candidates.reduce((sum, charge) => sum.plus(charge.left), new Exact(0));
  if (newest === undefined || left.lessThan(missing)) {
    const sentence = `退 ${missing.toString()}，多于收过而没有退的 ${left.toString()}，请在收费系统核对。`;
    return refused(row, 'return_exceeds_charge', sentence);
  }
  const parts: ReturnedPart[] = [];
  for (const charge of candidates) {
    const taken = Exact.min(charge.left, missing);
    if (!taken.greaterThan(0)) continue;
    charge.left = charge.left.minus(taken);
    missing = missing.minus(taken);
    parts.push({ feeListId: charge.feeListId, line: charge.line, quantity: taken.toString() });
  }
  return { ok: true, terms: termsOf(newest.terms), parts };
}

function refused({ line }: FeeRow, code: string, sentence: string): MatchedReturn {
  return { ok: false, problem: { line, column: '数量', code, sentence } };
}

interface ChargeRow extends Terms {
  readonly feeListId: string;
  readonly line: number;
  readonly price: string;
  readonly quantity: string;
  readonly chargedOn: string;
}

/** What of a code was charged in a stay by lists that are kept, with what was given back of it already taken off. */
export function readCharges(context: ServiceContext, stayId: string, code: string): Charge[] {
  const rows = statement<[string, string], ChargeRow>(
    context.database,
    `SELECT list.id AS feeListId, line, price, quantity, charged_on AS chargedOn, catalogue_class AS catalogueClass,
       pre_self_pay_millionths AS preSelfPayRatio, limit_price AS limitPrice
     FROM fee_list AS list JOIN fee_item AS item ON item.fee_list_id = list.id
     WHERE list.stay_id = ? AND item.code = ? AND item.quantity NOT LIKE '-%' AND ${isKept('list')}
     ORDER BY list.id, line`,
  ).all(stayId, code);
  const returned = statement<[string, number], { quantity: string }>(
    context.database,
    `SELECT given.quantity FROM fee_return AS given JOIN fee_list AS list ON list.id = given.fee_list_id
     WHERE given.charged_list_id = ? AND given.charged_line = ? AND ${isKept('list')}`,
  );
  return rows.map((row) => ({
    feeListId: row.feeListId,
    line: row.line,
    code,
    price: new Exact(row.price),
    chargedOn: row.chargedOn,
    terms: termsOf(row),
    left: returned
      .all(row.feeListId, row.line)
      .reduce((left, { quantity }) => left.minus(quantity), new Exact(row.quantity)),
  }));
}
