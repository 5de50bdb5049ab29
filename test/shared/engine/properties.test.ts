import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Claim, type CostParts, type YearState, emptyYear } from '../../../shared/engine/claim.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import { PolicyRefusal } from '../../../shared/engine/refusal.ts';
import { negateSettlement } from '../../../shared/engine/reverse.ts';
import { settle, settleLayer } from '../../../shared/engine/settle.ts';
import type { Settlement } from '../../../shared/engine/settlement.ts';
import { type FeeItem, splitItem, sumItems } from '../../../shared/fees/item.ts';
import { type Fen, fen } from '../../../shared/money/fen.ts';
import { compilePack } from '../../../shared/policy/compile-pack.ts';
import { builtInPolicy, packOf, smallPack } from '../policy/packs.ts';
import { claimOf, personOf } from './claims.ts';
import { randomPack } from './oracle/random-pack.ts';

/** Runs of each property: 300 in every test run, 20,000 in `npm run prove`; PROPERTY_RUNS chooses another number. */
const byDefault = process.env['ONESTOP_FULL'] === '1' ? 20_000 : 300;
const runs = Number(process.env['PROPERTY_RUNS'] ?? byDefault);
const seed = process.env['SEED'];
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });

const amount = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 40_000_000 })).map(fen);
const cost = fc
  .tuple(amount, amount, amount, amount)
  .map(([ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen]): CostParts => {
    const totalFen = fen(ownExpenseFen + overLimitFen + preSelfPayFen + inScopeFen);
    return { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen };
  });
const category = fc.constantFrom(
  'registered_poor',
  'subsistence_allowance',
  'orphan',
  'low_income',
  'ordinary',
);
const claim = fc
  .record({
    cost,
    place: fc.constantFrom('county', 'referred', 'unreferred', 'emergency'),
    level: fc.constantFrom(1, 2, 3),
    countyLevel: fc.boolean(),
    eligibilities: fc.uniqueArray(category, { minLength: 1, maxLength: 3 }),
    diseases: fc.constantFrom([], ['C15.9'], ['J18.9']),
  })
  .map(({ cost, place, level, countyLevel, eligibilities, diseases }): Claim => {
    const several =
      eligibilities.length > 1 ? eligibilities.filter((one) => one !== 'ordinary') : eligibilities;
    const person = { ...personOf(...several), diseases };
    return claimOf(cost, { place, hospital: { level, countyLevel }, person });
  });

/** A settlement, or undefined where the policy gives no answer. */
function trySettle(policy: Policy, one: Claim, year: YearState): Settlement | undefined {
  try {
    return settle(policy, one, year);
  } catch (error) {
    if (error instanceof PolicyRefusal) return undefined;
    throw error;
  }
}

function randomPolicy(seed: number): Policy {
  const { pack, options } = randomPack(seed);
  return compilePack(packOf(JSON.stringify(pack)), options);
}

/** A pool of policies, since reading a pack takes longer than settling a thousand stays. */
const pool = new Map<number, Policy>();
const anyPolicy = fc.integer({ min: 700_000, max: 700_059 }).map((seed) => {
  const policy = pool.get(seed) ?? randomPolicy(seed);
  pool.set(seed, policy);
  return policy;
});

describe('under any policy', () => {
  it('the payers and the patient together pay the total, and nobody pays less than nothing', () => {
    fc.assert(
      fc.property(anyPolicy, fc.array(claim, { minLength: 1, maxLength: 4 }), (policy, claims) => {
        let year = emptyYear;
        for (const one of claims) {
          const settlement = trySettle(policy, one, year);
          if (settlement === undefined) continue;
          const paid = settlement.layers.reduce((sum, layer) => sum + layer.payFen, 0);
          expect(paid + settlement.personalFen).toBe(one.cost.totalFen);
          const parts = settlement.layers.flatMap((layer) => [layer.payFen, layer.leftFen, layer.baseFen]);
          const rest = [settlement.personalFen, settlement.personalInScopeFen, settlement.deductibleFen];
          expect(Math.min(...parts, ...rest, settlement.criticalIllnessBurdenFen)).toBeGreaterThanOrEqual(0);
          expect(settlement.personalInScopeFen).toBeLessThanOrEqual(settlement.personalFen);
          year = settlement.after;
        }
      }),
      { numRuns: runs },
    );
  });

  it('reversing the stays, last in first out, restores every state of the year exactly', () => {
    fc.assert(
      fc.property(anyPolicy, fc.array(claim, { minLength: 1, maxLength: 4 }), (policy, claims) => {
        const stack: { before: YearState; settlement: Settlement }[] = [];
        let year = emptyYear;
        for (const one of claims) {
          const settlement = trySettle(policy, one, year);
          if (settlement === undefined) continue;
          stack.push({ before: year, settlement });
          year = settlement.after;
        }
        for (const { before, settlement } of stack.toReversed()) {
          year = negateSettlement(settlement, year).after;
          expect(year).toEqual(before);
        }
      }),
      { numRuns: runs },
    );
  });
});

describe('more cost', () => {
  const bases = { 1: '100', 2: '300', 3: '800' };
  const ratios = { 1: '80%', 2: '70%', 3: '50%' };
  const options = {
    basic_deductible: bases,
    basic_ratio: ratios,
    unreferred_ratio: ratios,
    critical_illness_deductible: 18797,
  };
  const marginal = () => [
    builtInPolicy('chongqing-2019', { ...options, critical_illness_ratio: '60%' }),
    builtInPolicy('liaoning-2019', {
      ...options,
      ordinary_assistance_ratio: '50%',
      ordinary_critical_illness_bands: [
        { above: 0, ratio: '50%' },
        { above: 50_000, ratio: '60%' },
      ],
    }),
    builtInPolicy('hongze-2019', {
      ...options,
      critical_illness_bands: [{ above: 0, ratio: '60%' }],
      medical_assistance_ratio: '70%',
      medical_assistance_limit: 10_000,
    }),
  ];

  it('never lowers what the patient pays, where no guarantee, flat amount or coarser rounding says so', () => {
    const part = fc.constantFrom('ownExpenseFen', 'overLimitFen', 'preSelfPayFen', 'inScopeFen');
    fc.assert(
      fc.property(fc.constantFrom(...marginal()), claim, part, amount, (policy, one, key, more) => {
        const raised = {
          ...one.cost,
          [key]: fen(one.cost[key] + more),
          totalFen: fen(one.cost.totalFen + more),
        };
        const [less, greater] = [
          trySettle(policy, one, emptyYear),
          trySettle(policy, { ...one, cost: raised }, emptyYear),
        ];
        expect(greater?.personalFen ?? 0).toBeGreaterThanOrEqual(less?.personalFen ?? 0);
      }),
      { numRuns: runs * 3 },
    );
  });
});

describe('the burden of a year', () => {
  const cuts = fc.array(amount, { minLength: 1, maxLength: 6 });

  function payOf(policy: Policy, before: number, burden: number): number {
    const alone = { beforeFen: fen(before), burdenFen: fen(burden), kind: undefined };
    return settleLayer(policy, 'critical_illness', claimOf(suixianCost), alone).payFen;
  }
  const suixianCost = {
    totalFen: 0,
    ownExpenseFen: 0,
    overLimitFen: 0,
    preSelfPayFen: 0,
    inScopeFen: 0,
  } as CostParts;

  /** What the parts of a year are paid one after the other, and what the whole is paid at once. */
  function splitAndWhole(policy: Policy, parts: readonly Fen[]): [number, number] {
    let [before, paid] = [0, 0];
    for (const burden of parts) {
      paid += payOf(policy, before, burden);
      before += burden;
    }
    return [paid, payOf(policy, 0, before)];
  }

  it('split into stays in any way gives the same critical illness pay, to the fen', () => {
    const policy = builtInPolicy('suixian-2020');
    fc.assert(
      fc.property(cuts, (parts) => {
        const [split, whole] = splitAndWhole(policy, parts);
        expect(split).toBe(whole);
      }),
      { numRuns: runs * 3 },
    );
  });

  it('… under any bands, deductible and tilt', () => {
    const bandText = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 0, max: 1_000_000 })), {
        maxLength: 4,
      })
      .map((steps) => {
        let above = 0;
        return [[0, 500_000] as const, ...steps].map(([width, millionths]) => {
          above += width;
          return `{above: ${above}, ratio: ${(millionths / 10_000).toFixed(4)}%}`;
        });
      });
    fc.assert(
      fc.property(
        bandText,
        fc.integer({ min: 0, max: 3_000_000 }),
        fc.integer({ min: 0, max: 30 }),
        cuts,
        (bands, line, points, parts) => {
          const text = smallPack(`  - id: critical_illness
    title: 大病
    base: in_scope_rest
    cumulative: year
    clause: 一
    deductible: {amount: ${Math.floor(line / 100)}.${String(line % 100).padStart(2, '0')}}
    rules: [{bands: [${bands.join(', ')}]}]
    tilt: [{on: ratio, rules: [{points: ${points}}]}, {on: deductible, rules: [{factor: 50%}]}]`);
          const [split, whole] = splitAndWhole(compilePack(packOf(text)), parts);
          expect(split).toBe(whole);
        },
      ),
      { numRuns: runs },
    );
  });
});

describe('fee items', () => {
  it('give the same settlement in any order', () => {
    const decimal = fc.integer({ min: 0, max: 5_000_000 }).map((number) => String(number / 10_000));
    const item = fc.record<FeeItem>({
      catalogueClass: fc.constantFrom('A', 'B', 'C'),
      preSelfPayRatio: fc.constantFrom('0%', '5%', '10%', '33.3333%'),
      limitPrice: fc.option(decimal, { nil: undefined }),
      price: decimal,
      quantity: decimal,
      amount: fc.constant(undefined),
    });
    const partsOf = (items: readonly FeeItem[]): CostParts =>
      sumItems(
        items.flatMap((one) => {
          const split = splitItem(one);
          return split.ok ? [split.parts] : [];
        }),
      );
    const suixian = builtInPolicy('suixian-2020');
    const shuffled = fc
      .array(item, { minLength: 2, maxLength: 20 })
      .chain((items) =>
        fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
      );
    fc.assert(
      fc.property(shuffled, ([items, other]) => {
        expect(settle(suixian, claimOf(partsOf(other)))).toEqual(settle(suixian, claimOf(partsOf(items))));
      }),
      { numRuns: runs },
    );
  });
});
