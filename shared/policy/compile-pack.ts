import type { Ceiling, CompiledLayer, Policy } from '../engine/policy.ts';
import type { Ratio } from '../money/ratio.ts';
import { compileDiseases } from './compile-diseases.ts';
import { compileFreeOfCharge } from './compile-free-of-charge.ts';
import { compileLayer } from './compile-layer.ts';
import { compilePremium } from './compile-premium.ts';
import { Faults } from './faults.ts';
import type { PackText } from './language/pack.ts';
import { isOptionName } from './language/scalar.ts';
import { type OptionValues, readOptionValues } from './option-values.ts';
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
    diseaseLists: Object.entries(text.disease_lists ?? {}).map(([id, list]) => ({
      id,
      title: list.title,
      diseases: compileDiseases(resolver, list, id),
      patients:
        list.patients === undefined
          ? undefined
          : resolver.eligibilities(list.patients, ['disease_lists', id, 'patients']),
    })),
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
