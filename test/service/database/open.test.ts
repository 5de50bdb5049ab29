import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applicationId, connect } from '../../../electron/service/database/connection.ts';
import { databaseRefusal } from '../../../electron/service/database/failure.ts';
import { migrations, newestVersion } from '../../../electron/service/database/migrations/migrations.ts';
import { openDatabase, type OpenDatabaseOptions } from '../../../electron/service/database/open.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { TestClock } from '../harness/clock.ts';

let folder: string;
let options: OpenDatabaseOptions & { file: string };

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onestop-open-'));
  options = {
    file: path.join(folder, 'hospital.db'),
    keyHex: 'a1'.repeat(32),
    nativeBinding: null,
    clock: new TestClock('2020-03-10T02:00:00.000Z'),
    busyTimeoutMs: 50,
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The code of the refusal; anything else thrown fails the test as it is. */
function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'not refused';
}

const insertPerson = "INSERT INTO person (id, created_at) VALUES ('p1', '2020-03-10T02:00:00.000Z')";

function fileWithOnePerson(): void {
  const database = openDatabase(options);
  database.exec(insertPerson);
  database.close();
}

function personCount(): unknown {
  const database = openDatabase(options);
  try {
    return database.prepare('SELECT count(*) FROM person').pluck().get();
  } finally {
    database.close();
  }
}

/** Runs the act as a user whom the folder does not belong to, since root may write everywhere. */
function asOtherUser<T>(act: () => T): T {
  if (process.getuid?.() !== 0) return act();
  process.seteuid!(65534);
  try {
    return act();
  } finally {
    process.seteuid!(0);
  }
}

describe('every open', () => {
  it.each(['new', 'old'])(
    'sets the pragmas of durability on a %s file and they hold after a write',
    (age) => {
      if (age === 'old') fileWithOnePerson();
      const database = openDatabase(options);
      database.exec("INSERT INTO person (id, created_at) VALUES ('p2', '2020-03-10T02:00:00.000Z')");
      const read = (name: string) => database.pragma(name, { simple: true });
      expect({
        journal_mode: read('journal_mode'),
        synchronous: read('synchronous'),
        foreign_keys: read('foreign_keys'),
        busy_timeout: read('busy_timeout'),
        trusted_schema: read('trusted_schema'),
        cell_size_check: read('cell_size_check'),
        temp_store: read('temp_store'),
        wal_autocheckpoint: read('wal_autocheckpoint'),
        application_id: read('application_id'),
        user_version: read('user_version'),
      }).toEqual({
        journal_mode: 'wal',
        synchronous: 2,
        foreign_keys: 1,
        busy_timeout: 50,
        trusted_schema: 0,
        cell_size_check: 1,
        temp_store: 2,
        wal_autocheckpoint: 8000,
        application_id: applicationId,
        user_version: newestVersion,
      });
      database.close();
    },
  );

  it('waits five seconds for a lock unless told otherwise', () => {
    const { busyTimeoutMs: _, ...usual } = options;
    const database = openDatabase(usual);
    expect(database.pragma('busy_timeout', { simple: true })).toBe(5000);
    database.close();
  });

  it('leaves nothing readable on the disk, neither in the file nor in its log', () => {
    const database = openDatabase(options);
    database.exec("INSERT INTO person (id, created_at) VALUES ('p-欧阳建国-readable', '2020')");
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(path.join(folder, name));
      expect(bytes.includes('readable')).toBe(false);
      expect(bytes.includes('欧阳建国')).toBe(false);
      expect(bytes.includes('SQLite format')).toBe(false);
    }
    database.close();
  });
});

describe('a file in the format of earlier versions', () => {
  it('opens with all that it holds, what only its log holds included', () => {
    const written = path.join(folder, 'written.db');
    const older = new SqliteDatabase(written);
    for (const setting of ["cipher = 'sqlcipher'", 'legacy = 4', `key = "x'${options.keyHex}'"`]) {
      older.pragma(setting);
    }
    older.pragma('journal_mode = WAL');
    older.exec('CREATE TABLE kept (text TEXT) STRICT');
    older.pragma('wal_checkpoint(TRUNCATE)');
    older.exec("INSERT INTO kept VALUES ('一'), ('二')");
    // As after a power failure: the log is not in the file yet.
    for (const suffix of ['', '-wal']) copyFileSync(written + suffix, options.file + suffix);
    expect(statSync(`${options.file}-wal`).size).toBeGreaterThan(0);
    older.close();

    const wrong = () => connect({ ...options, keyHex: 'b2'.repeat(32), busyTimeoutMs: 50 });
    expect(refusalOf(wrong)).toBe('database_wrong_key');
    const opened = connect({ ...options, busyTimeoutMs: 50 });
    expect(opened.prepare('SELECT text FROM kept').pluck().all()).toEqual(['一', '二']);
    opened.close();
  });
});

describe('a file that cannot be used', () => {
  it('with the wrong key is refused and stays as it was', () => {
    fileWithOnePerson();
    const before = readFileSync(options.file);
    expect(refusalOf(() => openDatabase({ ...options, keyHex: 'b2'.repeat(32) }))).toBe('database_wrong_key');
    expect(readFileSync(options.file).equals(before)).toBe(true);
    expect(personCount()).toBe(1);
  });

  it('of a newer version is refused and stays as it was', () => {
    fileWithOnePerson();
    const database = connect({ ...options, busyTimeoutMs: 50 });
    database.pragma(`user_version = ${newestVersion + 1}`);
    database.close();
    const before = readFileSync(options.file);
    expect(refusalOf(() => openDatabase(options))).toBe('database_newer');
    expect(readFileSync(options.file).equals(before)).toBe(true);
  });

  it('of another program is refused', () => {
    const database = connect({ ...options, busyTimeoutMs: 50 });
    database.exec('CREATE TABLE other (a)');
    database.close();
    expect(refusalOf(() => openDatabase(options))).toBe('database_not_ours');
  });

  it('that another program locks is refused after the waiting time', () => {
    fileWithOnePerson();
    const other = connect({ ...options, busyTimeoutMs: 50 });
    other.exec('BEGIN EXCLUSIVE');
    expect(refusalOf(() => openDatabase(options))).toBe('database_locked');
    other.exec('ROLLBACK');
    other.close();
    expect(personCount()).toBe(1);
  });

  it('that may not be written is refused', () => {
    fileWithOnePerson();
    chmodSync(folder, 0o755);
    chmodSync(options.file, 0o444);
    expect(asOtherUser(() => refusalOf(() => openDatabase(options)))).toBe('database_read_only');
    chmodSync(options.file, 0o644);
    chmodSync(folder, 0o555);
    expect(asOtherUser(() => refusalOf(() => openDatabase(options)))).toBe('database_read_only');
    chmodSync(folder, 0o755);
    expect(personCount()).toBe(1);
  });

  it('in a folder that may not be written is not made', () => {
    chmodSync(folder, 0o555);
    expect(asOtherUser(() => refusalOf(() => openDatabase(options)))).toBe('database_read_only');
    expect(existsSync(options.file)).toBe(false);
    chmodSync(folder, 0o755);
  });

  it('that lost its content is refused, never filled anew', () => {
    writeFileSync(options.file, '');
    expect(refusalOf(() => openDatabase(options))).toBe('database_damaged');
    expect(statSync(options.file).size).toBe(0);
  });

  it('that was moved away from its log is refused, never made anew', () => {
    writeFileSync(`${options.file}-wal`, 'x');
    expect(refusalOf(() => openDatabase(options))).toBe('database_damaged');
    expect(existsSync(options.file)).toBe(false);
  });

  it('with a flipped byte in a later page is refused as damaged', () => {
    fileWithOnePerson();
    const bytes = readFileSync(options.file);
    bytes[4096 * 9 + 100]! ^= 0xff;
    writeFileSync(options.file, bytes);
    expect(refusalOf(() => openDatabase(options))).toBe('database_damaged');
  });
});

describe('a full disk', () => {
  it('refuses the write and loses nothing that was there', () => {
    fileWithOnePerson();
    const database = openDatabase(options);
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.pragma(`max_page_count = ${pages}`);
    const fill = database.prepare("INSERT INTO person (id, created_at) VALUES (?, 'x')");
    let refusal: Refusal | undefined;
    try {
      database.transaction(() => {
        for (let index = 0; index < 1000; index += 1) fill.run(`${index}-${'x'.repeat(200)}`);
      })();
    } catch (error) {
      refusal = databaseRefusal(error);
    }
    expect(refusal?.code).toBe('database_full');
    database.close();
    expect(personCount()).toBe(1);
  });
});

describe('a file of an older version', () => {
  it('is backed up, proved and brought to the newest version with its facts', () => {
    const older = openDatabase({ ...options, migrations: migrations.slice(0, 3) });
    older.exec(insertPerson);
    older.close();
    expect(personCount()).toBe(1);
    const backups = readdirSync(path.join(folder, 'backups'));
    expect(backups).toEqual(['before-version-4-2020-03-10T02-00-00-000Z.db']);
    const copy = connect({ ...options, busyTimeoutMs: 50, file: path.join(folder, 'backups', backups[0]!) });
    expect(copy.pragma('user_version', { simple: true })).toBe(3);
    expect(copy.prepare('SELECT count(*) FROM person').pluck().get()).toBe(1);
    copy.close();
    expect(() =>
      new SqliteDatabase(path.join(folder, 'backups', backups[0]!)).exec('SELECT * FROM person'),
    ).toThrow('file is not a database');
  });

  it('stays at its version when a step fails, with nothing of that step in it', () => {
    fileWithOnePerson();
    const broken = {
      version: newestVersion + 1,
      title: 'broken',
      sql: 'CREATE TABLE half_done (a TEXT) STRICT; CREATE TABLE person (a TEXT) STRICT;',
    };
    vi.spyOn(console, 'error').mockImplementationOnce(() => undefined);
    expect(refusalOf(() => openDatabase({ ...options, migrations: [...migrations, broken] }))).toBe(
      'database_migration_failed',
    );
    const database = openDatabase(options);
    const find = database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half_done'").pluck();
    expect(find.get()).toBe(0);
    expect(database.pragma('user_version', { simple: true })).toBe(newestVersion);
    database.close();
  });

  it('is not migrated without a copy of it', () => {
    const older = openDatabase({ ...options, migrations: migrations.slice(0, 3) });
    older.close();
    writeFileSync(path.join(folder, 'backups'), 'a file stands where the folder should be');
    vi.spyOn(console, 'error').mockImplementationOnce(() => undefined);
    expect(refusalOf(() => openDatabase(options))).toBe('database_backup_failed');
    rmSync(path.join(folder, 'backups'));
    const again = openDatabase({ ...options, migrations: migrations.slice(0, 3) });
    expect(again.pragma('user_version', { simple: true })).toBe(3);
    again.close();
  });
});
