import { describe, expect, it } from 'vitest';
import { isChangedEffect, payerChanges } from '../../../renderer/workbench/effects.ts';
import type { Effect, Outcome } from '../../../shared/contract/workbench.ts';
import type { Fen } from '../../../shared/money/fen.ts';

const fen = (amount: number) => amount as Fen;
const outcome = (paid: Record<string, number>, personal: number): Outcome => ({
  paid: Object.entries(paid).map(([layer, payFen]) => ({ layer, title: `层 ${layer}`, payFen: fen(payFen) })),
  personalFen: fen(personal),
  refused: null,
});
const effect = (before: Outcome, after: Outcome): Effect => ({
  key: { kind: 'worked', caseIndex: 0, stayIndex: 0 },
  title: '例',
  totalFen: fen(100),
  before,
  after,
});
const refused = (sentence: string): Outcome => ({
  ...outcome({}, 0),
  refused: { code: 'no_rule', sentence },
});

describe('who pays something else', () => {
  it('is listed in the order of the new layers, with the ones that went at the end', () => {
    const changes = payerChanges(
      effect(outcome({ gone: 5, a: 80, b: 0 }, 15), outcome({ b: 10, a: 80, c: 2 }, 8)),
    );
    expect(changes.map(({ layer, beforeFen, afterFen }) => [layer, beforeFen, afterFen])).toEqual([
      ['b', 0, 10],
      ['c', 0, 2],
      ['gone', 5, 0],
    ]);
  });
});

describe('a case', () => {
  it('is changed by an amount, by a refusal that came or went, and by another reason', () => {
    const same = outcome({ a: 80 }, 20);
    expect(isChangedEffect(effect(same, outcome({ a: 80, zero: 0 }, 20)))).toBe(false);
    expect(isChangedEffect(effect(same, outcome({ a: 70, b: 10 }, 20)))).toBe(true);
    expect(isChangedEffect(effect(same, refused('不能')))).toBe(true);
    expect(isChangedEffect(effect(refused('不能'), refused('不能')))).toBe(false);
    expect(isChangedEffect(effect(refused('不能'), refused('另一个原因')))).toBe(true);
  });
});
