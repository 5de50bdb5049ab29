import { type Claim, type YearState, emptyYear } from '../../../shared/engine/claim.ts';
import type { PolicyRefusal } from '../../../shared/engine/refusal.ts';
import { settle } from '../../../shared/engine/settle.ts';
import type { Settlement } from '../../../shared/engine/settlement.ts';
import { type Fen, parseYuan, plainYuan } from '../../../shared/money/fen.ts';
import { compilePack } from '../../../shared/policy/compile-pack.ts';
import type { OptionValues } from '../../../shared/policy/option-values.ts';
import { packOf, smallPack } from '../policy/packs.ts';
import { claimOf, costOf } from './claims.ts';

/** Settles a claim under layers written in the test. */
export function run(
  layers: string,
  claim: Claim,
  {
    rest = '',
    year = emptyYear,
    options = {},
  }: { rest?: string; year?: YearState; options?: OptionValues } = {},
): Settlement {
  return settle(compilePack(packOf(smallPack(layers, rest)), options), claim, year);
}

export const pays = (settlement: Settlement) => settlement.layers.map((layer) => plainYuan(layer.payFen));

export function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as PolicyRefusal).code;
  }
  return 'settled';
}

export const layer = (id: string, base: string, rule: string, more = '') =>
  `  - {id: ${id}, title: ${id}, base: ${base}, clause: 一, rules: [${rule}]${more === '' ? '' : `, ${more}`}}`;

export const cost = costOf('1000', '200', '50', '150');
export const claim = claimOf(cost);
export const yuan = (text: string): Fen => parseYuan(text);

/** The steps of the first layer without the base, which every layer begins with. */
export const stepsOf = (...args: Parameters<typeof run>) => run(...args).layers[0]!.steps.slice(1);
