import { describe, expect, it } from 'vitest';
import { compilePack } from '../../../shared/policy/compile-pack.ts';
import { problemLine } from '../../../shared/policy/problem.ts';
import { readPack } from '../../../shared/policy/read-pack.ts';
import { builtInPacks, builtInPolicy, findBuiltIn, packOf, problemsOf, smallPack } from './packs.ts';

const layer = (rules: string) => `  - id: basic_insurance
    title: 基本
    base: in_scope
    rules:
${rules}`;
const ratio = (text: string) => layer(`      - ${text}`);

describe('a pack that is written wrong', () => {
  it('names file, line and column of an unknown key, wherever it stands', () => {
    expect(problemsOf(smallPack(ratio('{ratoi: 80%, clause: 一}')))).toEqual(['12:10 unknown_key']);
    expect(problemsOf(smallPack(ratio('{when: {level: 2}, ratio: 80%, clause: 一}')))).toEqual([
      '12:17 unknown_key',
    ]);
    expect(problemsOf(smallPack(ratio('{ratio: 80%, clause: 一}'), 'notes: x'))).toEqual(['6:1 unknown_key']);
    const reading = readPack(smallPack(ratio('{ratoi: 80%, clause: 一}')), 'a.yaml', findBuiltIn);
    expect(reading.ok ? '' : problemLine(reading.problems[0]!)).toBe(
      'a.yaml:12:10 unknown_key 不认识的键“ratoi”，请核对拼写和它所在的位置。',
    );
  });

  it('no layer has a name that every object has already', () => {
    const named = (id: string) => ratio('{ratio: 80%, clause: 一}').replace('basic_insurance', id);
    expect(problemsOf(smallPack(named('builder')))).toEqual([]);
    expect(problemsOf(smallPack(named('constructor')))[0]).toMatch(/value_wrong$/);
    const pack = packOf(smallPack(named('builder')));
    for (const name of ['constructor', '__proto__', 'toString']) {
      const options = Object.fromEntries([[name, 1]]);
      expect(() => compilePack(pack, options)).toThrow(/option_unknown|没有选项/);
    }
  });

  it('is told of a missing key at the thing that lacks it', () => {
    expect(problemsOf('id: x-1\n')).toContain('1:1 missing_key');
  });

  it('double keys, aliases, broken YAML and a list instead of a pack are refused', () => {
    expect(problemsOf('id: a\nid: b\n')).toEqual(['2:1 duplicate_key']);
    expect(problemsOf('id: &x a\ntitle: *x\n')).toEqual(['2:8 alias_not_allowed']);
    expect(problemsOf('id: {a\n')[0]).toMatch(/not_yaml$/);
    expect(problemsOf('- 1\n')).toEqual(['1:1 wrong_shape']);
    expect(problemsOf('')).not.toEqual([]);
    expect(problemsOf(`id: ${'x'.repeat(1_000_001)}`)).toEqual(['1:1 file_too_large']);
  });

  it('a ratio needs its percent sign and stays within 100 %', () => {
    expect(problemsOf(smallPack(ratio('{ratio: 0.8, clause: 一}')))).toEqual(['12:10 ratio_needs_percent']);
    expect(problemsOf(smallPack(ratio('{ratio: 101%, clause: 一}')))).toEqual(['12:10 ratio_out_of_range']);
    expect(problemsOf(smallPack(ratio('{ratio: 33.33333%, clause: 一}')))).toEqual(['12:10 ratio_too_fine']);
  });

  it('an amount has at most two decimals and is not negative', () => {
    expect(problemsOf(smallPack(ratio('{amount: 1.005, clause: 一}')))).toEqual([
      '12:10 amount_too_many_decimals',
    ]);
    expect(problemsOf(smallPack(ratio('{amount: -1, clause: 一}')))).toEqual(['12:10 amount_negative']);
    expect(problemsOf(smallPack(ratio('{amount: 1e3, clause: 一}')))).toEqual(['12:10 amount_not_a_number']);
  });

  it('a number without a clause is refused', () => {
    expect(problemsOf(smallPack(ratio('{ratio: 80%}')))).toEqual(['12:10 clause_missing']);
    expect(problemsOf(smallPack(ratio('{bands: [{above: 0, ratio: 80%}]}')))).toEqual([
      '12:10 clause_missing',
    ]);
  });

  it('a rule pays in exactly one way', () => {
    expect(problemsOf(smallPack(ratio('{ratio: 80%, amount: 5, clause: 一}')))).toEqual([
      '12:9 one_way_needed',
    ]);
    expect(problemsOf(smallPack(ratio('{clause: 一}')))).toEqual(['12:9 one_way_needed']);
    expect(problemsOf(smallPack(ratio('{ratio: 80%, of: total, clause: 一}')))).toEqual([
      '12:22 key_misplaced',
    ]);
  });

  it('bands rise', () => {
    const bands = ratio('{bands: [{above: 5, ratio: 1%}, {above: 5, ratio: 2%}], clause: 一}');
    expect(problemsOf(smallPack(bands))).toEqual(['12:10 bands_not_rising']);
  });

  it('a layer written twice and two yearly burdens are refused', () => {
    const one = ratio('{ratio: 80%, clause: 一}');
    expect(problemsOf(smallPack(`${one}\n${one}`))).toEqual(['13:5 layer_twice']);
    const yearly = `${one}\n    cumulative: year`;
    expect(problemsOf(smallPack(`${yearly}\n${yearly.replace('basic_insurance', 'other')}`))[0]).toMatch(
      /cumulative_twice/,
    );
  });
});

describe('rules of which two could win', () => {
  const two = (first: string, second: string, more = '') =>
    problemsOf(
      smallPack(
        `${layer(`      - {when: ${first}, ratio: 80%, clause: 一}\n      - {when: ${second}, ratio: 70%, clause: 一}`)}${more}`,
      ),
    );

  it('are an error at the second of them when the pack is loaded', () => {
    expect(two('{hospital_level: [1, 2]}', '{hospital_level: 2}')).toEqual(['13:9 rules_overlap']);
    expect(two('{place: county}', '{county_level: true}')).toEqual(['13:9 rules_overlap']);
    expect(two('{age: {from: 60}}', '{age: {to: 60}}')).toEqual(['13:9 rules_overlap']);
  });

  it('are none when any one condition keeps them apart', () => {
    expect(two('{hospital_level: 1, place: county}', '{hospital_level: 2, place: county}')).toEqual([]);
    expect(two('{age: {from: 61}}', '{age: {to: 60}}')).toEqual([]);
    expect(two('{visit: {to: 1}}', '{visit: {from: 2}}')).toEqual([]);
    expect(two('{county_level: true}', '{county_level: false}')).toEqual([]);
    expect(two('{down_referred: true}', '{down_referred: false}')).toEqual([]);
  });

  it('a person may hold two eligibilities, so they do not keep rules apart by themselves', () => {
    expect(two('{eligibility: orphan}', '{eligibility: low_income}')).toEqual(['13:9 rules_overlap']);
    expect(two('{eligibility: orphan}', '{eligibility: low_income, no_eligibility: orphan}')).toEqual([]);
    expect(two('{eligibility: orphan}', '{no_eligibility: orphan}')).toEqual([]);
    expect(two('{eligibility_all: [orphan, low_income]}', '{eligibility: disabled}')).toEqual([
      '13:9 rules_overlap',
    ]);
    expect(two('{eligibility: ordinary}', '{eligibility: orphan}')).toEqual([]);
    expect(two('{eligibility: ordinary}', '{eligibility_all: [orphan]}')).toEqual([]);
    expect(two('{no_eligibility: orphan}', '{eligibility_all: [orphan, disabled]}')).toEqual([]);
    const best = '\n    several_eligibilities: best';
    expect(two('{eligibility: orphan}', '{eligibility: low_income}', best)).toEqual([]);
    expect(two('{eligibility: orphan}', '{eligibility: [orphan, disabled]}', best)).toEqual([
      '13:9 rules_overlap',
    ]);
  });

  it('a stay may have two diseases, but is not both on a list and off it', () => {
    const lists = 'disease_lists: {a: {title: 甲, clause: 一}, b: {title: 乙, clause: 一}}';
    const text = (first: string, second: string) =>
      smallPack(
        layer(
          `      - {when: ${first}, ratio: 8%, clause: 一}\n      - {when: ${second}, ratio: 7%, clause: 一}`,
        ),
        lists,
      );
    expect(problemsOf(text('{disease: a}', '{disease: b}'))).toEqual(['13:9 rules_overlap']);
    expect(problemsOf(text('{disease: a}', '{disease: b, no_disease: a}'))).toEqual([]);
    expect(problemsOf(text('{disease: a}', '{disease: b, no_disease: [b, a]}'))).toEqual([]);
    expect(problemsOf(text('{disease: a}', '{disease: c, no_disease: a}'))).toEqual([
      '13:10 disease_list_unknown',
    ]);
  });
});

describe('options', () => {
  const options = (lines: string) => `options:\n${lines}`;
  const withOption = (line: string, use = '{ratio: $r}') => smallPack(ratio(use), options(line));

  it('that are not declared, or of another type than the place needs, are refused where they are used', () => {
    expect(problemsOf(smallPack(ratio('{ratio: $r}')))).toEqual(['12:10 option_unknown']);
    expect(problemsOf(withOption('  r: {type: yuan, default: 5, says: 甲}'))).toEqual([
      '13:10 option_wrong_type',
    ]);
  });

  it('have either a default or say what happens while they are not set', () => {
    expect(problemsOf(withOption('  r: {type: ratio, says: 甲}'))[0]).toMatch(/^7:\d+ value_wrong$/);
    expect(problemsOf(withOption('  r: {type: ratio, default: 5%, unset: refuse, says: 甲}'))[0]).toMatch(
      /value_wrong/,
    );
  });

  it('that decide how much is paid cannot be left out, and only basic insurance has a yearly deductible', () => {
    expect(problemsOf(withOption('  r: {type: ratio, unset: left_out, says: 甲}'))).toEqual([
      '13:9 option_unset_wrong',
    ]);
    const yearly = ratio('{ratio: 80%, clause: 一}').replace('basic_insurance', 'other');
    expect(problemsOf(smallPack(`${yearly}\n    deductible: {amount: 5, per: year, clause: 一}`))).toEqual([
      '13:29 key_misplaced',
    ]);
  });

  it('defaults and values outside their range are refused, bounds are not', () => {
    const bounded = withOption(
      '  r: {type: ratio, default: 70%, at_least: 70%, at_most: 90%, says: 甲, clause: 一}',
    );
    expect(problemsOf(bounded, { r: '69.9999%' })).toEqual(['0:0 option_out_of_range']);
    expect(problemsOf(bounded, { r: '90.0001%' })).toEqual(['0:0 option_out_of_range']);
    expect(problemsOf(bounded, { r: '90%' })).toEqual([]);
    expect(problemsOf(bounded.replace('default: 70%', 'default: 60%'))).toEqual(['7:20 option_out_of_range']);
  });

  it('bands are bounded by their ratios', () => {
    const bands = [
      { above: 0, ratio: '60%' },
      { above: 50000, ratio: '70.1%' },
    ];
    const refused = () => builtInPolicy('liaoning-2019', { critical_illness_bands: bands });
    expect(refused).toThrow('option_out_of_range');
  });

  it('unknown names, unlisted choices and wrong tables are refused', () => {
    expect(() => builtInPolicy('suixian-2020', { guarantee_bas: 'total' })).toThrow('option_unknown');
    expect(() => builtInPolicy('suixian-2020', { guarantee_base: 'half' })).toThrow('option_not_listed');
    expect(() => builtInPolicy('suixian-2020', { basic_deductible: { 1: 0, 2: 0 } })).toThrow(
      'option_table_wrong',
    );
    expect(() => builtInPolicy('suixian-2020', { basic_deductible: '100' })).toThrow('option_needs_table');
    expect(() => builtInPolicy('suixian-2020', { medical_assistance_ratio: 0.7 })).toThrow(
      'option_value_wrong',
    );
  });

  it('take whole numbers and truth values as JSON has them', () => {
    const policy = builtInPolicy('suixian-2020', {
      basic_deductible: { 1: 200, 2: 500, 3: 900 },
      medical_assistance_active: true,
      medical_assistance_ratio: '70%',
    });
    expect(policy.layers[2]!.active).toBe(true);
    expect(policy.layers[0]!.deductible!.rules[0]!.gives.values).toEqual([20_000, 50_000, 90_000]);
  });
});

describe('a pack on top of another', () => {
  const child = (rest: string, changes = 'changes: [试]') => `id: child-2020
title: 子包
region: "429913"
effective: {from: 2020-01-01}
source: {document: 子〔2020〕1号}
extends: suixian-2020
${changes}
${rest}
`;

  it('inherits what it does not change and names the document of an inherited clause', () => {
    const policy = compilePack(packOf(child('layers: [{id: supplementary, title: 补充}]')));
    expect(policy.layers.map((one) => one.title)).toEqual([
      '基本医疗保险',
      '基本医疗保险（门诊慢特病）',
      '大病保险',
      '医疗救助',
      '补充',
    ]);
    expect(policy.layers[0]!.rules[0]!.clause).toBe('《随县卫发〔2020〕1号》三·二定');
    expect(policy.document).toBe('子〔2020〕1号');
  });

  it('names the document of a clause through two packs, that of the one which wrote it', () => {
    const grandchild = child('', 'changes: [再试]')
      .replace('child-2020', 'grandchild-2020')
      .replace('extends: suixian-2020', 'extends: child-2020')
      .replace('子〔2020〕1号', '孙〔2020〕1号');
    const middle = { text: child('layers: [{id: supplementary, clause: 五}]'), file: 'child.yaml' };
    const policy = compilePack(
      packOf(grandchild, 'test.yaml', (id) => (id === 'child-2020' ? middle : findBuiltIn(id))),
    );
    expect(policy.layers[0]!.rules[0]!.clause).toBe('《随县卫发〔2020〕1号》三·二定');
    expect(policy.layers.find(({ id }) => id === 'supplementary')!.clause).toBe('《子〔2020〕1号》五');
  });

  it('puts a new layer where it says and refuses one that does not say it', () => {
    const added =
      '{id: charity, after: basic_insurance, title: 慈善, base: remaining, rules: [{approved: true, clause: 一}]}';
    const policy = compilePack(packOf(child(`layers: [${added}]`)));
    expect(policy.layers.map((one) => one.id).slice(0, 3)).toEqual([
      'basic_insurance',
      'charity',
      'outpatient_insurance',
    ]);
    expect(problemsOf(child(`layers: [${added.replace('after: basic_insurance, ', '')}]`))).toEqual([
      '8:10 layer_place_unknown',
    ]);
  });

  it('states what it changed, and faults keep their place in the child or in the parent', () => {
    expect(problemsOf(child('', ''))).toEqual(['1:1 missing_key']);
    expect(problemsOf(child('layers: [{id: supplementary, titel: 补充}]'))).toEqual(['8:30 unknown_key']);
    expect(problemsOf(child('layers: [{id: supplementary, for: $nobody}]'))).toEqual(['8:30 option_unknown']);
  });

  it('cannot extend itself, directly or in a circle, nor a pack that is not there', () => {
    expect(problemsOf(child('').replace('suixian-2020', 'nowhere'))).toEqual(['6:1 extends_unknown']);
    const text = child('').replace('suixian-2020', 'child-2020');
    expect(problemsOf(text, {}, () => ({ text, file: 'child.yaml' }))).toEqual(['6:1 extends_itself']);
  });
});

describe('the built-in packs', () => {
  it.each(builtInPacks)('%s is read and compiled without a fault', (id) => {
    expect(builtInPolicy(id).id).toBe(id);
  });
});
