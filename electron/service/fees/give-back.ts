import type { CostParts } from '../../../shared/engine/claim.ts';
import { negateCost } from '../../../shared/fees/item.ts';
import { Exact } from '../../../shared/money/exact.ts';
import { type Fen, fen, negateFen, sumFen, zeroFen } from '../../../shared/money/fen.ts';
import type { FeeRow } from './row.ts';
import { splitUnder, type Terms, termsOf } from './terms.ts';

/** What of a charge was not given back yet. */
export interface OpenCharge {
  readonly price: string;
  readonly terms: Terms;
  left: Exact;
  overLimitFen: Fen;
  preSelfPayFen: Fen;
}

/** A line of which nothing was given back. */
export function openCharge(row: Pick<FeeRow, 'price' | 'quantity' | 'parts'> & Terms): OpenCharge {
  const { overLimitFen, preSelfPayFen } = row.parts;
  const [price, left] = [new Exact(row.price).toString(), new Exact(row.quantity)];
  return { price, left, overLimitFen, preSelfPayFen, terms: termsOf(row) };
}

type Share = Pick<CostParts, 'overLimitFen' | 'preSelfPayFen'>;

/**
 * Takes so much of a charge back: its share, rounded by itself, and with the last of it whatever is left. A charge that
 * goes back in parts then comes to nothing, whatever each part was rounded to.
 */
export function takeBack(charge: OpenCharge, quantity: Exact): Share {
  charge.left = charge.left.minus(quantity);
  const share = charge.left.isZero() ? charge : shareOf(charge, quantity);
  const taken = {
    overLimitFen: smaller(share.overLimitFen, charge.overLimitFen),
    preSelfPayFen: smaller(share.preSelfPayFen, charge.preSelfPayFen),
  };
  charge.overLimitFen = fen(charge.overLimitFen - taken.overLimitFen);
  charge.preSelfPayFen = fen(charge.preSelfPayFen - taken.preSelfPayFen);
  return taken;
}

function shareOf({ price, terms }: OpenCharge, quantity: Exact): Share {
  const split = splitUnder(terms, { price, quantity: quantity.toString() });
  if (!split.ok) throw new Error('a charge that was sound cannot be split in parts');
  return split.parts;
}

/** The parts of a return of that amount: what it takes back of its charges, the rest in scope, all of it negative. */
export function partsGivenBack(
  { catalogueClass }: Terms,
  returned: CostParts,
  shares: readonly Share[],
): CostParts {
  const totalFen = negateFen(returned.totalFen);
  const isOutside = catalogueClass === 'C';
  const overLimitFen = isOutside ? zeroFen : sumFen(shares.map((share) => share.overLimitFen));
  const preSelfPayFen = isOutside ? zeroFen : sumFen(shares.map((share) => share.preSelfPayFen));
  const ownExpenseFen = isOutside ? totalFen : zeroFen;
  const inScopeFen = fen(totalFen - ownExpenseFen - overLimitFen - preSelfPayFen);
  return negateCost({ totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen });
}

function smaller(one: Fen, other: Fen): Fen {
  return one < other ? one : other;
}
