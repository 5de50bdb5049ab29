import { expect, it } from 'vitest';
import { claim, layer, run } from './layer-pack.ts';

it('a clause that is part of the words of another is named on its own', () => {
  const settlement = run(
    layer(
      'a',
      'in_scope',
      '{ratio: 50%, clause: 三·四定}',
      'pays_at_most: {amount: 100, per: stay, clause: 四}',
    ),
    claim,
  );
  expect(settlement.layers[0]?.clause).toBe('三·四定、四');
});

it('a clause that decided twice is named once', () => {
  const settlement = run(
    layer(
      'a',
      'in_scope',
      '{ratio: 50%, clause: 三}',
      'pays_at_most: [{amount: 100, per: stay, clause: 四}, {amount: 50, per: year, clause: 四}]',
    ),
    claim,
  );
  expect(settlement.layers[0]?.clause).toBe('三、四');
});
