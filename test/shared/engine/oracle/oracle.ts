import { Decimal } from 'decimal.js';
import { Refused, type Situation, applies } from './conditions.ts';
import { type LayerAnswer, type Standing, answerLayer } from './layer.ts';
import type { PlainClaim } from './random-claim.ts';
import type { Plain } from './random-pack.ts';

/**
 * A second settlement engine for the tests: all decimal.js, in yuan, written plainly from the domain document and the
 * guide of the language. It shares no line with the engine and reads packs as plain data.
 */

export interface OracleYear {
  readonly burden: Decimal;
  readonly personal: Decimal;
  readonly personalInScope: Decimal;
  readonly deductible: Decimal;
  readonly stays: number;
  readonly paid: Readonly<Record<string, Decimal>>;
}

export interface OracleSettlement {
  readonly pays: Readonly<Record<string, string>>;
  readonly personal: string;
  readonly personalInScope: string;
  readonly deductible: string;
  readonly burden: string;
  readonly after: OracleYear;
}

const nothing = new Decimal(0);

export const oracleEmptyYear: OracleYear = {
  burden: nothing,
  personal: nothing,
  personalInScope: nothing,
  deductible: nothing,
  stays: 0,
  paid: {},
};

export function oracleSettle(pack: Plain, set: Plain, claim: PlainClaim, year: OracleYear): OracleSettlement {
  const eligibilities = claim.eligibilities.length === 0 ? ['ordinary'] : claim.eligibilities;
  const situation: Situation = { claim, eligibilities, visit: year.stays + 1 };
  const outside = new Decimal(claim.ownExpense).plus(claim.overLimit).plus(claim.preSelfPay);
  const standing: Standing = {
    pack,
    set,
    year,
    inScope: new Decimal(claim.inScope),
    outside,
    inScopeLeft: new Decimal(claim.inScope),
    outsideLeft: outside,
    deductible: nothing,
    reduction: nothing,
    free: isFree(pack, situation),
  };
  const paid: Record<string, Decimal> = { ...year.paid };
  const pays: Record<string, string> = {};
  let burden = nothing;
  const book = (id: string, kind: string | undefined, pay: Decimal): void => {
    pays[id] = pay.toFixed(2);
    const key = kind === undefined ? id : `${id}.${kind}`;
    if (!pay.isZero()) paid[key] = (paid[key] ?? nothing).plus(pay);
  };
  for (const layer of pack['layers'] as Plain[]) {
    const answer = forAllEligibilities(layer, standing, situation);
    takeOff(layer, standing, answer.pay);
    if (layer['id'] === 'basic_insurance') standing.deductible = answer.deductible;
    standing.reduction = standing.reduction.plus(answer.reduction);
    if (layer['cumulative'] === 'year') burden = answer.burden;
    book(layer['id'] as string, answer.kind, answer.pay);
  }
  if (pack['free_of_charge'] !== undefined) {
    const rest = standing.inScopeLeft.plus(standing.outsideLeft);
    const pay = standing.free ? rest : nothing;
    takeOff({ base: 'remaining' }, standing, pay);
    book('free_care', undefined, pay);
  }
  const personal = standing.inScopeLeft.plus(standing.outsideLeft);
  return {
    pays,
    personal: personal.toFixed(2),
    personalInScope: standing.inScopeLeft.toFixed(2),
    deductible: standing.deductible.toFixed(2),
    burden: burden.toFixed(2),
    after: {
      burden: year.burden.plus(burden),
      personal: year.personal.plus(personal),
      personalInScope: year.personalInScope.plus(standing.inScopeLeft),
      deductible: year.deductible.plus(standing.deductible),
      stays: year.stays + 1,
      paid,
    },
  };
}

function isFree(pack: Plain, situation: Situation): boolean {
  const free = pack['free_of_charge'] as { rules: Plain[] } | undefined;
  return free !== undefined && free.rules.some((rule) => applies(rule['when'] as Plain, situation));
}

const order = [
  'registered_poor',
  'subsistence_allowance',
  'special_hardship',
  'orphan',
  'low_income',
  'disabled',
];

/** All eligibilities at once, or the best one alone, or the first in the pack's rank. */
function forAllEligibilities(layer: Plain, standing: Standing, situation: Situation): LayerAnswer {
  const several = layer['several_eligibilities'];
  const alone = (eligibility: string): LayerAnswer =>
    answerLayer(layer, standing, { ...situation, eligibilities: [eligibility] });
  if (several === undefined) return answerLayer(layer, standing, situation);
  if (Array.isArray(several)) {
    return alone((several as string[]).find((one) => situation.eligibilities.includes(one)) ?? 'ordinary');
  }
  const answers: LayerAnswer[] = [];
  for (const eligibility of [...situation.eligibilities].sort(
    (a, b) => order.indexOf(a) - order.indexOf(b),
  )) {
    try {
      answers.push(alone(eligibility));
    } catch (error) {
      if (!(error instanceof Refused) || !error.silent) throw error;
    }
  }
  if (answers.length === 0) return answerLayer(layer, standing, situation);
  return answers.reduce((best, next) => {
    if (!next.pay.equals(best.pay)) return next.pay.greaterThan(best.pay) ? next : best;
    return next.burden.greaterThan(best.burden) ? next : best;
  });
}

function takeOff(layer: Plain, standing: Standing, pay: Decimal): void {
  if (String(layer['base']).startsWith('out_of')) {
    standing.outsideLeft = standing.outsideLeft.minus(pay);
    return;
  }
  const inScope = Decimal.min(pay, standing.inScopeLeft);
  standing.inScopeLeft = standing.inScopeLeft.minus(inScope);
  standing.outsideLeft = standing.outsideLeft.minus(pay.minus(inScope));
}
