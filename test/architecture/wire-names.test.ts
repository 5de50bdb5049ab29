import { expect, test } from 'vitest';
import { offences } from './source.ts';
import { wireNames } from './wire-names.ts';

test('names of the wire appear only in the adapter and the practice platform', () => {
  expect(offences(wireNames, 'electron', 'shared', 'renderer')).toEqual([]);
});

test.each([
  'const hifp_pay = 1;',
  'interface Answer { psn_no: string }',
  "row['mdtrt_id'];",
  'const sql = `SELECT setl_id FROM settlement`;',
])('outside of it this is refused: %s', (text) => {
  expect(wireNames({ path: 'electron/service/outbox/row.ts', text })).toHaveLength(1);
});

test('comments, our own codes and the adapter itself may use snake_case', () => {
  expect(
    wireNames({ path: 'shared/a.ts', text: '// psn_no of 1101\nconst code = "person_not_found";' }),
  ).toEqual([]);
  expect(wireNames({ path: 'electron/service/platform/messages.ts', text: 'const psn_no = 1;' })).toEqual([]);
});
