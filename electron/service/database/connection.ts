import SqliteDatabase, { type Database } from 'better-sqlite3';
import { databaseWrongKey } from './failure.ts';

export interface ConnectionOptions {
  readonly file: string;
  /** 32 bytes, hexadecimal. */
  readonly keyHex: string;
  /** The driver's binary where it is not found by itself (packaged application). */
  readonly nativeBinding: string | null;
  /** How long a statement waits for another program's lock. */
  readonly busyTimeoutMs: number;
}

/** 'OSWN': the file says whose it is. */
export const applicationId = 0x4f53574e;

/**
 * How a file is encrypted, the way new ones are first. AEGIS-256 protects each page with a tag of its own and costs a
 * fifth of SQLCipher's AES-CBC with HMAC-SHA512, which earlier versions wrote: a settlement commits dozens of pages, and
 * a year that is settled again reads a hundred thousand. Both are documented formats that other programs read.
 */
const formats = [["cipher = 'aegis'"], ["cipher = 'sqlcipher'", 'legacy = 4']] as const;

/**
 * Opens the encrypted file and proves the key by reading. The key is raw: no passphrase is stretched here. Refuses
 * `database_wrong_key` when no format gives sense under the key.
 */
export function connect(options: ConnectionOptions): Database {
  return connectWith(options, {});
}

/** To look at a file that must not change in a single byte: a copy, a damaged file, the file somebody works in. */
export function connectReadOnly(options: ConnectionOptions): Database {
  return connectWith(options, { readonly: true, fileMustExist: true });
}

function connectWith(options: ConnectionOptions, access: SqliteDatabase.Options): Database {
  if (!/^[0-9a-f]{64}$/.test(options.keyHex)) throw databaseWrongKey();
  for (const format of formats) {
    const database = connectAs(format, options, access);
    if (database !== undefined) return database;
  }
  // A wrong key and a first page that is not ours look the same: neither decrypts.
  throw databaseWrongKey();
}

/** Undefined where the first page is not of that format under this key. */
function connectAs(
  format: (typeof formats)[number],
  options: ConnectionOptions,
  access: SqliteDatabase.Options,
): Database | undefined {
  const database = new SqliteDatabase(options.file, {
    ...access,
    timeout: options.busyTimeoutMs,
    ...(options.nativeBinding === null ? {} : { nativeBinding: options.nativeBinding }),
  });
  try {
    for (const setting of format) database.pragma(setting);
    database.pragma(`key = "x'${options.keyHex}'"`);
    // The driver encrypts no temporary files: a sort that does not fit would leave names on the disk in the clear.
    database.pragma('temp_store = MEMORY');
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return database;
  } catch (error) {
    database.close();
    if (error instanceof SqliteDatabase.SqliteError && error.code === 'SQLITE_NOTADB') return undefined;
    throw error;
  }
}

/**
 * What every connection needs, on every open (design, durability). `synchronous` is set explicitly because the
 * driver's build otherwise falls back to NORMAL at the first write, and is read back after a write.
 */
export function prepareConnection(database: Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  database.pragma('wal_autocheckpoint = 8000');
  database.transaction(() => database.pragma(`application_id = ${applicationId}`)).immediate();
  const [journalMode, synchronous] = [
    readPragma(database, 'journal_mode'),
    readPragma(database, 'synchronous'),
  ];
  if (journalMode !== 'wal' || synchronous !== 2) {
    throw new Error(`the file is not durable: journal_mode ${journalMode}, synchronous ${synchronous}`);
  }
}

export function readPragma(database: Database, name: string): string | number {
  return database.pragma(name, { simple: true }) as string | number;
}
