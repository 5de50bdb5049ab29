import { readFileSync } from 'node:fs';
import type { CostParts, HospitalLevel, Place } from '../../../shared/engine/claim.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import { type FeeItem, splitItem } from '../../../shared/fees/item.ts';
import { type Fen, fen } from '../../../shared/money/fen.ts';
import { compilePack } from '../../../shared/policy/compile-pack.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import { PackRefused } from '../../../shared/policy/problem.ts';
import { readPack } from '../../../shared/policy/read-pack.ts';

/** One stay as every engine receives it: plain data, its items already split as they are at import. Amounts in fen. */
export interface Stay {
  readonly items: readonly CostParts[];
  readonly level: HospitalLevel;
  readonly place: Place;
  readonly insured: boolean;
  readonly eligibilities: readonly EligibilityCategory[];
  /** What the year holds before this stay. */
  readonly burdenBeforeFen: Fen;
  readonly personalBeforeFen: Fen;
  readonly supplementaryBeforeFen: Fen;
}

/** What every engine has to agree on, to the fen. */
export interface Answer {
  readonly totalFen: number;
  readonly ownExpenseFen: number;
  readonly overLimitFen: number;
  readonly preSelfPayFen: number;
  readonly inScopeFen: number;
  readonly basicFen: number;
  readonly criticalIllnessFen: number;
  readonly assistanceFen: number;
  readonly supplementaryFen: number;
  readonly personalFen: number;
}

const stayCount = 16;
export const itemsPerStay = 200;

/**
 * The options that the Suixian document leaves to the county, set so that every layer settles. Made-up values; the
 * peers state the same ones in their own languages.
 */
const optionValues = {
  basic_deductible: { 1: '200', 2: '500', 3: '900' },
  unreferred_ratio: { 1: '60%', 2: '50%', 3: '40%' },
  emergency_ratio: { 1: '75%', 2: '65%', 3: '55%' },
  medical_assistance_active: true,
  medical_assistance_ratio: '70%',
};

/** The Suixian pack, read and compiled as the application does it, with four layers that settle. */
export function suixianPolicy(): Policy {
  const file = new URL('../../../shared/policy/packs/suixian-2020.yaml', import.meta.url);
  const reading = readPack(readFileSync(file, 'utf8'), 'suixian-2020.yaml', () => undefined);
  if (!reading.ok) throw new PackRefused(reading.problems);
  return compilePack(reading.pack, optionValues);
}

/** Different stays, so that no engine can settle one answer by heart: levels, places, sizes and years vary. */
export function makeStays(): Stay[] {
  const random = randomFrom(20200310);
  const places: readonly Place[] = ['county', 'county', 'referred', 'referred', 'unreferred', 'emergency'];
  const held: readonly (readonly EligibilityCategory[])[] = [
    ['registered_poor'],
    ['registered_poor', 'disabled'],
    ['subsistence_allowance'],
    ['orphan'],
  ];
  return Array.from({ length: stayCount }, (_, index): Stay => {
    const items = Array.from({ length: itemsPerStay }, () => makeItem(random, 20 + index * 30));
    return {
      items,
      level: ((index % 3) + 1) as HospitalLevel,
      place: places[index % places.length] ?? 'county',
      insured: true,
      eligibilities: held[index % held.length] ?? [],
      burdenBeforeFen: fen(500_000 + random(3_000_000)),
      personalBeforeFen: fen(random(450_000)),
      supplementaryBeforeFen: fen(random(2_000_000)),
    };
  });
}

/** An item as the hospital's list has it, split once: that is the work of the import, not of the settlement. */
function makeItem(random: (below: number) => number, mostYuan: number): CostParts {
  const catalogueClass = (['A', 'A', 'A', 'B', 'B', 'C'] as const)[random(6)] ?? 'A';
  const price = `${1 + random(mostYuan)}.${100 + random(900)}`;
  const item: FeeItem = {
    catalogueClass,
    preSelfPayRatio: catalogueClass === 'B' ? `${5 + random(16)}%` : undefined,
    limitPrice: random(10) === 0 ? String(1 + random(mostYuan)) : undefined,
    price,
    quantity: String(1 + random(5)),
    amount: undefined,
  };
  const split = splitItem(item);
  if (!split.ok) throw new Error(`${split.code}: ${split.sentence}`);
  return split.parts;
}

/** The same whole numbers in every run (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
