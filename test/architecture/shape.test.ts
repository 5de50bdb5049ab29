import { describe, expect, test } from 'vitest';
import { fileLength, noBarrels, subjectNames } from './shape.ts';
import { offences } from './source.ts';

const everywhere = ['electron', 'shared', 'renderer', 'build', 'test'] as const;

describe('length of a file', () => {
  test('no file of the project is longer than 300 lines', () => {
    expect(offences(fileLength, ...everywhere)).toEqual([]);
  });

  test('301 lines are too long, 300 are not', () => {
    expect(fileLength({ path: 'shared/a.ts', text: 'let a;\n'.repeat(301) })).toHaveLength(1);
    expect(fileLength({ path: 'shared/a.ts', text: 'let a;\n'.repeat(300) })).toEqual([]);
  });
});

describe('names of folders and files', () => {
  test('nothing in the project is a drawer', () => {
    expect(offences(subjectNames, ...everywhere)).toEqual([]);
  });

  test.each([
    'shared/utils/money.ts',
    'renderer/common/button.tsx',
    'electron/service/helpers.ts',
    'shared/Types/a.ts',
  ])('%s is one', (path) => {
    expect(subjectNames({ path, text: '' })).toHaveLength(1);
  });

  test('a subject that merely contains such a word is none', () => {
    expect(subjectNames({ path: 'shared/fees/item-types-of-care.ts', text: '' })).toEqual([]);
  });
});

describe('barrels', () => {
  test('there is none in the project', () => {
    expect(offences(noBarrels, ...everywhere)).toEqual([]);
  });

  test.each([
    "export * from './fen.ts';",
    "export { fen } from './fen.ts';\nexport type { Ratio } from './ratio.ts';",
    "import { fen } from './fen.ts';\nexport { fen };",
  ])('this is one: %s', (text) => {
    expect(noBarrels({ path: 'shared/money/index.ts', text })).toHaveLength(1);
  });

  test.each([
    "export const a = 1;\nexport { b } from './b.ts';",
    "import './side-effect.ts';",
    'export interface A {}',
  ])('this is none: %s', (text) => {
    expect(noBarrels({ path: 'shared/money/a.ts', text })).toEqual([]);
  });
});
