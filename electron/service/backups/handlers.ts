import type { Handlers } from '../context.ts';
import { diskSpaces } from '../disk/watch.ts';
import { readSetting } from '../hospital/settings.ts';
import { listCopies } from '../recovery/list.ts';
import { backupsOf } from './schedule-of-file.ts';
import { listBackups } from './record.ts';

/** So many of the newest attempts are matched with what lies in the folders. */
const mostRecorded = 1000;

export const backupHandlers: Pick<Handlers, 'backups.list' | 'backups.now'> = {
  'backups.list': async (context) => {
    const { connection, dataFolder } = context;
    const secondFolder = readSetting(context, 'backupSecondFolder');
    const recorded = listBackups(context, mostRecorded);
    const failures = recorded
      .filter((row) => row.outcome === 'failed' || row.secondFailure !== null)
      .slice(0, 50)
      .map((row) => ({ at: row.endedAt, reason: row.failureReason ?? secondFailed(row.secondFailure) }));
    return {
      state: backupsOf(context).state(),
      plan: {
        everyHours: readSetting(context, 'backupEveryHours'),
        newest: readSetting(context, 'backupKeepNewest'),
        weeks: readSetting(context, 'backupKeepWeeks'),
        months: readSetting(context, 'backupKeepMonths'),
        secondFolder,
      },
      disk: [...diskSpaces(context)],
      copies: await listCopies({ dataFolder, secondFolder }, connection, recorded),
      failures,
    };
  },
  'backups.now': async (context, { actor }) => {
    const { fileName, sizeBytes, second } = await backupsOf(context).now(actor);
    const failure = second?.failure ?? null;
    return { fileName, sizeBytes, secondFailure: failure === null ? null : secondFailed(failure) };
  },
};

function secondFailed(failure: string | null): string {
  const why = failure === 'second_folder_missing' ? '文件夹不存在或没有接好' : '写入或核对没有成功';
  return `第二备份文件夹没有备份上：${why}。本机的这一份是好的。`;
}
