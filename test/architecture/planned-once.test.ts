import { expect, test } from 'vitest';
import { plannedOnce } from './planned-once.ts';
import { offences } from './source.ts';

test('no statement is planned anew because of its limit', () => {
  expect(offences(plannedOnce, 'electron')).toEqual([]);
});

test.each(['LIMIT ?', 'LIMIT @limit OFFSET @offset', 'LIMIT\n  :limit'])('this is refused: %s', (text) => {
  expect(plannedOnce({ path: 'electron/service/outbox/row.ts', text })).toHaveLength(1);
});

test.each(['LIMIT 50', 'LIMIT 0 + ?', 'LIMIT 0 + @limit'])('this is allowed: %s', (text) => {
  expect(plannedOnce({ path: 'electron/service/outbox/row.ts', text })).toEqual([]);
});
