import { describe, expect, it } from 'vitest';
import {
  type CheckCode,
  readCheckCode,
  sealInGroups,
  writeCheckCode,
} from '../../../shared/check-code/check-code.ts';

const code: CheckCode = {
  number: '20200310-0007',
  settledOn: '2020-03-10',
  totalFen: 6_000_000,
  personalFen: -500_000,
  personMark: '7F3KQW2E',
  seal: '0123456789ABCDEF',
};

describe('a check code', () => {
  it('is read as it was written', () => {
    expect(readCheckCode(writeCheckCode(code))).toEqual({ kind: 'whole', ...code });
  });

  it('has only characters that a QR code holds in its small form', () => {
    expect(writeCheckCode(code)).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
  });

  it.each([
    '20200310-0007 0123-4567-89AB-CDEF',
    ' 20200310-0007：0123 4567 89ab cdef ',
    '２０２００３１０－０００７　o123456789ABCDEF',
    '20200310-143207-0001 O123-4567-89AB-CDEF',
  ])('is read as people type it: %s', (typed) => {
    expect(readCheckCode(typed)).toMatchObject({ kind: 'typed', seal: code.seal });
  });

  it.each([
    '',
    '20200310-0007',
    '20200310-0007 0123-4567-89AB',
    '20200310-0007 0123-4567-89AB-CDEU',
    'YZT2:20200310-0007:20200310:1:1:7F3KQW2E:0123456789ABCDEF',
    'YZT1:20200310-0007:20200310:1.5:1:7F3KQW2E:0123456789ABCDEF',
    'YZT1:20200310-0007:20200310:999999999999:1:7F3KQW2E:0123456789ABCDEF',
    '429913196503150012',
  ])('is not made out of anything else: %s', (text) => {
    expect(readCheckCode(text)).toBeUndefined();
  });

  it('is printed in groups of four', () => {
    expect(sealInGroups(code.seal)).toBe('0123-4567-89AB-CDEF');
  });
});
