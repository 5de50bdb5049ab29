import type { CatalogueClass } from '../../../shared/fees/item.ts';
import { readExact } from '../../../shared/money/exact.ts';
import { formatRatio, type Ratio } from '../../../shared/money/ratio.ts';
import { type ItemSplit, splitItem } from '../../../shared/fees/item.ts';
import type { CatalogueItem } from '../catalogue/match.ts';

/** What decides how the cost of an item is split: by the list, or by the catalogue. */
export interface Terms {
  readonly catalogueClass: CatalogueClass;
  readonly preSelfPayRatio: Ratio;
  /** In yuan for one unit, an exact decimal as text. */
  readonly limitPrice: string | null;
}

/** What a line charges: its own amount stands whatever its terms are. */
export interface Charged {
  readonly price: string;
  readonly quantity: string;
  /** Left out, it is price times quantity. */
  readonly amount?: string;
}

export function termsOf({ catalogueClass, preSelfPayRatio, limitPrice }: Terms | CatalogueItem): Terms {
  return { catalogueClass, preSelfPayRatio, limitPrice };
}

/** Whether two terms split every amount alike. Class C pays all of it, whatever ratio and limit stand beside it. */
export function sameTerms(one: Terms, other: Terms): boolean {
  if (one.catalogueClass !== other.catalogueClass) return false;
  if (one.catalogueClass === 'C') return true;
  return one.preSelfPayRatio === other.preSelfPayRatio && sameLimit(one.limitPrice, other.limitPrice);
}

function sameLimit(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other;
  const [first, second] = [readExact(one), readExact(other)];
  return first !== undefined && second !== undefined && first.equals(second);
}

/** The parts of a line under those terms. */
export function splitUnder(terms: Terms, { price, quantity, amount }: Charged): ItemSplit {
  return splitItem({
    catalogueClass: terms.catalogueClass,
    preSelfPayRatio: formatRatio(terms.preSelfPayRatio),
    limitPrice: terms.limitPrice ?? undefined,
    price,
    quantity,
    amount,
  });
}
