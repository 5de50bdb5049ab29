import { describe, expect, it } from 'vitest';
import { type MoneyError } from '../../../shared/money/fen.ts';
import { formatRatio, parseRatio, ratioOfMillionths } from '../../../shared/money/ratio.ts';

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    return (error as MoneyError).code;
  }
  return undefined;
}

describe('ratios', () => {
  it('are read as percent or as a fraction, exactly', () => {
    expect(parseRatio('90%')).toBe(900_000);
    expect(parseRatio('0.9')).toBe(900_000);
    expect(parseRatio('62.5%')).toBe(625_000);
    expect(parseRatio('0.0001%')).toBe(1);
    expect(parseRatio('0')).toBe(0);
    expect(parseRatio('1000%')).toBe(10_000_000);
  });

  it('that do not fit millionths are refused, never rounded', () => {
    expect(codeOf(() => parseRatio('33.33333%'))).toBe('ratio_too_fine');
    expect(codeOf(() => parseRatio('0.0000001'))).toBe('ratio_too_fine');
    expect(codeOf(() => ratioOfMillionths(0.5))).toBe('ratio_too_fine');
  });

  it('below zero or above ten times the whole are refused', () => {
    expect(codeOf(() => parseRatio('-1%'))).toBe('ratio_out_of_range');
    expect(codeOf(() => parseRatio('1000.0001%'))).toBe('ratio_out_of_range');
  });

  it('that are no numbers are refused', () => {
    for (const text of ['', '%', '九成', '90 %', '1e-1', '90%%']) {
      expect(codeOf(() => parseRatio(text))).toBe('ratio_not_a_number');
    }
  });

  it('are written with as few decimals as they need', () => {
    expect(formatRatio(parseRatio('0.9'))).toBe('90%');
    expect(formatRatio(parseRatio('62.5%'))).toBe('62.5%');
    expect(formatRatio(parseRatio('0.0001%'))).toBe('0.0001%');
    expect(formatRatio(parseRatio('100%'))).toBe('100%');
  });
});
