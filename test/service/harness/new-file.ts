import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../../electron/service/database/open.ts';

/** Where a run of all tests keeps one for all its programs (before-all-tests.ts). */
export const placeOfNewFile = 'ONESTOP_TEST_NEW_FILE';

let known: Uint8Array | undefined;

/** What the service makes where there is no file yet: made once, since its many steps cost more than most tests. */
export function newFile(keyHex: string): Uint8Array {
  const place = process.env[placeOfNewFile];
  known ??= place === undefined ? makeNewFile(keyHex) : readFileSync(place);
  return known;
}

function makeNewFile(keyHex: string): Uint8Array {
  const folder = mkdtempSync(path.join(tmpdir(), 'onestop-test-new-'));
  try {
    const file = path.join(folder, 'hospital.db');
    const clock = { now: () => new Date('2020-01-01T00:00:00.000Z') };
    openDatabase({ file, keyHex, nativeBinding: null, clock }).close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
