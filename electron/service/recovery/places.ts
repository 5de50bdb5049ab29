import path from 'node:path';
import type { CopySource } from '../../../shared/contract/backups.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { backupsFolder } from '../backups/name.ts';
import { setAsideFolder } from './journal.ts';
import { salvagedFolder } from './salvage.ts';

/** Where each kind of file lies; the second folder only where one is set. */
export interface Places {
  readonly dataFolder: string;
  readonly secondFolder: string | null;
}

export function folderOf({ dataFolder, secondFolder }: Places, place: CopySource['place']): string | null {
  const folders: Record<CopySource['place'], string | null> = {
    data: backupsFolder(dataFolder),
    second: secondFolder,
    salvaged: salvagedFolder(dataFolder),
    set_aside: setAsideFolder(dataFolder),
  };
  return folders[place];
}

/** The path of a file that was listed. A name with a path in it is refused by its schema already. */
export function pathOf(places: Places, { place, fileName }: CopySource): string {
  const folder = folderOf(places, place);
  if (folder === null || path.basename(fileName) !== fileName) throw copyUnknown();
  return path.join(folder, fileName);
}

export function copyUnknown(): Refusal {
  return new Refusal('backup_unknown', '没有这份文件，请刷新列表后重新选择；U 盘或网络盘请先接好。');
}
