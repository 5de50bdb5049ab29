import { Decimal } from 'decimal.js';
import type { Contender } from './contender.ts';
import type { Answer, Stay } from './stay.ts';

type Parts = Record<'total' | 'ownExpense' | 'overLimit' | 'preSelfPay' | 'inScope', Decimal>;
type Money = Record<keyof Answer, Decimal>;

const Yuan = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });
const zero = new Yuan(0);
const ratios = {
  county: ['0.9', '0.8', '0.7'],
  referred: ['0.9', '0.8', '0.7'],
  unreferred: ['0.6', '0.5', '0.4'],
  emergency: ['0.75', '0.65', '0.55'],
} as const;
const deductibles = [200, 500, 900].map((yuan) => new Yuan(yuan));
const beneficiaries = new Set<string>([
  'registered_poor',
  'subsistence_allowance',
  'special_hardship',
  'orphan',
]);
const bands = [
  { above: new Yuan(5_000), upTo: new Yuan(30_000), ratio: new Yuan('0.65') },
  { above: new Yuan(30_000), upTo: new Yuan(100_000), ratio: new Yuan('0.7') },
  { above: new Yuan(100_000), upTo: undefined, ratio: new Yuan('0.8') },
];
const share = new Yuan('0.9');
const assistanceRatio = new Yuan('0.7');
const patientCap = new Yuan(5_000);
const sumInsured = new Yuan(600_000);

/** The same policy with every amount a decimal of yuan, as the items and the year are from the start. */
export function decimalEngine(stays: readonly Stay[]): Contender<Money> {
  const known = new Map(stays.map((stay) => [stay, readStay(stay)]));
  return {
    name: 'decimal.js throughout',
    itemsBy: 'function',
    settle(stay) {
      const prepared = known.get(stay);
      if (prepared === undefined) throw new Error('a stay that was not prepared');
      return settleDecimal(stay, prepared);
    },
    answerOf(money) {
      const entries = Object.entries(money).map(([key, yuan]) => [key, yuan.times(100).toNumber()] as const);
      return Object.fromEntries(entries) as unknown as Answer;
    },
  };
}

interface DecimalStay {
  readonly items: readonly Parts[];
  readonly burdenBefore: Decimal;
  readonly personalBefore: Decimal;
  readonly supplementaryBefore: Decimal;
}

function readStay(stay: Stay): DecimalStay {
  const yuan = (amountFen: number): Decimal => new Yuan(amountFen).div(100);
  return {
    items: stay.items.map((item) => ({
      total: yuan(item.totalFen),
      ownExpense: yuan(item.ownExpenseFen),
      overLimit: yuan(item.overLimitFen),
      preSelfPay: yuan(item.preSelfPayFen),
      inScope: yuan(item.inScopeFen),
    })),
    burdenBefore: yuan(stay.burdenBeforeFen),
    personalBefore: yuan(stay.personalBeforeFen),
    supplementaryBefore: yuan(stay.supplementaryBeforeFen),
  };
}

function settleDecimal(stay: Stay, known: DecimalStay): Money {
  let [total, ownExpense, overLimit, preSelfPay, inScope] = [zero, zero, zero, zero, zero];
  for (const item of known.items) {
    total = total.plus(item.total);
    ownExpense = ownExpense.plus(item.ownExpense);
    overLimit = overLimit.plus(item.overLimit);
    preSelfPay = preSelfPay.plus(item.preSelfPay);
    inScope = inScope.plus(item.inScope);
  }
  const entitled = stay.eligibilities.some((category) => beneficiaries.has(category));
  const deductible = deductibles[stay.level - 1] ?? zero;
  const ratio = ratios[stay.place][stay.level - 1] ?? 0;
  const basic = stay.insured ? cents(Yuan.max(0, inScope.minus(deductible)).times(ratio)) : zero;
  const burden = inScope.minus(basic);
  const criticalIllness =
    stay.insured && entitled ? due(known.burdenBefore.plus(burden)).minus(due(known.burdenBefore)) : zero;
  const assistance = entitled ? cents(burden.minus(criticalIllness).times(assistanceRatio)) : zero;
  const paid = basic.plus(criticalIllness).plus(assistance);
  const remaining = total.minus(paid);
  const lift = Yuan.max(0, cents(total.times(share)).minus(paid));
  const excess = Yuan.max(0, known.personalBefore.plus(remaining).minus(patientCap));
  const wanted = Yuan.max(lift, Yuan.min(remaining, excess));
  const left = Yuan.max(0, sumInsured.minus(known.supplementaryBefore));
  const supplementary = entitled ? Yuan.min(wanted, remaining, left) : zero;
  return {
    totalFen: total,
    ownExpenseFen: ownExpense,
    overLimitFen: overLimit,
    preSelfPayFen: preSelfPay,
    inScopeFen: inScope,
    basicFen: basic,
    criticalIllnessFen: criticalIllness,
    assistanceFen: assistance,
    supplementaryFen: supplementary,
    personalFen: remaining.minus(supplementary),
  };
}

function cents(yuan: Decimal): Decimal {
  return yuan.toDecimalPlaces(2);
}

function due(burden: Decimal): Decimal {
  let sum = zero;
  for (const { above, upTo, ratio } of bands) {
    const top = upTo === undefined ? burden : Yuan.min(burden, upTo);
    if (top.gt(above)) sum = sum.plus(top.minus(above).times(ratio));
  }
  return cents(sum);
}
