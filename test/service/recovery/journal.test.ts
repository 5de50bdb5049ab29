import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { sha256OfFile } from '../../../electron/service/file-work/bytes.ts';
import { finishRestore, writeJournal } from '../../../electron/service/recovery/journal.ts';
import { TestClock } from '../harness/clock.ts';

let folder: string;
const keyHex = 'a1'.repeat(32);
const setAside = 'hospital-2020-03-10T02-00-00-000Z.db';

const at = (...parts: string[]) => path.join(folder, ...parts);
const open = (file = at('hospital.db')) =>
  openDatabase({ file, keyHex, nativeBinding: null, clock: new TestClock('2020-03-10T02:00:00.000Z') });

/** A file of ours that says which one it is. */
function fileOf(name: string, file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const database = open(file);
  database.prepare('INSERT INTO person (id, created_at) VALUES (?, ?)').run(name, '2020');
  database.close();
}

function whoIsThere(): unknown {
  const database = open();
  try {
    return database.prepare('SELECT id FROM person').pluck().all();
  } finally {
    database.close();
  }
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onestop-restore-'));
  fileOf('old', at('hospital.db'));
  fileOf('new', at('restoring', 'hospital.db'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const confirm = () =>
  writeJournal(folder, { version: 1, setAside, sha256: sha256OfFile(at('restoring', 'hospital.db')) });

/** What had happened when the power failed, and which file must be in place at the next start. */
const crashes: readonly (readonly [string, () => void, 'old' | 'new'])[] = [
  ['before it was confirmed', () => undefined, 'old'],
  [
    'while the journal was written',
    () => writeFileSync(at('restoring', 'journal.json.new'), '{"version":1,'),
    'old',
  ],
  ['after the journal', confirm, 'new'],
  [
    'after the log was moved aside',
    () => {
      writeFileSync(at('hospital.db-wal'), 'the log of the old one');
      confirm();
      mkdirSync(at('set-aside'));
      renameSync(at('hospital.db-wal'), at('set-aside', `${setAside}-wal`));
    },
    'new',
  ],
  [
    'between moving the old one aside and putting the new one in place',
    () => {
      confirm();
      mkdirSync(at('set-aside'));
      renameSync(at('hospital.db'), at('set-aside', setAside));
    },
    'new',
  ],
  [
    'after the new one was in place',
    () => {
      confirm();
      mkdirSync(at('set-aside'));
      renameSync(at('hospital.db'), at('set-aside', setAside));
      renameSync(at('restoring', 'hospital.db'), at('hospital.db'));
    },
    'new',
  ],
];

describe('a power failure', () => {
  it.each(crashes)('%s leaves one whole file in place', (_, crash, expected) => {
    crash();
    finishRestore(folder);
    expect(whoIsThere()).toEqual([expected]);
    expect(existsSync(at('restoring'))).toBe(false);
    expect(existsSync(at('set-aside', setAside))).toBe(expected === 'new');
    expect(finishRestore(folder)).toBe('nothing');
    expect(whoIsThere()).toEqual([expected]);
  });

  it('at any of these points never lets the next start begin with an empty file', () => {
    confirm();
    mkdirSync(at('set-aside'));
    renameSync(at('hospital.db'), at('set-aside', setAside));
    rmSync(at('restoring'), { recursive: true });
    // Somebody took the folder away by hand: the file that was set aside is seen, and nothing is made over it.
    finishRestore(folder);
    expect(refusalOf(() => open())).toBe('database_missing');
    expect(existsSync(at('hospital.db'))).toBe(false);
  });
});

function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'not refused';
}

describe('a prepared file that is not what was confirmed', () => {
  const tear = () => {
    const bytes = readFileSync(at('restoring', 'hospital.db'));
    bytes[5000]! ^= 0xff;
    writeFileSync(at('restoring', 'hospital.db'), bytes);
  };

  it('is not put in place, and the old one stays', () => {
    confirm();
    tear();
    expect(finishRestore(folder)).toBe('taken_back');
    expect(whoIsThere()).toEqual(['old']);
  });

  it('lets the old one go back if it was moved aside already, with its log', () => {
    confirm();
    tear();
    mkdirSync(at('set-aside'));
    renameSync(at('hospital.db'), at('set-aside', setAside));
    writeFileSync(at('set-aside', `${setAside}-wal`), '');
    expect(finishRestore(folder)).toBe('taken_back');
    expect(whoIsThere()).toEqual(['old']);
  });

  it('with the old one gone as well is explained, and nothing is deleted', () => {
    confirm();
    tear();
    rmSync(at('hospital.db'));
    expect(refusalOf(() => finishRestore(folder))).toBe('restore_unfinished');
    expect(existsSync(at('restoring', 'hospital.db'))).toBe(true);
    expect(existsSync(at('hospital.db'))).toBe(false);
  });
});

describe('a journal that cannot be read', () => {
  it.each([
    ['is torn', '{"version":1,'],
    ['is of another version', '{"version":2}'],
  ])('because it %s is explained, and nothing is deleted or moved', (_, text) => {
    confirm();
    mkdirSync(at('set-aside'));
    renameSync(at('hospital.db'), at('set-aside', setAside));
    writeFileSync(at('restoring', 'journal.json'), text);
    expect(refusalOf(() => finishRestore(folder))).toBe('restore_journal_unreadable');
    expect(existsSync(at('restoring', 'hospital.db'))).toBe(true);
    expect(existsSync(at('set-aside', setAside))).toBe(true);
    expect(existsSync(at('hospital.db'))).toBe(false);
  });
});

it('a folder where somebody deleted only the hospital’s file, but copies lie, gets no empty one', () => {
  mkdirSync(at('backups'));
  copyFileSync(at('hospital.db'), at('backups', 'before-version-9-2020.db'));
  rmSync(at('hospital.db'));
  finishRestore(folder);
  expect(refusalOf(() => open())).toBe('database_missing');
});
