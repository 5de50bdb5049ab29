import { describe, expect, it } from 'vitest';
import { withoutPersonalData } from '../../../electron/service/platform/exchange.ts';

describe('the centre’s words', () => {
  it.each([
    '42991319800101123X',
    '429913 19800101 123X',
    '429913-1980-0101-123 x',
    '４２９９１３１９８００１０１１２３Ｘ',
    '429913 800101 123',
    '429913800101123',
    '138 0013 8000',
    '138-0013-8000',
    '１３８－００１３－８０００',
    '1 3 8 0 0 1 3 8 0 0 0',
    '3591234',
  ])('lose the number %s', (number) => {
    expect(withoutPersonalData(`证件（${number}）待遇已冻结`, null)).toBe('证件（＊）待遇已冻结');
  });

  it('keep days, amounts and codes', () => {
    const words = '2020-03-10 1200.50 元的费用已有，2020-03-09 至 2020-03-10 超过 800.00，代码 2304 - 1101';
    expect(withoutPersonalData(words, null)).toBe(words);
  });
});
