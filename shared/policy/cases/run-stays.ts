import { yearOf } from '../../calendar/local-date.ts';
import { type Claim, type CostParts, type YearState, emptyYear } from '../../engine/claim.ts';
import { explain } from '../../engine/explain.ts';
import type { Policy } from '../../engine/policy.ts';
import { PolicyRefusal } from '../../engine/refusal.ts';
import { settle } from '../../engine/settle.ts';
import type { Settlement } from '../../engine/settlement.ts';
import { splitItem, sumItems } from '../../fees/item.ts';
import { type Fen, MoneyError, fen, parseYuan, plainYuan, zeroFen } from '../../money/fen.ts';
import { type Borne, topUp } from '../../engine/top-up.ts';
import { addToYear } from '../../engine/year-state.ts';
import type { StayCase, StayText, TopUpText } from './case-file.ts';
import { type SettledVisit, heldBefore, settledVisit } from './visits.ts';

/** A stay that came to no settlement, by the code of its refusal. */
export interface Refused {
  readonly error: string;
  readonly sentence: string;
}

interface Done {
  readonly year: number;
  readonly before: YearState;
  readonly visit: SettledVisit | undefined;
  live: boolean;
  /** What the patient still bears of it; nothing of a reversal or a top-up. */
  borne: Borne | undefined;
}

/**
 * Settles the stays of a case in order, each in the state that those before it left, and compares. `seen` is told what
 * each came to, counted from 0 in the order of the case.
 */
export function runStays(
  stayCase: StayCase,
  policy: Policy,
  seen: (stayIndex: number, result: Settlement | Refused) => void = () => undefined,
): string[] {
  const differences: string[] = [];
  const states = new Map<number, YearState>();
  const done: Done[] = [];
  let initial = initialYear(stayCase);
  for (const [index, stay] of stayCase.stays.entries()) {
    const label = `stay ${index + 1}`;
    if ('reverse' in stay) {
      done.push({ year: 0, before: emptyYear, visit: undefined, live: false, borne: undefined });
      const refusal = reverse(done, stay.reverse, states);
      if (refusal !== undefined) differences.push(`${label}: ${refusal}`);
      continue;
    }
    if ('top_up' in stay) {
      differences.push(...topUpStay(policy, stay, { done, states }).map((line) => `${label}: ${line}`));
      continue;
    }
    const year = yearOf(stay.settled);
    const before = states.get(year) ?? initial;
    initial = emptyYear;
    const result = settleStay(stayCase, stay, policy, { before, done });
    seen(index, result);
    const settled = 'layers' in result;
    states.set(year, settled ? result.after : before);
    const visit = settled ? settledVisit(stay, result) : undefined;
    done.push({ year, before, visit, live: settled, borne: settled ? result : undefined });
    differences.push(...compare(stay, result).map((line) => `${label}: ${line}`));
  }
  return differences;
}

/** Last in, first out within a year: the state before the stay comes back. */
function reverse(done: Done[], number: number, states: Map<number, YearState>): string | undefined {
  const stay = done[number - 1];
  if (stay === undefined || !stay.live) return `there is no settlement ${number} to reverse`;
  if (done.slice(number).some((later) => later.live && later.year === stay.year)) {
    return `settlement ${number} is not the last of its year`;
  }
  stay.live = false;
  states.set(stay.year, stay.before);
  return undefined;
}

/** In the year of the stay, on what is borne of it now; the stay can be reversed again once the top-up was. */
function topUpStay(
  policy: Policy,
  { top_up: number, layer, amount, expect }: TopUpText,
  { done, states }: { readonly done: Done[]; readonly states: Map<number, YearState> },
): string[] {
  const stay = done[number - 1];
  const borne = stay?.live === true ? stay.borne : undefined;
  if (stay === undefined || borne === undefined) {
    done.push({ year: 0, before: emptyYear, visit: undefined, live: false, borne: undefined });
    return [`there is no settlement ${number} to top up`];
  }
  const before = states.get(stay.year) ?? emptyYear;
  const paid = orRefused(() => topUp(policy, borne, { layer, amountFen: amount }));
  const entry = { year: stay.year, before, visit: undefined, borne: undefined };
  done.push({ ...entry, live: !('error' in paid) });
  if ('error' in paid) {
    return paid.error === expect['error'] ? [] : [`refused with ${paid.error}`, paid.sentence];
  }
  const after = addToYear(before, paid);
  states.set(stay.year, after);
  stay.borne = {
    personalFen: fen(borne.personalFen + paid.personalFen),
    personalInScopeFen: fen(borne.personalInScopeFen + paid.personalInScopeFen),
  };
  const got: Record<string, Fen> = {
    personal: stay.borne.personalFen,
    personal_in_scope: stay.borne.personalInScopeFen,
    year_personal: after.personalFen,
    year_personal_in_scope: after.personalInScopeFen,
    year_paid: after.paidFen[layer] ?? zeroFen,
  };
  return Object.entries(expect).flatMap(([name, text]) =>
    got[name] === undefined || plainYuan(got[name]) !== plainYuan(parseYuan(text))
      ? [`${name} expected ${text}, got ${got[name] === undefined ? 'nothing' : plainYuan(got[name])}`]
      : [],
  );
}

function settleStay(
  stayCase: StayCase,
  stay: StayText,
  policy: Policy,
  { before, done }: { readonly before: YearState; readonly done: readonly Done[] },
): Settlement | Refused {
  return orRefused(() => {
    const cost = costOf(stay);
    if ('error' in cost) return cost;
    return (
      unknownList(stay, policy) ?? settle(policy, claimOf(stayCase, stay, cost, { policy, done }), before)
    );
  });
}

function orRefused<Value>(work: () => Value): Value | Refused {
  try {
    return work();
  } catch (error) {
    if (error instanceof PolicyRefusal) return { error: error.code, sentence: error.sentence };
    if (error instanceof MoneyError) return { error: error.code, sentence: error.message };
    throw error;
  }
}

/** A misspelt name would silently be no items at all. */
function unknownList({ item_lists }: StayText, { itemLists }: Policy): Refused | undefined {
  const unknown = Object.keys(item_lists).find((id) => !itemLists.some((list) => list.id === id));
  if (unknown === undefined) return undefined;
  return { error: 'item_list_unknown', sentence: `这个政策包的 item_lists 里没有“${unknown}”。` };
}

function claimOf(
  stayCase: StayCase,
  stay: StayText,
  cost: CostParts,
  { policy, done }: { readonly policy: Policy; readonly done: readonly Done[] },
): Claim {
  const standing = stay.hospital ?? stayCase.hospital ?? { level: 2 as const, county_level: true };
  const person = stayCase.person;
  return {
    settledOn: stay.settled,
    admittedOn: stay.admitted ?? stay.settled,
    place: stay.place,
    hospital: { level: standing.level, countyLevel: standing.county_level },
    person: {
      eligibilities: person?.categories ?? [],
      insured: person?.insured ?? true,
      ageYears: person?.age,
      diseases: stay.outpatient === undefined ? (person?.diseases ?? []) : [stay.outpatient],
    },
    ...visitOf(policy, stayCase, stay, done),
    cost,
    approvedFen: stay.approved,
    downReferred: stay.down_referred,
    itemListsFen: stay.item_lists,
  };
}

function visitOf(
  policy: Policy,
  { person }: StayCase,
  stay: StayText,
  done: readonly Done[],
): Pick<Claim, 'outpatient'> {
  const { outpatient } = stay;
  if (outpatient === undefined) return {};
  const asked = { stay: { ...stay, outpatient }, ageYears: person?.age };
  return { outpatient: heldBefore(policy, asked, liveVisits(done)) };
}

function liveVisits(done: readonly Done[]): SettledVisit[] {
  return done.flatMap(({ live, visit }) => (live && visit !== undefined ? [visit] : []));
}

function costOf(stay: StayText): CostParts | Refused {
  if (stay.cost !== undefined) {
    const { total, own_expense, over_limit, pre_self_pay } = stay.cost;
    const inScopeFen = fen(total - own_expense - over_limit - pre_self_pay);
    return {
      totalFen: total,
      ownExpenseFen: own_expense,
      overLimitFen: over_limit,
      preSelfPayFen: pre_self_pay,
      inScopeFen,
    };
  }
  const parts: CostParts[] = [];
  for (const fee of stay.fees ?? []) {
    const split = splitItem({
      catalogueClass: fee.class,
      preSelfPayRatio: fee.ratio,
      limitPrice: fee.limit_price,
      price: fee.price,
      quantity: fee.quantity,
      amount: undefined,
    });
    if (!split.ok) return { error: split.code, sentence: split.sentence };
    parts.push(split.parts);
  }
  return sumItems(parts);
}

function initialYear({ year }: StayCase): YearState {
  if (year === undefined) return emptyYear;
  return {
    criticalIllnessBurdenFen: year.critical_illness_burden,
    personalFen: year.personal,
    personalInScopeFen: year.personal_in_scope,
    deductibleFen: year.deductible,
    stays: year.stays,
    paidFen: year.paid,
  };
}

function compare(stay: StayText, result: Settlement | Refused): string[] {
  const expectedError = stay.expect['error'];
  if ('error' in result) {
    if (result.error === expectedError) return [];
    return [`expected ${expectedError ?? 'a settlement'}, refused with ${result.error}`, result.sentence];
  }
  if (expectedError !== undefined) return [`expected the refusal ${expectedError}, got a settlement`];
  const explanations = new Map(explain(result).map((layer) => [layer.layer, layer.sentences]));
  return [
    ...identityDifferences(result),
    ...Object.entries(stay.expect).flatMap(([name, text]) => {
      const expected = parseYuan(text);
      const got = amountOf(result, name);
      if (got === expected) return [];
      return [
        `${name} expected ${plainYuan(expected)}, got ${plainYuan(got)}`,
        ...(explanations.get(name) ?? []),
      ];
    }),
  ];
}

/** The amount that an expectation names; a layer that the pack lacks is 0. */
function amountOf(settlement: Settlement, name: string): Fen {
  const named: Record<string, Fen> = {
    in_scope: settlement.cost.inScopeFen,
    own_expense: settlement.cost.ownExpenseFen,
    over_limit: settlement.cost.overLimitFen,
    pre_self_pay: settlement.cost.preSelfPayFen,
    deductible: settlement.deductibleFen,
    personal: settlement.personalFen,
  };
  return named[name] ?? settlement.layers.find((layer) => layer.layer === name)?.payFen ?? zeroFen;
}

function identityDifferences({ cost, layers, personalFen }: Settlement): string[] {
  const parts = cost.ownExpenseFen + cost.overLimitFen + cost.preSelfPayFen + cost.inScopeFen;
  const payers = layers.reduce((sum, layer) => sum + layer.payFen, 0) + personalFen;
  return parts === cost.totalFen && payers === cost.totalFen ? [] : ['the identities do not hold'];
}
