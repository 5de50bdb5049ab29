import { expect, test } from 'vitest';
import { practiceCodes } from '../../../electron/service/practice/practice-register.ts';
import {
  type CodeShape,
  codeShapesSchema,
  readPaperCode,
  usualCodeShapes,
} from '../../../shared/identity/code-shape.ts';

test.each([
  ['A42990013', 'social_security_card', 'A42990013', null],
  ['ａ４２９９００１３ ', 'social_security_card', 'A42990013', null],
  ['A42990013|37C0FFEE00', 'social_security_card', 'A42990013', '37C0FFEE00'],
  [practiceCodes.goodToken, 'electronic_credential', practiceCodes.goodToken, null],
  [practiceCodes.healthCard, 'health_card', practiceCodes.healthCard, null],
  [`${practiceCodes.healthCard}:1`, 'health_card', practiceCodes.healthCard, '1'],
])('%s is told by its shape', (text, paper, number, serial) => {
  expect(readPaperCode(text, usualCodeShapes)).toEqual({ paper, number, serial });
});

test.each([
  ['an ID number', '429913196503150018'],
  ['an old ID number', '429913650315001'],
  ['a name', '王秀英'],
  ['pinyin of nine letters', 'wangxiuyi'],
  ['too little', 'A4299001'],
  ['the code of goods', '6901028075831'],
  ['nothing', ''],
])('%s is no code of a paper', (_, text) => {
  expect(readPaperCode(text, usualCodeShapes)).toBeUndefined();
});

const shape = (change: Partial<CodeShape>): CodeShape => ({ ...usualCodeShapes[0]!, ...change });

test('two shapes that one code could have are refused', () => {
  const fits = (...shapes: CodeShape[]) => codeShapesSchema.safeParse(shapes).success;
  expect(fits(...usualCodeShapes)).toBe(true);
  expect(fits(shape({}), shape({ paper: 'health_card' }))).toBe(false);
  expect(fits(shape({ beginsWith: 'A' }), shape({ paper: 'health_card', beginsWith: 'B' }))).toBe(true);
  expect(fits(shape({ beginsWith: 'A' }), shape({ paper: 'health_card', beginsWith: 'AB' }))).toBe(false);
  expect(fits(shape({ shortest: 10, longest: 9 }))).toBe(false);
});
