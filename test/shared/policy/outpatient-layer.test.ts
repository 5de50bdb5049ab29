import { expect, it } from 'vitest';
import { problemsOf, smallPack } from './packs.ts';

const layer = (care: string, line: string) =>
  smallPack(`  - id: outpatient_insurance
    title: 门诊
    care: ${care}
    base: in_scope
    ${line}
    rules: [{ratio: 60%, clause: 一}]`);

it.each([
  'deductible: {amount: 100, per: year_and_disease, clause: 一}',
  'pays_at_most: {amount: 100, per: year_and_disease, clause: 一}',
  'pays_at_most: [{amount: 100, per: month_and_disease, clause: 一}]',
])('only a layer for visits alone counts by disease: %s', (line) => {
  expect(problemsOf(layer('outpatient', line))).toEqual([]);
  expect(problemsOf(layer('[inpatient, outpatient]', line))[0]).toContain('key_misplaced');
  expect(problemsOf(layer('inpatient', line))[0]).toContain('key_misplaced');
});
