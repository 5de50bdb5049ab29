import type { ItemTerms } from '../../shared/contract/fees.ts';
import { formatRatio, type Ratio } from '../../shared/money/ratio.ts';

export const catalogueClassTitles = { A: '甲', B: '乙', C: '丙' } as const;

/** `乙 先付10% 限价8.00`: what decides how an item is split, in as few words as it takes. */
export function termsInWords({ catalogueClass, preSelfPayMillionths, limitPrice }: ItemTerms): string {
  if (catalogueClass === 'C') return '丙';
  const ratio = preSelfPayMillionths === 0 ? '' : ` 先付${formatRatio(preSelfPayMillionths as Ratio)}`;
  const limit = limitPrice === null ? '' : ` 限价${limitPrice}`;
  return `${catalogueClassTitles[catalogueClass]}${ratio}${limit}`;
}
