import type { Problem } from '../../../shared/contract/refusal.ts';
import { Exact } from '../../../shared/money/exact.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { CostParts } from '../../../shared/engine/claim.ts';
import { isKept } from './fee-lists.ts';
import { type OpenCharge, partsGivenBack, takeBack } from './give-back.ts';
import type { FeeRow } from './row.ts';
import { sameTerms, type Terms, termsOf } from './terms.ts';

/** A line that can be given back, and how much of it still can be. Of the file at hand the list has no id yet. */
export interface Charge extends OpenCharge {
  readonly feeListId: string | null;
  readonly line: number;
  readonly code: string;
  /** In its shortest form: 1.50 is 1.5. */
  readonly price: string;
  readonly chargedOn: string;
}

/** A part of a return and the charge it gives back. */
export interface ReturnedPart {
  readonly feeListId: string | null;
  readonly line: number;
  readonly quantity: string;
}

export type MatchedReturn =
  | {
      readonly ok: true;
      readonly terms: Terms;
      readonly cost: CostParts;
      readonly parts: readonly ReturnedPart[];
    }
  | { readonly ok: false; readonly problem: Problem };

export function isReturn({ quantity }: Pick<FeeRow, 'quantity'>): boolean {
  return quantity.startsWith('-');
}

/**
 * Finds what a return gives back, the newest charge first: the same code, the same price, charged on the same day or
 * before, and never more than was charged and not given back yet. It takes the terms of what it gives back, and its parts are
 * shares of that. Uses up what it finds.
 * @param charges of the return's code, the newest first
 */
export function matchReturn(row: FeeRow, charges: readonly Charge[]): MatchedReturn {
  const price = new Exact(row.price).toString();
  const wanted = new Exact(row.quantity).abs();
  let [missing, wasCharged] = [wanted, false];
  let [was, newest]: [string | undefined, Charge | undefined] = [undefined, undefined];
  const taken: { readonly charge: Charge; readonly quantity: Exact }[] = [];
  for (const charge of charges) {
    if (charge.chargedOn > row.chargedOn) continue;
    was ??= charge.price;
    if (charge.price !== price) continue;
    wasCharged = true;
    if (charge.left.isZero()) continue;
    newest ??= charge;
    if (missing.isZero()) break;
    if (!sameTerms(charge.terms, newest.terms)) continue;
    const quantity = Exact.min(charge.left, missing);
    missing = missing.minus(quantity);
    taken.push({ charge, quantity });
  }
  if (was === undefined) {
    return refused(row, 'return_without_charge', '这一行是退费，但此前没有收过这个项目，请在收费系统核对。');
  }
  if (!wasCharged) {
    const sentence = `退费单价 ${row.price} 与当时收费的单价 ${was} 不同，退费要按原价。`;
    return refused(row, 'return_price_differs', sentence);
  }
  if (newest === undefined || !missing.isZero()) {
    const left = wanted.minus(missing);
    const sentence = `退 ${wanted.toString()}，多于收过而没有退的 ${left.toString()}，请在收费系统核对。`;
    return refused(row, 'return_exceeds_charge', sentence);
  }
  const parts = taken.map(({ charge: { feeListId, line }, quantity }) => ({
    feeListId,
    line,
    quantity: quantity.toString(),
  }));
  const shares = taken.map(({ charge, quantity }) => takeBack(charge, quantity));
  const terms = termsOf(newest.terms);
  return { ok: true, terms, cost: partsGivenBack(terms, row.parts, shares), parts };
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
  readonly overLimitFen: Fen;
  readonly preSelfPayFen: Fen;
}

/** What of a code was charged in a stay by lists that are kept, with what was given back of it already taken off. */
export function readCharges(context: ServiceContext, stayId: string, code: string): Charge[] {
  const rows = statement<[string, string], ChargeRow>(
    context.database,
    `SELECT list.id AS feeListId, line, price, quantity, charged_on AS chargedOn, catalogue_class AS catalogueClass,
       pre_self_pay_millionths AS preSelfPayRatio, limit_price AS limitPrice, item.over_limit_fen AS overLimitFen,
       item.pre_self_pay_fen AS preSelfPayFen
     FROM fee_list AS list JOIN fee_item AS item ON item.fee_list_id = list.id
     WHERE list.stay_id = ? AND item.code = ? AND item.quantity NOT LIKE '-%' AND ${isKept('list')}
     ORDER BY list.id, line`,
  ).all(stayId, code);
  const returned = statement<[string, number], { quantity: string }>(
    context.database,
    `SELECT given.quantity FROM fee_return AS given JOIN fee_list AS list ON list.id = given.fee_list_id
     WHERE given.charged_list_id = ? AND given.charged_line = ? AND ${isKept('list')}`,
  );
  return rows.map((row) => {
    const { feeListId, line, chargedOn, overLimitFen, preSelfPayFen } = row;
    const price = new Exact(row.price).toString();
    const left = new Exact(row.quantity);
    const charge = {
      feeListId,
      line,
      code,
      chargedOn,
      price,
      left,
      overLimitFen,
      preSelfPayFen,
      terms: termsOf(row),
    };
    for (const { quantity } of returned.all(feeListId, line)) takeBack(charge, new Exact(quantity));
    return charge;
  });
}
