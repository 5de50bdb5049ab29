import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LinePortion } from '../../../electron/service/reconciliation/packed.ts';
import { storeStatement } from '../../../electron/service/reconciliation/store-statement.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';

let hospital: TestHospital;
beforeAll(() => {
  hospital = openTestHospital();
});
afterAll(() => hospital.close());

const head = { side: 'hospital', source: 'platform', title: '收费系统' } as const;
/** So long that lines are written long before the last of them comes. */
const portion: LinePortion = { fields: ['number', 'total'], text: 'S1\n100\n'.repeat(200_000) };
const sums = {
  fileHash: '0'.repeat(64),
  lineCount: 1_600_000,
  sumCount: 0,
  foreignCount: 0,
  firstDay: '2020-03-10',
  lastDay: '2020-03-10',
  totalFen: 80_000_000,
};
const rows = (table: string): number =>
  hospital.context.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

it('lines that were written before a reading was refused are gone, and those of other statements stay', async () => {
  const { context } = hospital;
  const actor = hospital.actor('finance');
  await storeStatement(context, actor, head, (add) => {
    for (let count = 0; count < 8; count += 1) add(portion);
    return Promise.resolve(sums);
  });
  const kept = rows('statement_portion');
  expect(kept).toBe(8);
  let written = 0;
  const refused = storeStatement(context, actor, head, (add) => {
    for (let count = 0; count < 8; count += 1) add(portion);
    written = rows('statement_portion') - kept;
    return Promise.reject(new Error('the rest cannot be read'));
  });
  await expect(refused).rejects.toThrow('the rest cannot be read');
  expect(written).toBeGreaterThan(0);
  expect([rows('statement'), rows('statement_portion')]).toEqual([1, kept]);
});
