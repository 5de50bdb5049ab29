import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkIntegrity } from '../../build/setup/stand-in.ts';

test('a download that is not the one we know is refused by name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onestop-stand-in-'));
  const file = join(folder, 'electron.tgz');
  writeFileSync(file, 'abc');
  const ofAbc =
    'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==';
  await expect(checkIntegrity(file, ofAbc)).resolves.toBeUndefined();
  writeFileSync(file, 'abd');
  await expect(checkIntegrity(file, ofAbc)).rejects.toThrow('electron.tgz is not what it should be');
  rmSync(folder, { recursive: true });
});
