import { describe, expect, it } from 'vitest';
import { parseLocalDate } from '../../../shared/calendar/local-date.ts';
import { checkDigit, maskIdNumber, maskPhone, readIdNumber } from '../../../shared/identity/id-number.ts';

const today = parseLocalDate('2020-03-10')!;
const codeOf = (text: string) => {
  const reading = readIdNumber(text, today);
  return reading.ok ? 'ok' : reading.code;
};

describe('ID numbers', () => {
  it('the numbers of the standard are read with birth date and sex', () => {
    expect(readIdNumber('11010519491231002X', today)).toEqual({
      ok: true,
      number: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: 'female',
    });
    expect(readIdNumber('440524188001010014', today)).toMatchObject({
      ok: true,
      birthDate: '1880-01-01',
      sex: 'male',
    });
  });

  it('a small x, full-width digits and blanks are what people type', () => {
    expect(readIdNumber(' 110105 19491231 002x ', today)).toMatchObject({ number: '11010519491231002X' });
    expect(readIdNumber('１１０１０５１９４９１２３１００２Ｘ', today)).toMatchObject({
      number: '11010519491231002X',
    });
  });

  it('an old number of 15 digits becomes the same 18', () => {
    expect(readIdNumber('110105491231002', today)).toMatchObject({ ok: true, number: '11010519491231002X' });
  });

  it('each mistake has its own code', () => {
    expect(codeOf('1101051949123100')).toBe('wrong_length');
    expect(codeOf('')).toBe('wrong_length');
    expect(codeOf('11010519491231O02X')).toBe('wrong_character');
    expect(codeOf('1101051949123100X2')).toBe('wrong_character');
    expect(codeOf('11010549123100X')).toBe('wrong_character');
    expect(codeOf('110105194902300021')).toBe('wrong_birth_date');
    expect(codeOf('110105490230002')).toBe('wrong_birth_date');
    expect(codeOf(`42991320200311001${checkDigit('42991320200311001')}`)).toBe('birth_date_in_future');
    expect(codeOf('110105194912310021')).toBe('wrong_check_digit');
  });

  it('somebody born today is accepted', () => {
    expect(codeOf(`42991320200310001${checkDigit('42991320200310001')}`)).toBe('ok');
  });

  it('every single wrong digit is found', () => {
    const number = '440524188001010014';
    for (let place = 0; place < 18; place += 1) {
      for (const digit of '0123456789') {
        if (number[place] === digit) continue;
        expect(codeOf(number.slice(0, place) + digit + number.slice(place + 1))).not.toBe('ok');
      }
    }
  });

  it('is masked for screens and paper', () => {
    expect(maskIdNumber('42991319530612004X')).toBe('4299** ******** **4X');
    expect(maskIdNumber('429913530612004')).toBe('42****04');
    expect(maskPhone('13800005678')).toBe('138****5678');
    expect(maskPhone('12345')).toBe('****45');
  });
});
