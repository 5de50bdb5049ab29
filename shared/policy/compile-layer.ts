import { everyEligibility, bitsOf } from '../engine/condition.ts';
import { basicInsurance } from '../engine/deductible.ts';
import type { Base, CompiledLayer, Deductible, Limit, Quantity, Rule } from '../engine/policy.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { Fen } from '../money/fen.ts';
import { type Rounding, halfUpFen } from '../money/rounding.ts';
import { compilePaymentRule } from './compile-payment.ts';
import { compileTilt } from './compile-tilt.ts';
import type { Layer, Limit as LimitText } from './language/layer.ts';
import { type Given, isOptionName } from './language/scalar.ts';
import { checkOverlap } from './overlap.ts';
import type { Resolver } from './resolver.ts';

type Path = readonly PropertyKey[];

const units = { fen: 1, jiao: 10, yuan: 100 } as const;

/** One layer of the pack, with options in place and conditions as bits. Faults go to the resolver's list. */
export function compileLayer(resolver: Resolver, layer: Layer, path: Path): CompiledLayer {
  const oneAtATime = layer.several_eligibilities !== undefined;
  const rules = layer.rules.map((rule, index) =>
    compilePaymentRule(resolver, rule, layer.clause, [...path, 'rules', index]),
  );
  checkOverlap(resolver.faults, rules, oneAtATime, [...path, 'rules']);
  const tilts = (layer.tilt ?? []).map((tilt, index) => {
    const at = [...path, 'tilt', index];
    const compiled = compileTilt(resolver, tilt, layer.clause, at);
    checkOverlap(resolver.faults, compiled.rules, oneAtATime, [...at, 'rules']);
    return compiled;
  });
  checkAloneConditions(resolver, layer, path);
  const deductible = compileDeductible(resolver, layer, oneAtATime, [...path, 'deductible']);
  const limits = [layer.pays_at_most ?? []].flat().map((limit, index) => {
    const one = Array.isArray(layer.pays_at_most) ? [index] : [];
    return compileLimit(resolver, limit, layer.clause, oneAtATime, [...path, 'pays_at_most', ...one]);
  });
  checkPerDisease(resolver, layer, limits, path);
  const kinds = new Set(layer.rules.flatMap((rule) => (rule.kind === undefined ? [] : [rule.kind])));
  const [base, itemList = ''] = layer.base.split(':');
  return {
    id: layer.id,
    title: layer.title,
    care: layer.care ?? ['inpatient'],
    active: isActive(resolver, layer, path),
    inactiveSays: layer.inactive_says ?? '',
    forMask: layer.for === undefined ? everyEligibility : resolver.eligibilities(layer.for, [...path, 'for']),
    insuredOnly: layer.insured_only ?? false,
    from: compileDay(resolver, layer.from, [...path, 'from']),
    until: compileDay(resolver, layer.until, [...path, 'until']),
    base: base as Base,
    itemList,
    cumulative: layer.cumulative === 'year',
    leavesOut: (layer.leaves_out ?? []).map((left, index) => {
      const boxes = resolver.boxes(left.when, [...path, 'leaves_out', index, 'when']);
      const rule = {
        boxes,
        gives: true,
        clause: left.clause ?? layer.clause ?? '',
        unset: undefined,
      } as const;
      return { what: left.what, rule };
    }),
    several: compileSeveral(layer.several_eligibilities),
    deductible,
    rules,
    otherwiseNothing: layer.otherwise_nothing,
    tilts,
    limits,
    unsetRules: [...(deductible?.rules ?? []), ...limits.flatMap((limit) => limit.rules)].filter(
      ({ unset }) => unset !== undefined && unset.unset !== 'left_out',
    ),
    rounding: compileRounding(layer.rounding),
    paidKeys: [layer.id, ...[...kinds].map((kind) => `${layer.id}.${kind}`)],
    clause: layer.clause ?? '',
    takesApproval: rules.some((rule) => rule.gives.payment.how === 'approved'),
    isFreeOfCharge: false,
  };
}

/** What is counted by disease is counted over visits: a layer that stays enter has no such count. */
function checkPerDisease(
  resolver: Resolver,
  { deductible, care = ['inpatient'] }: Layer,
  limits: readonly Limit[],
  path: Path,
): void {
  if (!care.includes('inpatient')) return;
  const sentence = '按病种累计（…_and_disease）只能写在只管门诊慢特病的层（care: outpatient）。';
  if (typeof deductible === 'object' && 'per' in deductible && deductible.per === 'year_and_disease') {
    resolver.faults.add([...path, 'deductible', 'per'], 'key_misplaced', sentence);
  }
  if (limits.some(({ per }) => per.endsWith('_and_disease'))) {
    resolver.faults.add([...path, 'pays_at_most'], 'key_misplaced', sentence);
  }
}

function isActive(resolver: Resolver, layer: Layer, path: Path): boolean {
  if (layer.active === undefined) return true;
  const value = resolver.value(layer.active.option, 'switch', [...path, 'active']);
  if (value === undefined) {
    resolver.faults.add(
      [...path, 'active'],
      'option_needs_value',
      '决定本层是否结算的选项要有默认值或先设定。',
    );
  }
  return value === true;
}

function compileDay(
  resolver: Resolver,
  given: Given<LocalDate> | undefined,
  path: Path,
): LocalDate | undefined {
  if (given === undefined || !isOptionName(given)) return given;
  return resolver.value(given.option, 'date', path) as LocalDate | undefined;
}

export function compileSeveral(several: Layer['several_eligibilities']): CompiledLayer['several'] {
  if (several === undefined || several === 'best') return several;
  return several.map((category) => bitsOf([category]));
}

function compileRounding(rounding: Layer['rounding']): Rounding {
  return rounding === undefined ? halfUpFen : { mode: rounding.mode, unitFen: units[rounding.unit] };
}

/** Where eligibilities count one by one, nobody holds two at the same time: such a rule could never match. */
function checkAloneConditions(resolver: Resolver, layer: Layer, path: Path): void {
  if (layer.several_eligibilities === undefined) return;
  for (const [index, rule] of layer.rules.entries()) {
    const several = rule.when?.some((box) => (box.eligibility_all?.length ?? 0) > 1) ?? false;
    if (!several) continue;
    const sentence = '本层逐个身份计算（several_eligibilities），不能再要求同时具有几个身份。';
    resolver.faults.add([...path, 'rules', index, 'when'], 'never_matches', sentence);
  }
}

function compileDeductible(
  resolver: Resolver,
  layer: Layer,
  oneAtATime: boolean,
  path: Path,
): Deductible | undefined {
  const given = layer.deductible;
  if (given === undefined) return undefined;
  if (isOptionName(given)) {
    const amount = resolver.quantity<Fen>(given, ['yuan'], layer.clause, path);
    return { per: 'stay', rules: [resolver.rule([], amount, layer.clause)] };
  }
  if (given.per === 'year' && layer.id !== basicInsurance) {
    const sentence = '只有 basic_insurance 的起付线能按年承担（per: year）。';
    resolver.faults.add([...path, 'per'], 'key_misplaced', sentence);
  }
  const clause = given.clause ?? layer.clause;
  return { per: given.per, rules: compileAmounts(resolver, given, clause, oneAtATime, path) };
}

function compileLimit(
  resolver: Resolver,
  limit: LimitText,
  layerClause: string | undefined,
  oneAtATime: boolean,
  path: Path,
): Limit {
  const clause = limit.clause ?? layerClause;
  return { per: limit.per, rules: compileAmounts(resolver, limit, clause, oneAtATime, path) };
}

type AmountRules = Pick<LimitText, 'amount' | 'rules'>;

/** `amount:` for everybody, or `rules:` by condition. */
function compileAmounts(
  resolver: Resolver,
  given: AmountRules,
  clause: string | undefined,
  oneAtATime: boolean,
  path: Path,
): Rule<Quantity<Fen>>[] {
  if ((given.amount === undefined) === (given.rules === undefined)) {
    resolver.faults.add(path, 'one_way_needed', '请写 amount（一律相同）或 rules（分情况）其中一个。');
  }
  const compiled = (given.rules ?? []).map((rule, index) => {
    const at = [...path, 'rules', index];
    const own = rule.clause ?? clause;
    const amount = resolver.quantity<Fen>(rule.amount, ['yuan'], own, [...at, 'amount']);
    return resolver.rule(resolver.boxes(rule.when, [...at, 'when']), amount, own);
  });
  if (given.amount !== undefined) {
    const amount = resolver.quantity<Fen>(given.amount, ['yuan'], clause, [...path, 'amount']);
    compiled.push(resolver.rule([], amount, clause));
  }
  checkOverlap(resolver.faults, compiled, oneAtATime, [...path, 'rules']);
  return compiled;
}
