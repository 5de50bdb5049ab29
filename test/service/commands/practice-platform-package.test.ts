import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceCredentials } from '../../../electron/service/practice/platform/credentials.ts';
import { ReferencePlatform } from '../../platform/start.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { admit } from '../outbox/facts.ts';
import { states } from '../outbox/sending.ts';
import { exported, fileWith, imported } from '../offline/stick.ts';
import { setting } from '../platform/line.ts';

const command = fileURLToPath(
  new URL('../../../electron/service/commands/practice-platform-package.ts', import.meta.url),
);

function run(...args: string[]): Promise<{ status: unknown; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...args], (error, stdout, stderr) => {
      resolve({ status: error?.code ?? 0, output: stdout + stderr });
    });
  });
}

describe('the command that stands for the way to the platform and back', () => {
  let reference: ReferencePlatform;
  let hospital: TestHospital;
  beforeAll(async () => {
    reference = await ReferencePlatform.start();
    hospital = openTestHospital();
    setting(hospital, 'platformKey', practiceCredentials.platformKey.publicKeyHex);
  });
  afterAll(async () => {
    hospital.close();
    await reference.stop();
  });

  it('hands a package in and writes the receipt that the window imports', async () => {
    admit(hospital, `PK${Date.now()}`);
    const file = fileWith(hospital, 'a.package', (await exported(hospital)).content);
    const receipt = path.join(hospital.context.dataFolder, 'a.receipt');
    expect(await run(reference.url, file, receipt)).toMatchObject({ status: 0 });
    await imported(hospital, readFileSync(receipt, 'utf8'));
    expect(states(hospital).map(({ state }) => state)).toEqual(['done']);
    expect(await run(reference.url, file, receipt)).toMatchObject({ status: 2 });
  });

  it('says why the platform does not take a file, and how it is called', async () => {
    const file = fileWith(hospital, 'b.package', 'no package');
    const refused = await run(reference.url, file, path.join(hospital.context.dataFolder, 'b.receipt'));
    expect(refused).toMatchObject({ status: 1, output: expect.stringContaining('-1') });
    expect(await run()).toMatchObject({ status: 2, output: expect.stringContaining('usage') });
  });
});
