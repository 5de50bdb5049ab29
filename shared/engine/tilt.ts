import { type Fen, formatYuan, zeroFen } from '../money/fen.ts';
import { type Ratio, formatRatio, wholeRatio, zeroRatio } from '../money/ratio.ts';
import { timesRatio } from '../money/rounding.ts';
import type { Facts } from './condition.ts';
import type { Change, CompiledLayer, Rule, Tilt } from './policy.ts';
import { findRule, pick } from './quantity.ts';
import type { Steps } from './settlement.ts';

type Subject = Tilt['on'];

/** The preferences that apply to a claim, group after group; a rule whose option nobody set does nothing. */
function applying(layer: CompiledLayer, on: Subject, facts: Facts): Rule<Change>[] {
  const found: Rule<Change>[] = [];
  for (const tilt of layer.tilts) {
    if (tilt.on !== on) continue;
    const rule = findRule(tilt.rules, facts);
    if (rule !== undefined && rule.unset === undefined) found.push(rule);
  }
  return found;
}

/** A deductible or a limit after the tilt; undefined is no limit. A factor rounds to the fen before anything else. */
export function tiltAmount(
  layer: CompiledLayer,
  on: 'deductible' | 'limit',
  amount: Fen,
  facts: Facts,
  steps: Steps,
): Fen | undefined {
  if (layer.tilts.length === 0) return amount;
  let tilted: Fen | undefined = amount;
  for (const { gives, clause } of applying(layer, on, facts)) {
    const before: Fen | undefined = tilted;
    if (gives.how === 'factor' && tilted !== undefined)
      tilted = timesRatio(tilted, pick(gives.factor, facts));
    if (gives.how === 'to') tilted = pick(gives.amountFen, facts);
    if (gives.how === 'none') tilted = on === 'limit' ? undefined : zeroFen;
    steps?.push({ kind: 'tilt', what: on, from: spell(before), to: spell(tilted), clause });
  }
  return tilted;
}

function spell(amount: Fen | undefined): string {
  return amount === undefined ? '不限' : `${formatYuan(amount)} 元`;
}

/** The change of every ratio of the layer, compiled into one function; undefined when nothing applies. */
export function ratioTilt(layer: CompiledLayer, facts: Facts): ((ratio: Ratio) => Ratio) | undefined {
  if (layer.tilts.length === 0) return undefined;
  const changes = applying(layer, 'ratio', facts);
  if (changes.length === 0) return undefined;
  return (ratio) => changes.reduce((tilted, { gives }) => tiltRatio(tilted, gives, facts), ratio);
}

/** Points and factors never lead outside 0 to 100 %; a factor is rounded to a millionth. */
function tiltRatio(ratio: Ratio, change: Change, facts: Facts): Ratio {
  if (change.how === 'to_ratio') return pick(change.ratio, facts);
  if (change.how === 'points') return clip(ratio + pick(change.points, facts));
  if (change.how !== 'factor') return ratio;
  return clip(timesRatio(ratio as number as Fen, pick(change.factor, facts)));
}

function clip(millionths: number): Ratio {
  return Math.min(wholeRatio, Math.max(zeroRatio, millionths)) as Ratio;
}

/** One step for each preference on the ratios, told by the first of them. */
export function ratioTiltSteps(layer: CompiledLayer, first: Ratio, facts: Facts, steps: Steps): void {
  let ratio = first;
  for (const { gives, clause } of applying(layer, 'ratio', facts)) {
    const to = tiltRatio(ratio, gives, facts);
    steps?.push({ kind: 'tilt', what: 'ratio', from: formatRatio(ratio), to: formatRatio(to), clause });
    ratio = to;
  }
}

/** The factors that the layer's result is multiplied by before it is rounded. */
export function resultFactors(layer: CompiledLayer, facts: Facts, steps: Steps): readonly Ratio[] {
  if (layer.tilts.length === 0) return none;
  const factors: Ratio[] = [];
  for (const { gives, clause } of applying(layer, 'result', facts)) {
    if (gives.how !== 'factor') continue;
    const factor = pick(gives.factor, facts);
    factors.push(factor);
    steps?.push({
      kind: 'tilt',
      what: 'result',
      from: formatRatio(wholeRatio),
      to: formatRatio(factor),
      clause,
    });
  }
  return factors;
}

const none: readonly Ratio[] = [];
