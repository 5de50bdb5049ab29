import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { openHospital } from '../../../electron/service/opening.ts';
import { PlatformAddress } from '../../../electron/service/platform-address.ts';
import type { Opening } from '../../../shared/contract/messages.ts';
import { repositoryFolder, testKeyHex } from '../harness/hospital.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onestop-opening-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, 'hospital.db');
const open = () =>
  openDatabase({ file: file(), keyHex: testKeyHex, nativeBinding: null, clock: { now: () => new Date() } });

const opening = (keyHex: string): Opening => ({
  kind: 'open',
  dataFolder: folder,
  keyHex,
  practice: false,
  packsFolder: join(repositoryFolder, 'shared/policy/packs'),
  practiceFolder: '',
  nativeBinding: null,
  platformUrl: null,
  withRecoveryKey: true,
});

const openWith = (keyHex: string) =>
  openHospital(
    opening(keyHex),
    () => undefined,
    () => undefined,
    new PlatformAddress(opening(keyHex), () => undefined),
  );

it('a file that opens with a key from paper says so in its log, once it is open', async () => {
  open().close();
  const hospital = await openWith(testKeyHex);
  await hospital.close();
  const database = open();
  const acts = database.prepare("SELECT act FROM audit WHERE act LIKE 'keys.%'").pluck().all();
  expect(acts).toEqual(['keys.recovery_key_opened']);
  expect(verifyAudit(database).ok).toBe(true);
  database.close();
});

it('a key from paper never makes a new file where the old one is not', async () => {
  await expect(openWith(testKeyHex)).rejects.toMatchObject({ code: 'database_missing' });
  expect(readdirSync(folder)).toEqual([]);
});

it('another file’s key leaves everything as it is', async () => {
  open().close();
  const before = readdirSync(folder);
  await expect(openWith('c3'.repeat(32))).rejects.toMatchObject({ code: 'database_wrong_key' });
  expect(readdirSync(folder)).toEqual(before);
  expect(existsSync(file())).toBe(true);
});
