import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCases } from '../../../shared/policy/cases/case-file.ts';
import { runCase } from '../../../shared/policy/cases/run-case.ts';
import type { PackProblem, PackRefused } from '../../../shared/policy/problem.ts';
import { builtInPack } from './packs.ts';

const folders = ['../../fixtures/cases/', '../../../shared/policy/packs/cases/'];

const files = folders.flatMap((folder) => {
  const url = new URL(folder, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => new URL(name, url));
});

function differences(text: string): readonly string[] {
  return readCases(text, 'cases.yaml').flatMap((one) => runCase(one, builtInPack).differences);
}

/** What is wrong with a case file, as `line:column code`. */
function problems(text: string): string[] {
  const place = ({ line, column, code }: PackProblem): string => `${line}:${column} ${code}`;
  try {
    return readCases(text, 'cases.yaml').flatMap((one) =>
      one.shape === 'faulty' ? one.value.problems.map(place) : [],
    );
  } catch (error) {
    return (error as PackRefused).problems.map(place);
  }
}

describe.each(files.map((file) => [file.pathname.split('/').slice(-2).join('/'), file] as const))(
  'conformance cases of %s',
  (name, file) => {
    const cases = readCases(readFileSync(file, 'utf8'), name);
    it.each(cases.map((one, index) => [`${index + 1} ${one.value.name}`, one] as const))('%s', (_, one) => {
      expect(runCase(one, builtInPack).differences).toEqual([]);
    });
  },
);

it('every stay beside a built-in pack says in Chinese what it is about', () => {
  const cases = files
    .filter(({ pathname }) => pathname.includes('/packs/cases/'))
    .flatMap((file) => readCases(readFileSync(file, 'utf8'), file.pathname));
  const stays = cases.flatMap((one) => (one.shape === 'stays' ? [one.value] : []));
  expect(stays.length).toBeGreaterThan(30);
  expect(stays.filter(({ says }) => !/\p{Script=Han}/u.test(says ?? '')).map(({ name }) => name)).toEqual([]);
});

describe('the case runner', () => {
  const stay = (expected: string) => `- name: one
  pack: suixian-2020
  person: {categories: [registered_poor]}
  stays:
    - {settled: 2020-03-10, cost: {total: 10000}, expect: ${expected}}
`;

  it('a difference of one fen is told with the explanation of its layer', () => {
    const lines = differences(stay('{basic_insurance: 8000.01}'));
    expect(lines[0]).toBe('stay 1: basic_insurance expected 8000.01, got 8000.00');
    expect(lines.join('\n')).toContain(
      '10,000.00 元由二级医院报销 80%，得 8,000.00 元，见随县卫发〔2020〕1号 三·二定。',
    );
  });

  it('a settlement where a refusal is expected fails, and the other way round', () => {
    expect(differences(stay('{error: no_rule}'))).toHaveLength(1);
    expect(
      differences(stay('{personal: 1000}').replace('{settled', '{place: unreferred, settled'))[0],
    ).toContain('refused with no_rule');
  });

  it('an unknown key is an error with its line and column', () => {
    expect(problems(stay('{}').replace('pack:', 'pakc:'))).toContain('2:3 unknown_key');
    expect(problems(stay('{}').replace('total: 10000', 'total: 10000, sum: 1'))).toEqual([
      '5:50 unknown_key',
    ]);
    expect(problems('- {name: x, accept: yes, total: 1, parts: [1], payers: {}}')).toEqual([
      '1:13 value_not_allowed',
    ]);
    expect(problems('name: x')).toEqual(['1:1 not_a_case_file']);
  });

  it('a case with an unknown key fails alone, and the others of the file still run', () => {
    const cases = readCases(
      `${stay('{}').replace('pack:', 'pakc:')}${stay('{personal: 1000}')}`,
      'cases.yaml',
    );
    expect(cases.map((one) => runCase(one, builtInPack).differences.length > 0)).toEqual([true, false]);
  });

  it('an unknown pack and an unknown option are differences, not crashes', () => {
    expect(differences(stay('{}').replace('suixian-2020', 'nowhere-2020'))).toEqual([
      'no pack “nowhere-2020”',
    ]);
    const unknown = stay('{}').replace(
      'pack: suixian-2020',
      'pack: suixian-2020\n  options: {basic_ratoi: 80%}',
    );
    expect(differences(unknown)[0]).toContain('option_unknown');
  });

  it('a reversed stay leaves the year as it was before it', () => {
    const stays = `- name: reversal
  pack: suixian-2020
  person: {categories: [registered_poor]}
  stays:
    - {settled: 2020-03-10, cost: {total: 200000}, expect: {critical_illness: 23250}}
    - {reverse: 1}
    - {settled: 2020-03-11, cost: {total: 200000}, expect: {critical_illness: 23250}}
    - {settled: 2020-03-12, cost: {total: 200000}, expect: {critical_illness: 28000}}
    - {settled: 2021-01-05, cost: {total: 200000}, expect: {critical_illness: 23250}}
`;
    expect(differences(stays)).toEqual([]);
    expect(differences(stays.replace('reverse: 1', 'reverse: 2'))).toContain(
      'stay 2: there is no settlement 2 to reverse',
    );
  });

  it('fee items are split before they are settled', () => {
    const fees = `- name: items
  pack: suixian-2020
  person: {categories: [ordinary]}
  stays:
    - settled: 2020-03-10
      fees:
        - {class: A, price: 100, quantity: 3}
        - {class: B, ratio: 10%, limit_price: 80, price: 100, quantity: 2}
        - {class: C, price: 12.5, quantity: 1}
      expect: {in_scope: 444, own_expense: 12.50, over_limit: 40, pre_self_pay: 16, basic_insurance: 355.20, personal: 157.30}
`;
    expect(differences(fees)).toEqual([]);
    expect(differences(fees.replace('price: 12.5', 'price: 一元'))[0]).toContain('price_not_a_number');
  });
});

describe('a stay of a case', () => {
  const stay = (more: string, expected: string) => `- name: one
  says: 一线抗结核药品免费
  pack: chongqing-2019
  options: {basic_deductible: {1: 100, 2: 300, 3: 800}, basic_ratio: {1: 80%, 2: 70%, 3: 50%}}
  person: {categories: [registered_poor]}
  stays:
    - {settled: 2019-11-05, cost: {total: 8000}, ${more}expect: ${expected}}
`;

  it('states what its items of a list cost', () => {
    expect(
      differences(stay('item_lists: {first_line_tuberculosis: 12.34}, ', '{free_tuberculosis_drugs: 12.34}')),
    ).toEqual([]);
    expect(differences(stay('', '{free_tuberculosis_drugs: 0}'))).toEqual([]);
  });

  it('that names a list the pack does not have is refused, since it would count for nothing', () => {
    const misspelt = stay('item_lists: {first_line_tubercolosis: 12.34}, ', '{free_tuberculosis_drugs: 0}');
    expect(differences(misspelt)).toEqual([
      'stay 1: expected a settlement, refused with item_list_unknown',
      'stay 1: 这个政策包的 item_lists 里没有“first_line_tubercolosis”。',
    ]);
  });

  it('says whether it was sent down, by true or false and nothing else', () => {
    expect(differences(stay('down_referred: true, ', '{deductible: 150}'))).toEqual([]);
    expect(problems(stay('down_referred: yes, ', '{}'))).toHaveLength(1);
  });
});
