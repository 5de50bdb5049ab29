import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isDefault, textsOf, valueOf } from '../../../renderer/workbench/option-text.ts';
import type { PackOption } from '../../../shared/contract/workbench.ts';
import { compilePack } from '../../../shared/policy/compile-pack.ts';
import { type FindPack, readPack } from '../../../shared/policy/read-pack.ts';

const option = (changes: Partial<PackOption>): PackOption => ({
  name: 'o',
  type: 'yuan',
  by: 'all',
  keys: [],
  oneOf: [],
  atLeast: null,
  atMost: null,
  default: null,
  unset: 'refuse',
  says: '一句话',
  clause: null,
  ...changes,
});

describe('the fields of an option', () => {
  it('show the value set, else the own value of the pack, else nothing', () => {
    expect(textsOf(option({ default: '5000' }), undefined)).toEqual({ '': '5000' });
    expect(textsOf(option({ default: '5000' }), '3000')).toEqual({ '': '3000' });
    expect(textsOf(option({}), undefined)).toEqual({ '': '' });
  });

  it('are one for each key, and all empty is not set', () => {
    const by = option({ by: 'hospital_level', keys: ['1', '2', '3'] });
    expect(textsOf(by, undefined)).toEqual({ 1: '', 2: '', 3: '' });
    expect(valueOf(by, { 1: '', 2: ' ', 3: '' })).toBeUndefined();
    expect(valueOf(by, { 1: '0', 2: '５００', 3: '' })).toEqual({ 1: '0', 2: '500', 3: '' });
  });

  it('of bands, lists and diseases are lines', () => {
    const bands = option({ type: 'bands' });
    const value = [
      { above: '5000', ratio: '65%' },
      { above: '30000', ratio: '70%' },
    ];
    expect(textsOf(bands, value)).toEqual({ '': '5000 65%\n30000 70%' });
    expect(valueOf(bands, { '': '5000 65%\n30000  70%' })).toEqual(value);
    const diseases = option({ type: 'disease_codes' });
    expect(valueOf(diseases, { '': '食管癌 C15 C16.0\n肺癌 C34' })).toEqual({
      食管癌: ['C15', 'C16.0'],
      肺癌: ['C34'],
    });
    expect(textsOf(diseases, { 食管癌: ['C15', 'C16.0'], 肺癌: 'C34' })).toEqual({
      '': '食管癌 C15 C16.0\n肺癌 C34',
    });
  });

  it('that are left as they are say exactly the own value of the pack', () => {
    expect(isDefault(option({ default: '1' }), '1')).toBe(true);
    expect(isDefault(option({ default: '1' }), '2')).toBe(false);
  });
});

const packs = path.resolve(import.meta.dirname, '../../../shared/policy/packs');

describe('every default of the built-in packs', () => {
  const find: FindPack = (id) => ({
    text: readFileSync(path.join(packs, `${id}.yaml`), 'utf8'),
    file: `${id}.yaml`,
  });
  const ids = readdirSync(packs)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => path.basename(file, '.yaml'));

  it.each(ids)('of %s comes through its fields as the same policy', (id) => {
    const reading = readPack(find(id)!.text, `${id}.yaml`, find);
    if (!reading.ok) throw new Error(id);
    const values = Object.entries(reading.pack.text.options ?? {}).flatMap(([name, text]) => {
      const table = text.default as object | undefined;
      const keys = text.by === undefined ? [] : Object.keys(table ?? {});
      const shown = option({
        name,
        type: text.type,
        by: text.by ?? 'all',
        keys,
        default: (text.default ?? null) as PackOption['default'],
      });
      const value = valueOf(shown, textsOf(shown, undefined));
      return value === undefined ? [] : [[name, value] as const];
    });
    expect(values.length).toBeGreaterThan(0);
    const through = compilePack(reading.pack, Object.fromEntries(values));
    expect({ ...through, text: null }).toEqual({ ...compilePack(reading.pack), text: null });
  });
});
