import { describe, expect, test } from 'vitest';
import { exactColumns, noFloats } from './exact-money.ts';
import { offences, sourcesIn } from './source.ts';

describe('no floats', () => {
  test('no amount of the project passes through one', () => {
    expect(offences(noFloats, 'electron', 'shared', 'renderer')).toEqual([]);
  });

  test.each(['amount.toFixed(2);', 'parseFloat(text);', 'Number.parseFloat(text);', 'amount?.toFixed();'])(
    'this is refused: %s',
    (text) => {
      expect(noFloats({ path: 'shared/money/a.ts', text })).toHaveLength(1);
    },
  );
});

describe('columns', () => {
  test('every table of the hospital file is STRICT and has no column for floats', () => {
    expect(offences(exactColumns, 'electron')).toEqual([]);
  });

  test('the rule sees the tables of the migrations', () => {
    const loose = sourcesIn('electron')
      .filter(({ path }) => path.includes('/migrations/'))
      .map(({ path, text }) => ({ path, text: text.replaceAll('STRICT', '') }))
      .flatMap(exactColumns);
    expect(loose.length).toBeGreaterThan(10);
  });

  test.each([
    'const sql = `CREATE TABLE a (amount REAL) STRICT;`;',
    'const sql = `CREATE TABLE a (amount INTEGER);`;',
    "const sql = 'CREATE TABLE a (amount INTEGER)';",
    'const sql = `ALTER TABLE a ADD COLUMN amount NUMERIC`;',
  ])('this is refused: %s', (text) => {
    expect(exactColumns({ path: 'electron/service/database/migrations/a.ts', text })).toHaveLength(1);
  });

  test('a template with gaps is one statement', () => {
    const text =
      'const sql = `CREATE TABLE a (state TEXT CHECK (state IN (${states}))) STRICT, WITHOUT ROWID`;';
    expect(exactColumns({ path: 'electron/service/database/migrations/a.ts', text })).toEqual([]);
  });

  test('a table of integers and text passes', () => {
    const text =
      'const sql = `CREATE TABLE a (amount_fen INTEGER NOT NULL, name TEXT) STRICT;\nCREATE INDEX b ON a(name);`;';
    expect(exactColumns({ path: 'electron/service/database/migrations/a.ts', text })).toEqual([]);
  });
});
