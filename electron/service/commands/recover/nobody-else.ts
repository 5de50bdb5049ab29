import type { ConnectionOptions } from '../../database/connection.ts';
import { connect } from '../../database/connection.ts';
import { Refusal } from '../../../../shared/contract/refusal.ts';

/**
 * Refuses `recover_in_use` while the application has the file open: it would go on writing into the file that is moved
 * aside. A file that cannot be opened here cannot be open there either.
 */
export function requireNobodyElse(connection: ConnectionOptions): void {
  let database;
  try {
    database = connect(connection);
  } catch {
    return;
  }
  try {
    // In this mode the log belongs to one connection alone, which is refused where another one has it.
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY') === true) throw inUse();
  } finally {
    database.close();
  }
}

function inUse(): Refusal {
  return new Refusal('recover_in_use', '一站通正开着这个数据文件。请先退出程序，再换用备份。');
}
