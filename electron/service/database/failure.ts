import { SqliteError } from 'better-sqlite3';
import { Refusal } from '../../../shared/contract/refusal.ts';

/**
 * The one place where an error of the file becomes a refusal that a person can act on. By the primary result code of
 * SQLite; undefined for errors that mean a fault in the program (constraints, wrong SQL).
 */
export function databaseRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof SqliteError)) return undefined;
  if (error.code === 'SQLITE_IOERR_FSYNC') return databaseInDoubt();
  const primary = /^SQLITE_[A-Z]+/.exec(error.code)?.[0] ?? '';
  const refuse = refusals[primary];
  return refuse?.();
}

const refusals: Readonly<Record<string, () => Refusal>> = {
  SQLITE_BUSY: databaseLocked,
  SQLITE_LOCKED: databaseLocked,
  SQLITE_READONLY: databaseReadOnly,
  SQLITE_PERM: databaseReadOnly,
  SQLITE_FULL: databaseFull,
  SQLITE_CORRUPT: databaseDamaged,
  SQLITE_NOTADB: databaseDamaged,
  SQLITE_IOERR: databaseUnreadable,
  SQLITE_CANTOPEN: databaseUnreadable,
};

function databaseLocked(): Refusal {
  return new Refusal(
    'database_locked',
    '数据库正被另一个程序占用，本次操作没有保存。请关闭其他打开同一数据的程序后再试。',
  );
}

export function databaseReadOnly(): Refusal {
  return new Refusal(
    'database_read_only',
    '数据文件或所在文件夹不允许写入，本次操作没有保存。请信息科检查文件夹权限和磁盘是否只读。',
  );
}

function databaseFull(): Refusal {
  return new Refusal('database_full', '磁盘已满，本次操作没有保存。请信息科清理磁盘空间后再试。');
}

export function databaseDamaged(): Refusal {
  return new Refusal(
    'database_damaged',
    '数据文件已损坏，为保护数据已停止使用。请不要删除任何文件，立即联系信息科从备份恢复。',
  );
}

function databaseUnreadable(): Refusal {
  return new Refusal(
    'database_unreadable',
    '数据文件读写失败，本次操作没有保存。请信息科检查磁盘和数据文件夹是否可用。',
  );
}

/**
 * The commit was written and the disk would not say that it is there: a program that opens the file now may find it.
 * Whoever asked asks again under the same id, and gets the first answer or has it done once.
 */
function databaseInDoubt(): Refusal {
  return new Refusal(
    'database_in_doubt',
    '磁盘没有确认写入，本次操作是否保存还不能确定。请在原来的画面再按一次确认，不会重复；仍然这样请信息科检查磁盘。',
  );
}

export function databaseWrongKey(): Refusal {
  return new Refusal(
    'database_wrong_key',
    '数据文件的密钥不对，无法打开。原有数据没有改动，请信息科用恢复密钥打开，不要新建数据库。',
  );
}

export function databaseMissing(): Refusal {
  return new Refusal(
    'database_missing',
    '数据文件夹里没有数据文件 hospital.db，没有新建。请检查选的文件夹，或从备份恢复；输过的恢复密钥没有用上。',
  );
}

export function databaseNewer(): Refusal {
  return new Refusal(
    'database_newer',
    '数据文件由更新版本的程序写成，本版本不能打开。请安装最新版本的程序，数据没有改动。',
  );
}

export function databaseNotOurs(): Refusal {
  return new Refusal(
    'database_not_ours',
    '这个数据文件不是本程序的，没有打开也没有改动。请检查数据文件夹设置。',
  );
}

/** Nothing is migrated without a proved copy. */
export function databaseBackupFailed(): Refusal {
  return new Refusal(
    'database_backup_failed',
    '升级前备份数据文件失败，没有升级，数据没有改动。请信息科检查磁盘空间和数据文件夹里的 backups 文件夹。',
  );
}

/** A step of the schema failed and was undone; the file is as before, and so is its backup. */
export function databaseMigrationFailed(version: number): Refusal {
  return new Refusal(
    'database_migration_failed',
    `数据文件升级到第 ${version} 版失败，已退回原状，升级前的备份已保留。请联系信息科。`,
  );
}
