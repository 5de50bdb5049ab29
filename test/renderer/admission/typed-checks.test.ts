import { expect, it } from 'vitest';
import {
  checksOf,
  typedChecks,
  uncheckedYet,
  withAllPapers,
  withCause,
  withNone,
  withPaper,
} from '../../../renderer/admission/typed-checks.ts';

it('nothing is checked while nobody said that no cause applies, or which one does', () => {
  expect(checksOf(uncheckedYet)).toBeNull();
  expect(checksOf(withAllPapers(uncheckedYet, true))).toBeNull();
  expect(checksOf(withNone(uncheckedYet, true))).toEqual({ causes: [], papers: [] });
});

it('a cause takes back that none applies, and the other way round', () => {
  const one = withCause(withNone(uncheckedYet, true), 'fight', true);
  expect([one.none, checksOf(one)?.causes]).toEqual([false, ['fight']]);
  expect(checksOf(withNone(one, true))?.causes).toEqual([]);
  expect(checksOf(withCause(one, 'fight', false))).toBeNull();
});

it('papers are ticked one by one or all at once, and read back as they were recorded', () => {
  const two = withPaper(withPaper(withNone(uncheckedYet, true), 'id_card', true), 'proof', true);
  expect(checksOf(two)?.papers).toEqual(['id_card', 'proof']);
  expect(checksOf(withPaper(two, 'proof', false))?.papers).toEqual(['id_card']);
  expect(checksOf(withAllPapers(two, true))?.papers).toHaveLength(3);
  expect(typedChecks(null)).toEqual(uncheckedYet);
  expect(checksOf(typedChecks(checksOf(two)))).toEqual(checksOf(two));
});
