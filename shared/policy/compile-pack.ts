import { type CompiledDisease, readCode } from '../engine/disease.ts';
import { everyEligibility } from '../engine/condition.ts';
import type { Ceiling, CompiledLayer, Policy, Premium, Rule, SubsidyRule } from '../engine/policy.ts';
import { type Fen, zeroFen } from '../money/fen.ts';
import type { Ratio } from '../money/ratio.ts';
import { halfUpFen } from '../money/rounding.ts';
import { compileLayer, compileSeveral } from './compile-layer.ts';
import { Faults } from './faults.ts';
import type { DiseaseList, FreeOfCharge, PackText } from './language/pack.ts';
import { isOptionName } from './language/scalar.ts';
import { type OptionValues, readOptionValues } from './option-values.ts';
import { checkOverlap } from './overlap.ts';
import type { Pack } from './read-pack.ts';
import { Resolver, isUnset } from './resolver.ts';

const mostDiseaseLists = 30;

/**
 * Makes a policy of a pack and the county's options: every name resolved, every rule list free of overlap, every
 * number an integer. Pure; throws PackRefused with every problem and its place.
 */
export function compilePack(pack: Pack, optionValues: OptionValues = {}): Policy {
  const faults = new Faults(pack);
  const settings = readOptionValues(pack, optionValues, faults);
  faults.throwIfAny();
  const text = pack.text;
  const listNames = Object.keys(text.disease_lists ?? {});
  if (listNames.length > mostDiseaseLists) faults.add(['disease_lists'], 'too_many', '病种名单最多 30 个。');
  const resolver = new Resolver(settings, listNames, faults);
  const layers = text.layers.map((layer, index) => compileLayer(resolver, layer, ['layers', index]));
  if (text.free_of_charge !== undefined) layers.push(compileFreeOfCharge(resolver, text.free_of_charge));
  checkLayers(text, layers, faults);
  const atMost = text.control_figures?.out_of_catalogue_share?.at_most;
  const control = text.control_figures?.out_of_catalogue_share?.clause;
  const controlShare =
    atMost === undefined
      ? undefined
      : resolver.quantity<Ratio>(atMost, ['ratio'], control, ['control_figures']);
  const policy: Policy = {
    id: text.id,
    title: text.title,
    slipTitle: text.slip_title ?? `${text.title}“一站式”结算单`,
    region: text.region,
    document: text.source.document,
    effectiveFrom: text.effective.from,
    effectiveTo: text.effective.to,
    notices: text.notices ?? [],
    layers,
    diseaseLists: listNames.map((id) => {
      const list = text.disease_lists?.[id];
      return { id, diseases: list === undefined ? [] : compileDiseases(resolver, list, id) };
    }),
    itemLists: Object.entries(text.item_lists ?? {}).map(([id, { title, codes }]) => {
      const given = isOptionName(codes)
        ? resolver.value(codes.option, 'item_codes', ['item_lists', id, 'codes'])
        : codes;
      return { id, title, codes: (given ?? []) as readonly string[] };
    }),
    ceiling: compileCeiling(resolver, text.ceiling),
    outOfCatalogueAtMost: isUnset(controlShare) ? undefined : controlShare,
    treatFirst: (text.treat_first ?? []).map((rule, index) => ({
      boxes: resolver.boxes(rule.when, ['treat_first', index, 'when']),
      gives: true,
      clause: rule.clause,
      unset: undefined,
    })),
    premium: compilePremium(resolver, text.premium_subsidies),
    text,
  };
  faults.throwIfAny();
  return policy;
}

function checkLayers(text: PackText, layers: readonly CompiledLayer[], faults: Faults): void {
  const itemLists = text.item_lists ?? {};
  let cumulative = 0;
  for (const [index, layer] of layers.entries()) {
    if (layers.findIndex((other) => other.id === layer.id) < index) {
      faults.add(['layers', index, 'id'], 'layer_twice', `“${layer.id}”这一层写了两次。`);
    }
    if (layer.base === 'items' && itemLists[layer.itemList] === undefined) {
      faults.add(['layers', index, 'base'], 'item_list_unknown', `item_lists 里没有“${layer.itemList}”。`);
    }
    if (layer.cumulative) cumulative += 1;
    if (cumulative > 1) {
      faults.add(['layers', index, 'cumulative'], 'cumulative_twice', '只能有一层按年累计负担（大病保险）。');
    }
  }
  for (const [index, rule] of (text.free_of_charge?.rules ?? []).entries()) {
    if (rule.items === undefined || itemLists[rule.items] !== undefined) continue;
    faults.add(
      ['free_of_charge', 'rules', index, 'items'],
      'item_list_unknown',
      `item_lists 里没有“${rule.items}”。`,
    );
  }
}

/** Who pays when care is free of charge: the last layer, which takes whatever the others leave. */
function compileFreeOfCharge(resolver: Resolver, free: FreeOfCharge): CompiledLayer {
  const rules = free.rules.map((rule, index) => {
    const boxes = resolver.boxes(rule.when, ['free_of_charge', 'rules', index, 'when']);
    const payment = { how: 'free', itemList: rule.items } as const;
    return { boxes, gives: { payment, kind: undefined }, clause: rule.clause, unset: undefined };
  });
  checkOverlap(resolver.faults, rules, false, ['free_of_charge', 'rules']);
  return {
    id: free.payer,
    title: free.title,
    active: true,
    inactiveSays: '',
    forMask: everyEligibility,
    insuredOnly: false,
    from: undefined,
    until: undefined,
    base: 'remaining',
    itemList: '',
    cumulative: false,
    leavesOut: [],
    several: undefined,
    deductible: undefined,
    rules,
    otherwiseNothing: '不属于免费救治的情形',
    tilts: [],
    limits: [],
    rounding: halfUpFen,
    paidKeys: [free.payer],
    clause: '',
    takesApproval: false,
    isFreeOfCharge: true,
  };
}

function compileDiseases(resolver: Resolver, list: DiseaseList, id: string): CompiledDisease[] {
  const path = ['disease_lists', id];
  const given =
    list.codes === undefined
      ? undefined
      : resolver.value(list.codes.option, 'disease_codes', [...path, 'codes']);
  const confirmed = (given ?? {}) as Record<string, readonly string[]>;
  const named = list.diseases ?? [];
  for (const [index, disease] of named.entries()) {
    if (disease.clause !== undefined || list.clause !== undefined) continue;
    resolver.faults.add([...path, 'diseases', index], 'clause_missing', '病种没有依据，请写 clause。');
  }
  const further = Object.keys(confirmed).filter((name) => !named.some((disease) => disease.name === name));
  const fromOption = further.map((name) => ({ name, codes: confirmed[name] ?? [] }));
  return [...named, ...fromOption].map((disease): CompiledDisease => {
    const bounds = 'age' in disease ? disease : undefined;
    return {
      name: disease.name,
      codes: [...(disease.codes ?? []), ...(confirmed[disease.name] ?? [])].map(readCode),
      ageFrom: bounds?.age?.from,
      ageTo: bounds?.age?.to,
      since: bounds?.since,
      until: bounds?.until,
    };
  });
}

function compileCeiling(resolver: Resolver, ceiling: PackText['ceiling']): Ceiling | undefined {
  if (ceiling === undefined) return undefined;
  const path = ['ceiling', 'paid_share'];
  const share = resolver.quantity<Ratio>(ceiling.paid_share, ['ratio'], ceiling.clause, path);
  if (isUnset(share)) return undefined;
  const until = ceiling.exempt_until;
  const named = isOptionName(until) ? resolver.value(until.option, 'date', path) : until;
  const exemptUntil = named as Ceiling['exemptUntil'];
  return { paidShare: share, of: ceiling.of, exemptUntil, clause: ceiling.clause };
}

function compilePremium(resolver: Resolver, premium: PackText['premium_subsidies']): Premium | undefined {
  if (premium === undefined) return undefined;
  const path = ['premium_subsidies'];
  const amount = resolver.quantity<Fen>(premium.premium, ['yuan'], premium.rules[0]?.clause, [
    ...path,
    'premium',
  ]);
  const rules = premium.rules.map((rule, index): Rule<SubsidyRule> => {
    const at = [...path, 'rules', index];
    if ((rule.share === undefined) === (rule.amount === undefined)) {
      resolver.faults.add(at, 'one_way_needed', '请写 share（比例）或 amount（金额）其中一个。');
    }
    const boxes = resolver.boxes(rule.when, [...at, 'when']);
    const share =
      rule.share === undefined ? undefined : resolver.quantity<Ratio>(rule.share, ['ratio'], rule.clause, at);
    const fixed =
      rule.amount === undefined ? undefined : resolver.quantity<Fen>(rule.amount, ['yuan'], rule.clause, at);
    const unset = isUnset(share) ? share : isUnset(fixed) ? fixed : undefined;
    const gives = {
      share: isUnset(share) ? undefined : share,
      amountFen: isUnset(fixed) ? undefined : fixed,
    };
    return { boxes, gives, clause: rule.clause, unset };
  });
  checkOverlap(resolver.faults, rules, true, [...path, 'rules']);
  const several = compileSeveral(premium.several_eligibilities) ?? 'best';
  const amountFen = isUnset(amount) ? { by: 'all' as const, values: [zeroFen], clause: '' } : amount;
  return { amountFen, several, rules };
}
