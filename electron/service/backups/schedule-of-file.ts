import type { BackupState } from '../../../shared/contract/backups.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import type { Backups } from './backups.ts';

/*
 * Stands apart from the making of copies, since the first picture of a window asks for the warnings and needs nothing
 * of the rest.
 */
const schedules = new WeakMap<ServiceContext, Backups>();

export function noteSchedule(context: ServiceContext, backups: Backups): void {
  schedules.set(context, backups);
}

/** The schedule of an opened file. */
export function backupsOf(context: ServiceContext): Backups {
  const backups = schedules.get(context);
  if (backups === undefined) {
    throw new Refusal('backups_not_running', '备份功能还没有启动，请重新启动程序后再试。');
  }
  return backups;
}

/** What the frame of every screen says of the copies. */
export function backupWarnings(context: ServiceContext): { code: string; sentence: string }[] {
  const backups = schedules.get(context);
  if (backups === undefined) return [];
  return [...(backups.isOlderThanCopies ? [olderThanCopies] : []), ...overdueWarning(backups.state())];
}

/** SQLite cannot tell that the log of a file was taken away: it opens as of its last checkpoint. */
const olderThanCopies = {
  code: 'database_older_than_backup',
  sentence:
    '现在的数据比最近的备份还旧，可能丢了日志文件（hospital.db-wal）或换上了旧文件。请停止结算，立即联系信息科。',
};

function overdueWarning(state: BackupState): { code: string; sentence: string }[] {
  if (!state.overdue) return [];
  const since = state.lastGoodAt === null ? '还没有做成过备份' : '最近一次好的备份已经太旧';
  const why = state.lastFailure === null ? '' : `（${state.lastFailure}）`;
  return [{ code: 'backup_overdue', sentence: `${since}，请信息科到“管理·备份与恢复”查看。${why}` }];
}
