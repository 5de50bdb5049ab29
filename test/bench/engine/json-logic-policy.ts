/** A rule of JSON Logic: a constant, or an operator with its operands. */
type Logic = string | number | boolean | readonly Logic[] | { readonly [operator: string]: Logic };

const get = (name: string): Logic => ({ var: name });
const plus = (...terms: readonly Logic[]): Logic => ({ '+': terms });
const minus = (left: Logic, right: Logic): Logic => ({ '-': [left, right] });
const times = (left: Logic, right: Logic): Logic => ({ '*': [left, right] });
const least = (...terms: readonly Logic[]): Logic => ({ min: terms });
const most = (...terms: readonly Logic[]): Logic => ({ max: terms });
const when = (condition: Logic, then: Logic, otherwise: Logic): Logic => ({
  if: [condition, then, otherwise],
});

/** Whole fen from hundredths of a fen, half-up; there is no rounding, but there is a remainder. */
const rounded = (hundredths: Logic): Logic => {
  const up = plus(hundredths, 50);
  return { '/': [minus(up, { '%': [up, 100] }), 100] };
};

const sumOf = (part: string): Logic => ({
  reduce: [get('items'), plus(get(`current.${part}`), get('accumulator')), 0],
});

const byLevel = (first: Logic, second: Logic, third: Logic): Logic => ({
  if: [{ '==': [get('level'), 1] }, first, { '==': [get('level'), 2] }, second, third],
});

const percent: Logic = {
  if: [
    { in: [get('place'), ['county', 'referred']] },
    byLevel(90, 80, 70),
    { '==': [get('place'), 'unreferred'] },
    byLevel(60, 50, 40),
    byLevel(75, 65, 55),
  ],
};

const due = (burden: Logic): Logic =>
  plus(
    times(most(0, minus(least(burden, 3_000_000), 500_000)), 65),
    times(most(0, minus(least(burden, 10_000_000), 3_000_000)), 70),
    times(most(0, minus(burden, 10_000_000)), 80),
  );

const beneficiaries = ['registered_poor', 'subsistence_allowance', 'special_hardship', 'orphan'];

/** An amount by name, with its rule. */
export type Stage = readonly [string, Logic];

/** The sums of the items' parts. */
export const itemStages: readonly Stage[] = [
  ['totalFen', sumOf('totalFen')],
  ['ownExpenseFen', sumOf('ownExpenseFen')],
  ['overLimitFen', sumOf('overLimitFen')],
  ['preSelfPayFen', sumOf('preSelfPayFen')],
  ['inScopeFen', sumOf('inScopeFen')],
];

/** The four layers of Suixian, amount after amount; what a rule names was computed by one above it. */
export const layerStages: readonly Stage[] = [
  ['entitled', { some: [get('eligibilities'), { in: [get(''), beneficiaries] }] }],
  ['deductibleFen', byLevel(20_000, 50_000, 90_000)],
  [
    'basicFen',
    when(get('insured'), rounded(times(most(0, minus(get('inScopeFen'), get('deductibleFen'))), percent)), 0),
  ],
  ['burdenFen', minus(get('inScopeFen'), get('basicFen'))],
  ['dueBeforeFen', rounded(due(get('burdenBeforeFen')))],
  ['burdenAfterFen', plus(get('burdenBeforeFen'), get('burdenFen'))],
  ['dueAfterFen', rounded(due(get('burdenAfterFen')))],
  [
    'criticalIllnessFen',
    when({ and: [get('insured'), get('entitled')] }, minus(get('dueAfterFen'), get('dueBeforeFen')), 0),
  ],
  [
    'assistanceFen',
    when(get('entitled'), rounded(times(minus(get('burdenFen'), get('criticalIllnessFen')), 70)), 0),
  ],
  ['paidFen', plus(get('basicFen'), get('criticalIllnessFen'), get('assistanceFen'))],
  ['remainingFen', minus(get('totalFen'), get('paidFen'))],
  ['liftFen', minus(rounded(times(get('totalFen'), 90)), get('paidFen'))],
  ['excessFen', minus(plus(get('personalBeforeFen'), get('remainingFen')), 500_000)],
  ['limitLeftFen', most(0, minus(60_000_000, get('supplementaryBeforeFen')))],
  [
    'supplementaryFen',
    when(
      get('entitled'),
      least(most(0, get('liftFen'), get('excessFen')), get('remainingFen'), get('limitLeftFen')),
      0,
    ),
  ],
  ['personalFen', minus(get('remainingFen'), get('supplementaryFen'))],
];
