import { Chance } from './random.ts';
import type { Plain } from './random-pack.ts';

/** A stay in plain words, amounts in yuan as text. */
export interface PlainClaim {
  readonly settled: string;
  readonly place: string;
  readonly level: number;
  readonly countyLevel: boolean;
  readonly eligibilities: readonly string[];
  readonly insured: boolean;
  readonly age: number | undefined;
  readonly diseases: readonly string[];
  readonly ownExpense: string;
  readonly overLimit: string;
  readonly preSelfPay: string;
  readonly inScope: string;
  readonly approved: Readonly<Record<string, string>>;
}

const everyEligibility = ['registered_poor', 'subsistence_allowance', 'orphan', 'low_income', 'disabled'];

/** One person's stays of a year; approvals only for layers that take them. */
export function randomStays(seed: number, pack: Plain): PlainClaim[] {
  const chance = new Chance(seed);
  const layers = pack['layers'] as { id: string; rules: { approved?: string }[] }[];
  const takers = layers
    .filter((layer) => layer.rules.some((rule) => rule.approved === 'true'))
    .map(({ id }) => id);
  const person = {
    eligibilities: chance.often(0.2) ? [] : chance.some(everyEligibility),
    insured: chance.often(0.9),
    age: chance.often(0.95) ? chance.whole(0, 95) : undefined,
  };
  return Array.from({ length: chance.whole(1, 4) }, (_, index) => {
    const small = chance.often(0.2);
    return {
      ...person,
      settled: `2020-0${index * 2 + 1}-15`,
      place: chance.one(['county', 'county', 'referred', 'unreferred', 'emergency']),
      level: chance.whole(1, 3),
      countyLevel: chance.often(0.5),
      diseases: chance.often(0.4) ? [chance.one(['C15.9', 'I20', 'I25.9', 'I26.0', 'J18.9', 'C16'])] : [],
      ownExpense: chance.often(0.5) ? '0' : chance.yuan(20_000),
      overLimit: chance.often(0.7) ? '0' : chance.yuan(1000),
      preSelfPay: chance.often(0.5) ? '0' : chance.yuan(5000),
      inScope: small ? `0.0${chance.whole(0, 9)}` : chance.yuan(300_000),
      approved: Object.fromEntries(
        takers.filter(() => chance.often(0.6)).map((id) => [id, chance.yuan(5000)]),
      ),
    };
  });
}
