import { describe, expect, it } from 'vitest';
import { parameters, parameterWords } from '../../../shared/contract/parameters.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { parameterText, readParameter } from '../../../renderer/admin/typed-parameter.ts';

const hours = parameters.backupEveryHours;
const stop = parameters['unsent.stopFen'];

describe('a parameter as a person types it', () => {
  it('comes back from its field as it was', () => {
    expect(readParameter(hours, parameterText(hours, 4))).toBe(4);
    expect(readParameter(stop, parameterText(stop, 300_000_050))).toBe(300_000_050);
    expect(readParameter(stop, parameterText(stop, null))).toBeNull();
  });

  it('may have full-width digits, and nothing else beside digits', () => {
    expect(readParameter(hours, ' １２ ')).toBe(12);
    for (const text of ['4.5', '-1', '四', '1e3', '12345678901']) {
      expect(() => readParameter(hours, text)).toThrow(Refusal);
    }
    for (const text of ['1,000', '3.005', '300元']) expect(() => readParameter(stop, text)).toThrow(Refusal);
  });

  it('stands on the page with its unit, or as without limit', () => {
    expect([parameterWords(hours, 4), parameterWords(stop, 300_000_050), parameterWords(stop, null)]).toEqual(
      ['4 小时', '3,000,000.50 元', '不限'],
    );
  });
});
