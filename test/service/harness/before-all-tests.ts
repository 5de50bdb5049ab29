import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testKeyHex } from './hospital.ts';
import { newFile, placeOfNewFile } from './new-file.ts';

/** Makes the new file of a test hospital once for all programs of a run; returns what takes it away. */
export default function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'onestop-test-run-'));
  const place = path.join(folder, 'new.db');
  writeFileSync(place, newFile(testKeyHex));
  process.env[placeOfNewFile] = place;
  return () => rmSync(folder, { recursive: true, force: true });
}
