import type { CostParts } from '../engine/claim.ts';
import { Exact, readExact } from '../money/exact.ts';
import { type Fen, MoneyError, fen, negateFen, parseYuan, zeroFen } from '../money/fen.ts';
import { type Ratio, parseRatio, wholeRatio, zeroRatio } from '../money/ratio.ts';
import { timesRatio } from '../money/rounding.ts';

/** Catalogue class 甲, 乙, 丙. Class C stands outside the catalogue and is the patient's own expense. */
export type CatalogueClass = 'A' | 'B' | 'C';

/** One line of a fee list, decimals as text. Blank optional fields are undefined. A return has a negative quantity. */
export interface FeeItem {
  readonly catalogueClass: CatalogueClass;
  /** Pre-self-pay share, `10%` or `0.1`. Needed for class B; class A without one pays nothing first. */
  readonly preSelfPayRatio: string | undefined;
  /** The catalogue's limit for one unit, in yuan. */
  readonly limitPrice: string | undefined;
  readonly price: string;
  readonly quantity: string;
  /** The file's own amount: it wins when it is within one fen of price × quantity. */
  readonly amount: string | undefined;
}

export type ItemErrorCode =
  | 'price_not_a_number'
  | 'quantity_not_a_number'
  | 'limit_price_not_a_number'
  | 'pre_self_pay_ratio_missing'
  | 'pre_self_pay_ratio_wrong'
  | 'amount_not_a_number'
  | 'amount_mismatch'
  | 'amount_too_large';

export type ItemSplit =
  | { readonly ok: true; readonly parts: CostParts }
  | { readonly ok: false; readonly code: ItemErrorCode; readonly sentence: string };

class ItemRefusal extends Error {
  readonly code: ItemErrorCode;
  constructor(code: ItemErrorCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

/**
 * Splits one item into the four parts of its cost, to the fen, each rounded half-up once:
 * amount = price × quantity; over limit = max(0, price − limit) × quantity; pre-self-pay = ratio × (amount − over limit);
 * class C is own expense whole; in scope is the rest. A return gives the exact negatives of the item it returns.
 */
export function splitItem(item: FeeItem): ItemSplit {
  try {
    return { ok: true, parts: split(item) };
  } catch (error) {
    if (error instanceof ItemRefusal) return { ok: false, code: error.code, sentence: error.message };
    throw error;
  }
}

function split(item: FeeItem): CostParts {
  const price = decimal(item.price, 'price_not_a_number', '单价');
  const quantity = decimal(item.quantity, 'quantity_not_a_number', '数量', true);
  const units = quantity.abs();
  const product = roundYuan(price.times(units));
  const amount =
    item.amount === undefined ? product : checkedAmount(item.amount, product, quantity.isNegative());
  const absolute =
    item.catalogueClass === 'C' ? outsideCatalogue(amount) : inCatalogue(item, price, units, amount);
  return quantity.isNegative() ? negateCost(absolute) : absolute;
}

function inCatalogue(item: FeeItem, price: Exact, units: Exact, amount: Fen): CostParts {
  let overLimitFen = zeroFen;
  if (item.limitPrice !== undefined) {
    const limit = decimal(item.limitPrice, 'limit_price_not_a_number', '限价');
    const over = roundYuan(Exact.max(0, price.minus(limit)).times(units));
    // The file's amount may be a fen below price × quantity; a part never exceeds the amount.
    overLimitFen = over > amount ? amount : over;
  }
  const preSelfPayFen = timesRatio(fen(amount - overLimitFen), preSelfPayRatio(item));
  return {
    totalFen: amount,
    ownExpenseFen: zeroFen,
    overLimitFen,
    preSelfPayFen,
    inScopeFen: fen(amount - overLimitFen - preSelfPayFen),
  };
}

function outsideCatalogue(amount: Fen): CostParts {
  return {
    totalFen: amount,
    ownExpenseFen: amount,
    overLimitFen: zeroFen,
    preSelfPayFen: zeroFen,
    inScopeFen: zeroFen,
  };
}

function preSelfPayRatio(item: FeeItem): Ratio {
  if (item.preSelfPayRatio === undefined) {
    if (item.catalogueClass === 'A') return zeroRatio;
    throw new ItemRefusal('pre_self_pay_ratio_missing', '乙类项目缺少先行自付比例，请补上后重新导入。');
  }
  try {
    const ratio = parseRatio(item.preSelfPayRatio);
    if (ratio <= wholeRatio) return ratio;
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
  }
  throw new ItemRefusal(
    'pre_self_pay_ratio_wrong',
    `先行自付比例“${item.preSelfPayRatio}”不对，请写 0% 到 100% 之间的比例。`,
  );
}

function decimal(text: string, code: ItemErrorCode, what: string, mayBeNegative = false): Exact {
  const value = readExact(text);
  if (value === undefined || (value.isNegative() && !mayBeNegative)) {
    const allowed = mayBeNegative ? '数字，退费写负数' : '不小于零的数字';
    throw new ItemRefusal(code, `${what}“${text.slice(0, 40)}”不对，请写${allowed}，不带逗号和单位。`);
  }
  return value;
}

/** The file's amount without its sign, which must be that of the quantity. */
function checkedAmount(text: string, product: Fen, isReturn: boolean): Fen {
  let amount: Fen;
  try {
    amount = parseYuan(text);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    const code = error.code === 'amount_too_large' ? 'amount_too_large' : 'amount_not_a_number';
    throw new ItemRefusal(code, error.message);
  }
  const absolute = isReturn ? negateFen(amount) : amount;
  if (absolute < 0 || Math.abs(absolute - product) > 1) {
    throw new ItemRefusal(
      'amount_mismatch',
      `金额 ${text} 与单价乘以数量相差超过 0.01 元，请在收费系统核对这一行。`,
    );
  }
  return absolute;
}

function roundYuan(value: Exact): Fen {
  const amount = value.times(100).toDecimalPlaces(0, Exact.ROUND_HALF_UP).toNumber();
  try {
    return fen(amount);
  } catch {
    throw new ItemRefusal('amount_too_large', '这一行的金额超过 90 亿元，请核对单价和数量。');
  }
}

/** The same cost the other way: of a return, of a reversal. */
export function negateCost(cost: CostParts): CostParts {
  return {
    totalFen: negateFen(cost.totalFen),
    ownExpenseFen: negateFen(cost.ownExpenseFen),
    overLimitFen: negateFen(cost.overLimitFen),
    preSelfPayFen: negateFen(cost.preSelfPayFen),
    inScopeFen: negateFen(cost.inScopeFen),
  };
}

/** The cost parts of a whole bill: the exact sums of its items' parts. */
export function sumItems(items: Iterable<CostParts>): CostParts {
  let [total, ownExpense, overLimit, preSelfPay, inScope] = [0, 0, 0, 0, 0];
  for (const parts of items) {
    total += parts.totalFen;
    ownExpense += parts.ownExpenseFen;
    overLimit += parts.overLimitFen;
    preSelfPay += parts.preSelfPayFen;
    inScope += parts.inScopeFen;
  }
  return {
    totalFen: fen(total),
    ownExpenseFen: fen(ownExpense),
    overLimitFen: fen(overLimit),
    preSelfPayFen: fen(preSelfPay),
    inScopeFen: fen(inScope),
  };
}
