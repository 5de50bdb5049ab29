import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writtenLogHead } from '../../../shared/audit/log-head.ts';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { openTestHospital, type TestHospital, testKeyHex } from '../harness/hospital.ts';

const command = fileURLToPath(new URL('../../../electron/service/commands/audit.ts', import.meta.url));

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

function run(args: readonly string[], input = testKeyHex) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    encoding: 'utf8',
    input,
  });
  return { status, stdout, stderr };
}

it('says that the log is whole, of a file that somebody works in, and finds a head that was noted', () => {
  const folder = path.dirname(hospital.file);
  const verdict = verifyAudit(hospital.context.database);
  const head = verdict.ok ? { sequence: verdict.rowCount, hash: verdict.head } : { sequence: 0, hash: '' };
  const { status, stdout } = run(['verify', folder, writtenLogHead(head)]);
  expect(stdout).toContain(`日志末尾 ${writtenLogHead(head)}`);
  expect(status).toBe(0);
  const elsewhere = writtenLogHead({ ...head, sequence: head.sequence - 1 });
  expect(run(['verify', folder, elsewhere])).toMatchObject({ status: 1 });
});

it.each([
  ['changed', `UPDATE audit SET detail = '{"by":"nobody"}' WHERE sequence = 2`],
  ['missing', 'DELETE FROM audit WHERE sequence = 2'],
  ['changed', 'UPDATE audit SET account_id = NULL, at = at || 0 WHERE sequence = 3'],
])('ends with 1 where a row is %s', (problem, sql) => {
  const { database } = hospital.context;
  // What a thief of the key could do: take the triggers away first.
  for (const name of database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'")
    .pluck()
    .all()) {
    database.exec(`DROP TRIGGER "${String(name)}"`);
  }
  database.exec(sql);
  const { status, stdout } = run(['verify', path.dirname(hospital.file)]);
  expect(stdout).toContain(problem);
  expect(status).toBe(1);
});

it('ends with 2 under another key, and when it is asked wrongly', () => {
  const folder = path.dirname(hospital.file);
  expect(run(['verify', folder], 'a1'.repeat(32))).toMatchObject({ status: 2 });
  expect(run(['verify'])).toMatchObject({ status: 2 });
  expect(run(['verify', folder, 'not a head'])).toMatchObject({ status: 2 });
});
