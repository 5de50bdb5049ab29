import { expect, it } from 'vitest';
import { yearLine } from '../../../renderer/desk/year-words.ts';
import type { YearAnswer } from '../../../shared/contract/year.ts';

const now = new Date('2020-03-10T02:30:00.000Z');
const answer = (changes: Partial<YearAnswer>): YearAnswer => ({
  outcome: 'same',
  sentence: '',
  askedAt: '2020-03-10T02:10:00.000Z',
  knownAsOf: '2020-03-09T02:00:00.000Z',
  unlistedCount: 0,
  ...changes,
});

it('a year that the platform confirmed says when', () => {
  expect(yearLine(answer({}), now)).toBe('已与平台累计核对，10:10');
  expect(yearLine(answer({ outcome: 'learnt', unlistedCount: 2 }), now)).toBe(
    '已与平台累计核对，10:10，另有 2 类累计没有采用',
  );
});

it('a year that it did not confirm says why, and from when it is known', () => {
  const silent = { outcome: 'not_reached', sentence: '医保平台暂时没有回应' } as const;
  expect(yearLine(answer(silent), now)).toBe('医保平台暂时没有回应；本年累计按平台 03-09 10:00 的累计');
  expect(yearLine(answer({ ...silent, knownAsOf: null }), now)).toBe(
    '医保平台暂时没有回应；本年累计只按本院的结算',
  );
});

it('a hospital without a platform says nothing of it', () => {
  expect(yearLine(answer({ outcome: 'no_platform', sentence: '没有设置医保平台' }), now)).toBeUndefined();
});
