import { describe, expect, it } from 'vitest';
import { parseLocalDate } from '../../../shared/calendar/local-date.ts';
import { type CompiledDisease, isDisease, readCode } from '../../../shared/engine/disease.ts';

const day = (text: string) => parseLocalDate(text)!;
const disease = (change: Partial<CompiledDisease>, ...codes: string[]): CompiledDisease => ({
  name: '甲',
  codes: codes.map(readCode),
  ageFrom: undefined,
  ageTo: undefined,
  since: undefined,
  until: undefined,
  ...change,
});

describe('a disease of a list', () => {
  const on = day('2019-06-01');

  it('is its code and everything below it', () => {
    const cancer = disease({}, 'C15', 'F20.0');
    expect(['C15', 'C15.9', 'F20.0', 'F20.001'].every((code) => isDisease(cancer, code, 60, on))).toBe(true);
    expect(['C16', 'C1', 'F20', 'F20.1'].some((code) => isDisease(cancer, code, 60, on))).toBe(false);
  });

  it('is a range of categories with both its ends', () => {
    const heart = disease({}, 'I20-I25');
    expect(['I20', 'I20.9', 'I22.1', 'I25', 'I25.9'].every((code) => isDisease(heart, code, 60, on))).toBe(
      true,
    );
    expect(['I19.9', 'I26', 'J20'].some((code) => isDisease(heart, code, 60, on))).toBe(false);
  });

  it('without a code is never recognised', () => {
    expect(isDisease(disease({}), 'C15', 60, on)).toBe(false);
  });

  it('keeps its ages and its days, both ends included; an unknown age is inside no bounds', () => {
    const child = disease({ ageFrom: 1, ageTo: 14 }, 'C91');
    expect([0, 1, 14, 15, undefined].map((age) => isDisease(child, 'C91.0', age, on))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    const dated = disease({ since: day('2019-01-01'), until: day('2019-12-31') }, 'C91');
    const days = ['2018-12-31', '2019-01-01', '2019-12-31', '2020-01-01'];
    expect(days.map((text) => isDisease(dated, 'C91', 60, day(text)))).toEqual([false, true, true, false]);
  });
});
