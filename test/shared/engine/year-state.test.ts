import { expect, it } from 'vitest';
import { emptyYear } from '../../../shared/engine/claim.ts';
import { addToYear, paidKey } from '../../../shared/engine/year-state.ts';
import { negateSettlement } from '../../../shared/engine/reverse.ts';
import { fen } from '../../../shared/money/fen.ts';
import { claimOf, costOf } from './claims.ts';
import { claim, layer, run, yuan } from './layer-pack.ts';

const change = (paid: { layer: string; kind: string | undefined; payFen: ReturnType<typeof fen> }[]) => ({
  criticalIllnessBurdenFen: fen(1),
  personalFen: fen(20),
  personalInScopeFen: fen(300),
  deductibleFen: fen(4000),
  stays: 1,
  paid,
});

it('a year grows by what a settlement adds, each payment under its layer and kind', () => {
  const paid = [
    { layer: 'a', kind: undefined, payFen: fen(5) },
    { layer: 'b', kind: 'major', payFen: fen(7) },
    { layer: 'c', kind: undefined, payFen: fen(0) },
  ];
  const once = addToYear(emptyYear, change(paid));
  expect(once).toEqual({
    criticalIllnessBurdenFen: 1,
    personalFen: 20,
    personalInScopeFen: 300,
    deductibleFen: 4000,
    stays: 1,
    paidFen: { a: 5, 'b.major': 7 },
  });
  expect(addToYear(once, change(paid))).toEqual({
    criticalIllnessBurdenFen: 2,
    personalFen: 40,
    personalInScopeFen: 600,
    deductibleFen: 8000,
    stays: 2,
    paidFen: { a: 10, 'b.major': 14 },
  });
  expect([paidKey('a', undefined), paidKey('a', 'x')]).toEqual(['a', 'a.x']);
});

it('what comes to nothing is no longer there, what was nothing before stays', () => {
  const year = { ...emptyYear, paidFen: { a: fen(5), z: fen(0) } };
  const back = addToYear(year, change([{ layer: 'a', kind: undefined, payFen: fen(-5) }]));
  expect(back.paidFen).toEqual({ z: 0 });
  const kept = addToYear(year, change([{ layer: 'z', kind: undefined, payFen: fen(0) }]));
  expect(kept.paidFen).toEqual({ a: 5, z: 0 });
});

it('a reversal negates all that was stored, keeps who it was and explains nothing', () => {
  const layers = [
    layer('basic_insurance', 'in_scope', '{ratio: 50%}', 'deductible: {amount: 100}, until: 2020-04-01'),
    layer('critical_illness', 'in_scope_rest', '{ratio: 10%}', 'cumulative: year'),
  ].join('\n');
  const settlement = run(layers, claim);
  const reversal = negateSettlement(settlement);
  expect(settlement.warnings).toHaveLength(1);
  expect(reversal).toEqual({
    ...settlement,
    cost: {
      totalFen: -100_000,
      ownExpenseFen: -20_000,
      overLimitFen: -5000,
      preSelfPayFen: -15_000,
      inScopeFen: -60_000,
    },
    layers: [
      { ...settlement.layers[0], baseFen: -60_000, payFen: -25_000, leftFen: -75_000, steps: [] },
      { ...settlement.layers[1], baseFen: -35_000, payFen: -3500, leftFen: -71_500, steps: [] },
    ],
    deductibleFen: -10_000,
    criticalIllnessBurdenFen: -35_000,
    personalFen: -71_500,
    personalInScopeFen: -31_500,
    staysCounted: -1,
    after: emptyYear,
    warnings: [],
  });
});

it('reversing a further settlement of a stay takes no stay away', () => {
  const first = run(layer('a', 'total', '{ratio: 50%}'), claim);
  const further = run(layer('a', 'total', '{ratio: 50%}'), claimOf(costOf('10'), { continuesStay: true }), {
    year: first.after,
  });
  expect([further.staysCounted, further.after.stays]).toEqual([0, 1]);
  expect(further.after.paidFen).toEqual({ a: yuan('505') });
  expect(negateSettlement(further).after).toEqual(first.after);
});
