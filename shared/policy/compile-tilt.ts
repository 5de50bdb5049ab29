import type { Change, Rule, Tilt, Unset } from '../engine/policy.ts';
import { type Fen, zeroFen } from '../money/fen.ts';
import type { Ratio } from '../money/ratio.ts';
import type { Tilt as TiltText } from './language/layer.ts';
import { type Resolved, type Resolver, isUnset } from './resolver.ts';

type Path = readonly PropertyKey[];
type TiltRule = TiltText['rules'][number];

/** What each subject of a tilt can undergo. */
const fitting: Record<TiltText['on'], readonly Change['how'][]> = {
  deductible: ['factor', 'to', 'none'],
  ratio: ['points', 'factor', 'to_ratio'],
  limit: ['factor', 'to', 'none'],
  result: ['factor'],
};

/** One group of a layer's preferences; at most one of its rules applies to a claim. */
export function compileTilt(
  resolver: Resolver,
  tilt: TiltText,
  layerClause: string | undefined,
  path: Path,
): Tilt {
  const rules = tilt.rules.map((rule, index): Rule<Change> => {
    const at = [...path, 'rules', index];
    const clause = rule.clause ?? layerClause;
    const change = compileChange(resolver, rule, clause, at);
    const gives: Change = isUnset(change) ? { how: 'none' } : change;
    if (!isUnset(change) && !fitting[tilt.on].includes(change.how)) {
      const sentence = `${tilt.on} 只能用 ${fitting[tilt.on].join('、')} 来倾斜。`;
      resolver.faults.add(at, 'tilt_wrong', sentence);
    }
    const unset = isUnset(change) ? change : undefined;
    const boxes = resolver.boxes(rule.when, [...at, 'when']);
    return { boxes, gives, clause: clause ?? clauseOf(gives), unset };
  });
  return { on: tilt.on, rules };
}

function compileChange(
  resolver: Resolver,
  rule: TiltRule,
  clause: string | undefined,
  path: Path,
): Change | Unset {
  const given = [rule.points, rule.factor, rule.to, rule.to_ratio].filter((value) => value !== undefined);
  if (given.length !== 1) {
    resolver.faults.add(path, 'one_way_needed', '请写 points、factor、to、to_ratio 其中一个。');
  }
  if (rule.points !== undefined) {
    const points = resolver.quantity<number>(rule.points, ['points'], clause, [...path, 'points']);
    return wrap(points, (known) => ({ how: 'points', points: known }));
  }
  if (rule.factor !== undefined) {
    const factor = resolver.quantity<Ratio>(rule.factor, ['factor', 'ratio'], clause, [...path, 'factor']);
    return wrap(factor, (known) => ({ how: 'factor', factor: known }));
  }
  if (rule.to_ratio !== undefined) {
    const ratio = resolver.quantity<Ratio>(rule.to_ratio, ['ratio'], clause, [...path, 'to_ratio']);
    return wrap(ratio, (known) => ({ how: 'to_ratio', ratio: known }));
  }
  if (rule.to === 'none') {
    if (clause === undefined) resolver.faults.add(path, 'clause_missing', '取消要有依据，请写 clause。');
    return { how: 'none' };
  }
  const amount = resolver.quantity<Fen>(rule.to ?? zeroFen, ['yuan'], clause, [...path, 'to']);
  return wrap(amount, (known) => ({ how: 'to', amountFen: known }));
}

function wrap<T extends number>(
  value: Resolved<T>,
  change: (known: Exclude<Resolved<T>, Unset>) => Change,
): Change | Unset {
  return isUnset(value) ? value : change(value);
}

function clauseOf(change: Change): string {
  if (change.how === 'points') return change.points.clause;
  if (change.how === 'factor') return change.factor.clause;
  if (change.how === 'to') return change.amountFen.clause;
  return change.how === 'to_ratio' ? change.ratio.clause : '';
}
