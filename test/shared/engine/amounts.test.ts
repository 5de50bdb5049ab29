import { expect, it } from 'vitest';
import { type YearState, emptyYear } from '../../../shared/engine/claim.ts';
import { PolicyRefusal } from '../../../shared/engine/refusal.ts';
import { settle } from '../../../shared/engine/settle.ts';
import type { Settlement, Step, Wanted } from '../../../shared/engine/settlement.ts';
import { compilePack } from '../../../shared/policy/compile-pack.ts';
import { packOf } from '../policy/packs.ts';
import { claim, layer, run } from './layer-pack.ts';
import { claimOf } from './oracle/plain-claim.ts';
import { randomStays } from './oracle/random-claim.ts';
import { randomPack } from './oracle/random-pack.ts';

type Answer = Settlement | string;
const amountsOf = (answer: Answer) =>
  typeof answer === 'string'
    ? answer
    : { ...answer, layers: answer.layers.map(({ steps: _steps, clause: _clause, ...amounts }) => amounts) };
const stepsOf = (answer: Answer) =>
  typeof answer === 'string' ? [] : answer.layers.flatMap(({ steps }) => steps);
const nameOf = (step: Step) => (step.kind === 'tilt' ? `tilt of ${step.what}` : step.kind);

it('amounts alone are those of the explained settlement, whatever the pack', () => {
  const kinds = new Set<string>();
  let compared = 0;
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = randomPack(seed);
    const policy = compilePack(packOf(JSON.stringify(random.pack)), random.options);
    for (let person = 0; person < 10; person += 1) {
      let year: YearState = emptyYear;
      for (const plain of randomStays(seed * 1000 + person, random.pack)) {
        const before = year;
        const asked = (wanted: Wanted): Answer => {
          try {
            return settle(policy, claimOf(plain), before, wanted);
          } catch (error) {
            if (error instanceof PolicyRefusal) return error.message;
            throw error;
          }
        };
        const [explained, amounts] = [asked('explanation'), asked('amounts')];
        expect(amountsOf(amounts)).toEqual(amountsOf(explained));
        expect(stepsOf(amounts)).toEqual([]);
        for (const step of stepsOf(explained)) kinds.add(nameOf(step));
        if (typeof explained !== 'string') year = explained.after;
        compared += 1;
      }
    }
  }
  expect(compared).toBeGreaterThan(800);
  // Every kind of step was passed by without being written.
  expect([...kinds].toSorted().join(', ')).toBe(
    'approved, band, base, counted_as, cumulative, cut_to_rest, deductible, flat, free, guarantee, left_out, limit, ' +
      'not_applied, patient_cap, ratio, rounded, tilt of deductible, tilt of limit, tilt of ratio, tilt of result',
  );
});

it('a settlement is explained unless only amounts are asked for', () => {
  const settled = run(
    layer('a', 'total', '{ratio: 50%, clause: 二}', 'deductible: {amount: 100, clause: 三}'),
    claim,
  );
  expect(settled.layers[0]).toMatchObject({ clause: '二、三' });
  expect(settled.layers[0]!.steps).not.toEqual([]);
});
