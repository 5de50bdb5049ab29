import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileDiagnosisSchema } from '../../../shared/contract/diagnostics.ts';
import { recoveryKeyRows } from '../../../shared/recovery-key/recovery-key.ts';
import { openTestHospital, type TestHospital, testKeyHex } from '../harness/hospital.ts';

const command = fileURLToPath(new URL('../../../electron/service/commands/diagnostics.ts', import.meta.url));
const typedKey = recoveryKeyRows(testKeyHex).join('\n').toLowerCase();

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

function run(input: string, folder = path.dirname(hospital.file)) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, folder], {
    encoding: 'utf8',
    input,
  });
  return { status, stdout, stderr };
}

it('looks through a file with the key from paper and changes no byte of it', () => {
  hospital.context.database.close();
  const before = readFileSync(hospital.file);
  const { status, stdout } = run(typedKey);
  expect(status).toBe(0);
  expect(fileDiagnosisSchema.parse(JSON.parse(stdout))).toMatchObject({
    integrityCheck: ['ok'],
    audit: { isWhole: true },
    rowsOfTables: { staff_account: 5 },
  });
  expect(readFileSync(hospital.file).equals(before)).toBe(true);
});

it('says by its exit code that a file is not sound', () => {
  const { database } = hospital.context;
  database.exec('DROP TRIGGER audit_is_never_updated');
  database.exec("UPDATE audit SET detail = '{}' WHERE sequence = 2");
  const { status, stdout } = run(typedKey);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ audit: { isWhole: false, problem: 'changed' } });
});

it('refuses a typing error, another file’s key and a folder without a file with a code and a sentence', () => {
  expect(run('abc')).toMatchObject({ status: 2, stdout: '' });
  expect(run('abc').stderr).toContain('recovery_key_incomplete: 恢复密钥没有输完');
  expect(run(recoveryKeyRows('c3'.repeat(32)).join('\n')).stderr).toContain('database_wrong_key');
  expect(run(typedKey, path.join(path.dirname(hospital.file), 'none')).status).toBe(2);
});
