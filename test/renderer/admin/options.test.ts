import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../renderer/admin/options.ts';

describe('the options of a pack, as they are typed', () => {
  it('are numbers, tables and words', () => {
    const typed = 'guarantee_base = in_scope\n\n basic_deductible = {"1": 0, "2": 500} \nassistance ＝ true';
    expect(readOptions(typed)).toEqual({
      guarantee_base: 'in_scope',
      basic_deductible: { 1: 0, 2: 500 },
      assistance: true,
    });
  });

  it('keep a ratio as the text that was typed', () => {
    expect(readOptions('ratio = 62.5%')).toEqual({ ratio: '62.5%' });
  });

  it('are refused with the line that is wrong', () => {
    expect(() => readOptions('a = 1\nb')).toThrow(/第 2 行/);
    expect(() => readOptions('a = 1\na = 2')).toThrow('option_doubled');
  });
});
