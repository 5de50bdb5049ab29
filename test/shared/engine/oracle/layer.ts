import { Decimal } from 'decimal.js';
import { Refused, type Situation, applies, ruleFor } from './conditions.ts';
import type { OracleYear } from './oracle.ts';
import type { Plain } from './random-pack.ts';

export interface Standing {
  readonly pack: Plain;
  readonly set: Plain;
  readonly year: OracleYear;
  readonly inScope: Decimal;
  readonly outside: Decimal;
  readonly free: boolean;
  inScopeLeft: Decimal;
  outsideLeft: Decimal;
  deductible: Decimal;
  reduction: Decimal;
}

export interface LayerAnswer {
  readonly pay: Decimal;
  readonly kind: string | undefined;
  readonly deductible: Decimal;
  readonly reduction: Decimal;
  readonly burden: Decimal;
}

const nothing = new Decimal(0);

/** The value of a number or option for this stay; an option that nobody has set tells what then happens. */
function valueOf(given: unknown, standing: Standing, situation: Situation): string | { unset: string } {
  const text = String(given);
  if (!text.startsWith('$')) return text;
  const name = text.slice(1);
  const option = (standing.pack['options'] as Record<string, Plain>)[name]!;
  const value = standing.set[name] ?? option['default'];
  if (value === undefined) return { unset: option['unset'] as string };
  return option['by'] === undefined
    ? (value as string)
    : (value as Record<number, string>)[situation.claim.level]!;
}

const share = (text: string): Decimal => new Decimal(text.replace('%', '')).div(100);

function rounded(value: Decimal, layer: Plain): Decimal {
  const { unit, mode } = (layer['rounding'] ?? { unit: 'fen', mode: 'half_up' }) as {
    unit: string;
    mode: string;
  };
  const places = { fen: 2, jiao: 1, yuan: 0 }[unit]!;
  return value.toDecimalPlaces(places, mode === 'half_up' ? Decimal.ROUND_HALF_UP : Decimal.ROUND_DOWN);
}

export function answerLayer(layer: Plain, standing: Standing, situation: Situation): LayerAnswer {
  const { claim, eligibilities } = situation;
  const none: LayerAnswer = {
    pay: nothing,
    kind: undefined,
    deductible: nothing,
    reduction: nothing,
    burden: nothing,
  };
  if (layer['until'] !== undefined && claim.settled > (layer['until'] as string)) return none;
  if (layer['insured_only'] === 'true' && !claim.insured) return none;
  const group = layer['for'] as string[] | undefined;
  if (group !== undefined && !group.some((one) => eligibilities.includes(one))) return none;

  const base = baseOf(layer, standing, situation);
  const burden = layer['cumulative'] === 'year' ? base : nothing;
  const rule = ruleFor(layer['rules'] as Plain[], situation);
  if (rule === undefined) {
    if (layer['otherwise_nothing'] === undefined) throw new Refused('no_rule', true);
    return { ...none, burden };
  }
  const unset = unsetIn(rule, standing, situation);
  if (unset !== undefined) {
    if (unset === 'refuse' && !standing.free) throw new Refused('no_rule');
    return { ...none, burden };
  }
  const factors = tilts(layer, 'result', situation).map((change) => share(change['factor'] as string));
  const paid = payment(layer, rule, base, factors, standing, situation);
  const kind = rule['kind'] as string | undefined;
  const within = limited(layer, kind, paid.pay, standing, situation);
  const reduction = Decimal.max(0, paid.full.minus(paid.pay));
  return {
    pay: Decimal.min(within, available(layer, standing, situation)),
    kind,
    deductible: paid.deductible,
    reduction,
    burden,
  };
}

function unsetIn(rule: Plain, standing: Standing, situation: Situation): string | undefined {
  const parts = [rule, ...((rule['pays_the_larger_of'] as Plain[] | undefined) ?? [])];
  for (const part of parts) {
    for (const key of ['ratio', 'amount', 'lift_paid_share_to', 'bring_patient_down_to']) {
      if (part[key] === undefined) continue;
      const value = valueOf(part[key], standing, situation);
      if (typeof value === 'object') return value.unset;
    }
  }
  return undefined;
}

function baseOf(layer: Plain, standing: Standing, situation: Situation): Decimal {
  const whole: Record<string, Decimal> = {
    total: standing.inScope.plus(standing.outside),
    in_scope: standing.inScope,
    remaining: standing.inScopeLeft.plus(standing.outsideLeft),
    in_scope_rest: standing.inScopeLeft,
    out_of_catalogue: new Decimal(situation.claim.ownExpense),
    out_of_scope: standing.outside,
  };
  let base = whole[layer['base'] as string]!;
  for (const left of (layer['leaves_out'] as Plain[] | undefined) ?? []) {
    if (!applies(left['when'] as Plain | undefined, situation)) continue;
    base = Decimal.max(
      0,
      base.minus(left['what'] === 'deductible' ? standing.deductible : standing.reduction),
    );
  }
  return base;
}

function available(layer: Plain, standing: Standing, situation: Situation): Decimal {
  const base = layer['base'] as string;
  if (base === 'in_scope' || base === 'in_scope_rest') return standing.inScopeLeft;
  if (base === 'out_of_catalogue') return Decimal.min(situation.claim.ownExpense, standing.outsideLeft);
  if (base === 'out_of_scope') return standing.outsideLeft;
  return standing.inScopeLeft.plus(standing.outsideLeft);
}

/** The changes on one subject that apply, group after group. Options never stand in a tilt of a random pack. */
function tilts(layer: Plain, on: string, situation: Situation): Plain[] {
  const groups = ((layer['tilt'] as Plain[] | undefined) ?? []).filter((group) => group['on'] === on);
  return groups.flatMap((group): Plain[] => {
    const rule = ruleFor(group['rules'] as Plain[], situation);
    return rule === undefined ? [] : [rule];
  });
}

function tiltedAmount(layer: Plain, on: string, amount: Decimal, situation: Situation): Decimal | undefined {
  let tilted: Decimal | undefined = amount;
  for (const change of tilts(layer, on, situation)) {
    if (change['factor'] !== undefined) {
      tilted = tilted?.times(share(change['factor'] as string)).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
    } else if (change['to'] === 'none') tilted = on === 'limit' ? undefined : nothing;
    else tilted = new Decimal(change['to'] as string);
  }
  return tilted;
}

function tiltedRatio(layer: Plain, ratio: Decimal, situation: Situation): Decimal {
  let tilted = ratio;
  for (const change of tilts(layer, 'ratio', situation)) {
    if (change['to_ratio'] !== undefined) tilted = share(change['to_ratio'] as string);
    else if (change['points'] !== undefined)
      tilted = tilted.plus(new Decimal(change['points'] as string).div(100));
    else tilted = tilted.times(share(change['factor'] as string)).toDecimalPlaces(6, Decimal.ROUND_HALF_UP);
    tilted = Decimal.min(1, Decimal.max(0, tilted));
  }
  return tilted;
}

interface Paid {
  readonly pay: Decimal;
  readonly full: Decimal;
  readonly deductible: Decimal;
}

function payment(
  layer: Plain,
  rule: Plain,
  base: Decimal,
  factors: readonly Decimal[],
  standing: Standing,
  situation: Situation,
): Paid {
  const after = (value: Decimal): Decimal => factors.reduce((left, factor) => left.times(factor), value);
  const value = (key: string): string => valueOf(rule[key], standing, situation) as string;
  const plain = (amount: Decimal): Paid => {
    const full = rounded(amount, layer);
    return { pay: rounded(after(amount), layer), full, deductible: nothing };
  };
  if (rule['nothing'] === 'true') return { pay: nothing, full: nothing, deductible: nothing };
  if (rule['approved'] === 'true') {
    const granted = new Decimal(situation.claim.approved[layer['id'] as string] ?? 0);
    return { pay: granted, full: nothing, deductible: nothing };
  }
  if (rule['amount'] !== undefined) return plain(new Decimal(value('amount')));
  const parts = rule['pays_the_larger_of'] as Plain[] | undefined;
  if (parts !== undefined) {
    return plain(Decimal.max(...parts.map((part) => guarantee(layer, part, standing, situation))));
  }
  if (rule['ratio'] === undefined && rule['bands'] === undefined) {
    return plain(guarantee(layer, rule, standing, situation));
  }
  const deductible = deductibleOf(layer, standing, situation);
  const written = (rule['bands'] as { above: string; ratio: string }[] | undefined) ?? [
    { above: '0', ratio: value('ratio') },
  ];
  const bands = written.map((band) => ({
    above: new Decimal(band.above),
    ratio: tiltedRatio(layer, share(band.ratio), situation),
  }));
  const whole = rule['bands_apply_to'] === 'whole_amount';
  const due = (amount: Decimal): Decimal => dueOn(amount, bands, deductible, whole);
  const before = layer['cumulative'] === 'year' ? standing.year.burden : nothing;
  const total = before.plus(base);
  const difference = (change: (exact: Decimal) => Decimal): Decimal =>
    Decimal.max(0, rounded(change(due(total)), layer).minus(rounded(change(due(before)), layer)));
  return {
    pay: difference(after),
    full: difference((exact) => exact),
    deductible: Decimal.min(deductible, total).minus(Decimal.min(deductible, before)),
  };
}

function dueOn(
  amount: Decimal,
  bands: readonly { above: Decimal; ratio: Decimal }[],
  deductible: Decimal,
  whole: boolean,
): Decimal {
  if (whole) {
    const reached = bands.findLast((band) => amount.greaterThan(band.above));
    return reached === undefined ? nothing : Decimal.max(0, amount.minus(deductible)).times(reached.ratio);
  }
  return bands.reduce((sum, band, index) => {
    const end = Decimal.min(amount, bands[index + 1]?.above ?? amount);
    const start = Decimal.max(band.above, deductible);
    return sum.plus(Decimal.max(0, end.minus(start)).times(band.ratio));
  }, nothing);
}

function deductibleOf(layer: Plain, standing: Standing, situation: Situation): Decimal {
  const deductible = layer['deductible'] as { amount?: unknown; rules?: Plain[]; per: string } | undefined;
  if (deductible === undefined) return nothing;
  const rule = deductible.rules === undefined ? deductible : ruleFor(deductible.rules, situation);
  if (rule === undefined) throw new Refused('no_rule', true);
  const value = valueOf(rule.amount, standing, situation);
  if (typeof value === 'object') return nothing;
  const tilted = tiltedAmount(layer, 'deductible', new Decimal(value), situation) ?? nothing;
  if (deductible.per !== 'year') return tilted;
  return Decimal.max(0, tilted.minus(standing.year.deductible));
}

function guarantee(layer: Plain, part: Plain, standing: Standing, situation: Situation): Decimal {
  const inScope = part['of'] === 'in_scope';
  const whole = inScope ? standing.inScope : standing.inScope.plus(standing.outside);
  const left = inScope ? standing.inScopeLeft : standing.inScopeLeft.plus(standing.outsideLeft);
  if (part['lift_paid_share_to'] !== undefined) {
    const target = rounded(
      whole.times(share(valueOf(part['lift_paid_share_to'], standing, situation) as string)),
      layer,
    );
    return Decimal.max(0, target.minus(whole.minus(left)));
  }
  const line = new Decimal(valueOf(part['bring_patient_down_to'], standing, situation) as string);
  const earlier = inScope ? standing.year.personalInScope : standing.year.personal;
  const borne = part['per'] === 'year' ? earlier.plus(left) : left;
  return rounded(Decimal.min(left, Decimal.max(0, borne.minus(line))), layer);
}

function limited(
  layer: Plain,
  kind: string | undefined,
  pay: Decimal,
  standing: Standing,
  situation: Situation,
): Decimal {
  let left = pay;
  const id = layer['id'] as string;
  for (const limit of (layer['pays_at_most'] as Plain[] | undefined) ?? []) {
    const rules = limit['rules'] as Plain[] | undefined;
    const rule = rules === undefined ? limit : ruleFor(rules, situation);
    if (rule === undefined) continue;
    const value = valueOf(rule['amount'], standing, situation);
    if (typeof value === 'object') continue;
    const most = tiltedAmount(layer, 'limit', new Decimal(value), situation);
    if (most === undefined) continue;
    const counted = Object.entries(standing.year.paid).filter(([key]) => {
      if (limit['per'] === 'stay') return false;
      if (limit['per'] === 'year_and_kind' && kind !== undefined) return key === `${id}.${kind}`;
      return key === id || key.startsWith(`${id}.`);
    });
    const used = counted.reduce((sum, [, amount]) => sum.plus(amount), nothing);
    left = Decimal.min(left, Decimal.max(0, most.minus(used)));
  }
  return left;
}
