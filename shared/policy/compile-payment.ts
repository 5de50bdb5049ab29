import type { Band } from '../engine/bands.ts';
import type { CompiledBand, Guarantee, Payment, Quantity, Rule, Unset } from '../engine/policy.ts';
import type { PaymentGift } from '../engine/policy.ts';
import type { Fen } from '../money/fen.ts';
import { zeroFen } from '../money/fen.ts';
import { type Ratio, zeroRatio } from '../money/ratio.ts';
import type { Guarantee as GuaranteeText, PaymentRule } from './language/layer.ts';
import { type OptionName, isOptionName } from './language/scalar.ts';
import { type Resolved, type Resolver, isUnset } from './resolver.ts';

type Path = readonly PropertyKey[];

interface Found {
  readonly payment: Payment;
  readonly unset?: Unset;
}

const ways = ['ratio', 'bands', 'amount', 'approved', 'nothing', 'pays_the_larger_of'] as const;

/** One rule of a layer: its conditions, and the one way in which it pays. */
export function compilePaymentRule(
  resolver: Resolver,
  rule: PaymentRule,
  layerClause: string | undefined,
  path: Path,
): Rule<PaymentGift> {
  const clause = rule.clause ?? layerClause;
  checkWays(resolver, rule, path);
  const found = compileWay(resolver, rule, clause, path);
  if (found.unset?.unset === 'left_out') {
    const sentence = `选项“${found.unset.option}”决定支付多少，没有设定时只能 refuse 或 pays_nothing。`;
    resolver.faults.add(path, 'option_unset_wrong', sentence);
  }
  return {
    boxes: resolver.boxes(rule.when, [...path, 'when']),
    gives: { payment: found.payment, kind: rule.kind },
    clause: clause ?? clauseOf(found.payment),
    unset: found.unset,
  };
}

function checkWays(resolver: Resolver, rule: PaymentRule, path: Path): void {
  const isGuarantee = rule.lift_paid_share_to !== undefined || rule.bring_patient_down_to !== undefined;
  const count = ways.filter((way) => rule[way] !== undefined).length + (isGuarantee ? 1 : 0);
  if (count !== 1) {
    const sentence = `一条规则只用一种支付方式（${ways.join('、')}、lift_paid_share_to、bring_patient_down_to），这里有 ${count} 种。`;
    resolver.faults.add(path, 'one_way_needed', sentence);
  }
  if (!isGuarantee && (rule.of !== undefined || rule.per !== undefined)) {
    resolver.faults.add(
      [...path, rule.of === undefined ? 'per' : 'of'],
      'key_misplaced',
      'of 和 per 只用于兜底规则。',
    );
  }
  if (rule.bands_apply_to !== undefined && rule.bands === undefined) {
    resolver.faults.add([...path, 'bands_apply_to'], 'key_misplaced', 'bands_apply_to 只用于分段。');
  }
}

function compileWay(resolver: Resolver, rule: PaymentRule, clause: string | undefined, path: Path): Found {
  if (rule.ratio !== undefined) {
    const ratio = resolver.quantity<Ratio>(rule.ratio, ['ratio'], clause, [...path, 'ratio']);
    return orUnset(ratio, (known) => {
      return bandPayment([{ aboveFen: zeroFen, ratio: known }], false);
    });
  }
  if (rule.bands !== undefined) return compileBands(resolver, rule, rule.bands, clause, path);
  if (rule.amount !== undefined) {
    const amount = resolver.quantity<Fen>(rule.amount, ['yuan'], clause, [...path, 'amount']);
    return orUnset(amount, (amountFen) => ({ how: 'flat', amountFen }));
  }
  if (rule.approved === true) return { payment: { how: 'approved' } };
  const larger = rule.pays_the_larger_of;
  if (larger !== undefined) {
    const parts = larger.map((part, index) => [part, [...path, 'pays_the_larger_of', index]] as const);
    return compileGuarantees(resolver, parts, clause);
  }
  if (rule.lift_paid_share_to !== undefined || rule.bring_patient_down_to !== undefined) {
    if (rule.of === undefined)
      resolver.faults.add(path, 'missing_key', '兜底规则要用 of 写明基数：total 或 in_scope。');
    const part = { ...rule, of: rule.of ?? 'total', per: rule.per ?? 'stay' } as const;
    return compileGuarantees(resolver, [[part, path]], clause);
  }
  return { payment: { how: 'nothing' } };
}

function compileBands(
  resolver: Resolver,
  rule: PaymentRule,
  bands: OptionName | readonly { above: Fen; ratio: Ratio }[],
  clause: string | undefined,
  path: Path,
): Found {
  const at = [...path, 'bands'];
  let list: readonly { above: Fen; ratio: Ratio }[] = [];
  let bandClause = clause ?? '';
  if (isOptionName(bands)) {
    const setting = resolver.bands(bands.option, at);
    if (isUnset(setting)) return { payment: { how: 'nothing' }, unset: setting };
    list = setting.bands;
    bandClause = clause ?? setting.clause;
  } else {
    list = bands;
    if (clause === undefined) resolver.faults.add(at, 'clause_missing', '分段没有依据，请写 clause。');
  }
  const rising = list.every((band, index) => index === 0 || band.above > (list[index - 1]?.above ?? 0));
  if (!rising) resolver.faults.add(at, 'bands_not_rising', '分段的 above 要从小到大，不能重复。');
  const compiled = list.map((band): CompiledBand => {
    const ratio: Quantity<Ratio> = { by: 'all', values: [band.ratio], clause: bandClause };
    return { aboveFen: band.above, ratio };
  });
  return { payment: bandPayment(compiled, rule.bands_apply_to === 'whole_amount') };
}

function bandPayment(bands: readonly CompiledBand[], wholeAmount: boolean): Payment {
  const same = bands.flatMap(({ aboveFen, ratio }, index): Band[] => {
    const [value] = ratio.values;
    if (ratio.by !== 'all' || value === undefined) return [];
    return [{ aboveFen, upToFen: bands[index + 1]?.aboveFen, ratio: value, clause: ratio.clause }];
  });
  return { how: 'bands', bands, wholeAmount, same: same.length === bands.length ? same : undefined };
}

type GuaranteeParts = readonly (readonly [GuaranteeText, Path])[];

function compileGuarantees(resolver: Resolver, parts: GuaranteeParts, clause: string | undefined): Found {
  const larger: Guarantee[] = [];
  for (const [part, path] of parts) {
    const [share, cap] = [part.lift_paid_share_to, part.bring_patient_down_to];
    if ((share === undefined) === (cap === undefined)) {
      const sentence = '请写 lift_paid_share_to 或 bring_patient_down_to 其中一个。';
      resolver.faults.add(path, 'one_way_needed', sentence);
    }
    const none = { by: 'all', values: [0], clause: clause ?? '' } as const;
    const ratio: Resolved<Ratio> =
      share === undefined
        ? { ...none, values: [zeroRatio] }
        : resolver.quantity<Ratio>(share, ['ratio'], clause, [...path, 'lift_paid_share_to']);
    const capFen: Resolved<Fen> =
      cap === undefined
        ? { ...none, values: [zeroFen] }
        : resolver.quantity<Fen>(cap, ['yuan'], clause, [...path, 'bring_patient_down_to']);
    if (isUnset(ratio)) return { payment: { how: 'nothing' }, unset: ratio };
    if (isUnset(capFen)) return { payment: { how: 'nothing' }, unset: capFen };
    const how = share === undefined ? 'patient_cap' : 'share';
    const of = guaranteeBase(resolver, part.of, [...path, 'of']);
    const ownClause = share === undefined ? capFen.clause : ratio.clause;
    larger.push({ how, ratio, capFen, of, per: part.per, clause: ownClause });
  }
  return { payment: { how: 'guarantee', larger } };
}

function guaranteeBase(
  resolver: Resolver,
  of: 'total' | 'in_scope' | OptionName,
  path: Path,
): 'total' | 'in_scope' {
  const value = isOptionName(of) ? resolver.value(of.option, 'choice', path) : of;
  if (value === 'total' || value === 'in_scope') return value;
  resolver.faults.add(path, 'guarantee_base_wrong', '基数选项的值只能是 total 或 in_scope。');
  return 'total';
}

function orUnset<T extends number>(value: Resolved<T>, pay: (known: Quantity<T>) => Payment): Found {
  return isUnset(value) ? { payment: { how: 'nothing' }, unset: value } : { payment: pay(value) };
}

function clauseOf(payment: Payment): string {
  if (payment.how === 'bands') return payment.bands[0]?.ratio.clause ?? '';
  if (payment.how === 'flat') return payment.amountFen.clause;
  return payment.how === 'guarantee' ? (payment.larger[0]?.clause ?? '') : '';
}
