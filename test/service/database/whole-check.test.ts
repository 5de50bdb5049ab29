import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { checkBeside } from '../../../electron/service/database/whole-check.ts';
import { runFileJob } from '../../../electron/service/file-work/file-work.ts';
import { refusalCode } from '../harness/refusal.ts';

/* A file that is too large to be checked before it is opened is checked beside it. */

let folder: string;
const keyHex = 'a1'.repeat(32);
const clock = { now: () => new Date('2020-03-10T01:00:00Z') };
const options = () => ({ file: path.join(folder, 'hospital.db'), keyHex, nativeBinding: null, clock });
const large = { checkedFirstBytes: 0 };
const order = () => ({
  connection: { file: options().file, keyHex, nativeBinding: null, busyTimeoutMs: 50 },
});

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onestop-test-'));
  const database = openDatabase(options());
  const insert = database.prepare('INSERT INTO person (id, created_at) VALUES (?, ?)');
  database.transaction(() => {
    for (let each = 0; each < 500; each += 1) insert.run(`person-${each}`, '2020-03-10T01:00:00.000Z');
  })();
  database.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** One byte among the people, whom nobody looks at while the file is opened. */
function flipByte(): void {
  const bytes = readFileSync(options().file);
  const at = bytes.length - 2000;
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(options().file, bytes);
}

describe('a file too large to be checked first', () => {
  it('that is whole passes its check beside the window and leaves nothing behind', async () => {
    const database = openDatabase({ ...options(), ...large });
    await expect(runFileJob('check', order()).result).resolves.toBeNull();
    database.close();
    expect(readdirSync(folder)).toEqual(['hospital.db']);
  });

  it('that is damaged is opened, found by the check, and refused from the next opening on', async () => {
    flipByte();
    openDatabase({ ...options(), ...large }).close();
    await expect(refusalCode(() => checkBeside(order()))).resolves.toBe('database_damaged');
    for (let time = 0; time < 2; time += 1) {
      const again = () => openDatabase({ ...options(), ...large }).close();
      await expect(refusalCode(again)).resolves.toBe('database_damaged');
    }
  });

  it('that was in doubt and was put right is opened as ever', async () => {
    const good = readFileSync(options().file);
    flipByte();
    await expect(refusalCode(() => checkBeside(order()))).resolves.toBe('database_damaged');
    writeFileSync(options().file, good);
    openDatabase({ ...options(), ...large }).close();
    expect(existsSync(`${options().file}.doubtful`)).toBe(false);
  });
});
