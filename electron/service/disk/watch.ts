import { Refusal } from '../../../shared/contract/refusal.ts';
import type { DiskSpace } from '../../../shared/contract/backups.ts';
import type { ServiceContext } from '../context.ts';
import { traceOf } from '../fault.ts';
import { readSetting } from '../hospital/settings.ts';
import type { FreeBytes } from './free-space.ts';

/** Looks at the free space of the data and backup folders at the start and every few minutes. */
export interface DiskWatch {
  /** As it was looked at last. */
  readonly spaces: () => readonly DiskSpace[];
  /** Looks now. */
  look(): Promise<void>;
  /** Refuses `disk_nearly_full` when a large file of so many bytes would leave too little. Looks anew. */
  requireRoom(folder: string, bytes: number): Promise<void>;
  stop(): void;
}

export interface DiskWatchParts {
  readonly freeBytes: FreeBytes;
  /** Runs once after that time; returns what cancels it. */
  readonly later: (delayMs: number, run: () => void) => () => void;
}

const everyMs = 5 * 60_000;
const megabyte = 1 << 20;
const ofContext = new WeakMap<ServiceContext, DiskWatch>();

export function startDiskWatch(context: ServiceContext, { freeBytes, later }: DiskWatchParts): DiskWatch {
  let spaces: readonly DiskSpace[] = [];
  let cancel = (): void => {};
  let isStopped = false;
  const look = async (): Promise<void> => {
    const second = readSetting(context, 'backupSecondFolder');
    const folders = [
      { place: 'data' as const, folder: context.dataFolder },
      ...(second === null ? [] : [{ place: 'second' as const, folder: second }]),
    ];
    spaces = await Promise.all(
      folders.map(async ({ place, folder }) => ({ place, freeBytes: (await freeBytes(folder)) ?? null })),
    );
  };
  const lookAgain = (): void => {
    look()
      .catch((error: unknown) => console.error(`free space could not be looked at: ${traceOf(error)}`))
      .finally(() => {
        if (!isStopped) cancel = later(everyMs, lookAgain);
      });
  };
  const watch: DiskWatch = {
    spaces: () => spaces,
    look,
    requireRoom: async (folder, bytes) => {
      const free = await freeBytes(folder);
      const least = readSetting(context, 'diskRefuseMegabytes') * megabyte;
      if (free !== undefined && free - bytes < least) throw nearlyFull(free);
    },
    stop: () => {
      isStopped = true;
      cancel();
    },
  };
  ofContext.set(context, watch);
  lookAgain();
  return watch;
}

/**
 * Before a large file (fee list, roster) is taken in. Settlements never ask: they go on until the disk is really full.
 * Refuses `disk_nearly_full`.
 */
export async function requireRoomForFile(context: ServiceContext): Promise<void> {
  await ofContext.get(context)?.requireRoom(context.dataFolder, 0);
}

export function diskSpaces(context: ServiceContext): readonly DiskSpace[] {
  return ofContext.get(context)?.spaces() ?? [];
}

/** What the frame of every screen says of the disk. */
export function diskWarnings(context: ServiceContext): { code: string; sentence: string }[] {
  const warn = readSetting(context, 'diskWarnMegabytes') * megabyte;
  return diskSpaces(context).flatMap(({ place, freeBytes }) => {
    if (place === 'second' && freeBytes === null) {
      return [
        { code: 'backup_folder_missing', sentence: '第二备份文件夹连不上（U 盘或网络盘），请信息科检查。' },
      ];
    }
    if (freeBytes === null || freeBytes >= warn) return [];
    const where = place === 'data' ? '数据盘' : '第二备份盘';
    const sentence = `${where}只剩 ${inWords(freeBytes)}，请信息科清理磁盘。已结算的数据不受影响。`;
    return [{ code: 'disk_low', sentence }];
  });
}

function nearlyFull(free: number): Refusal {
  return new Refusal(
    'disk_nearly_full',
    `磁盘只剩 ${inWords(free)}，暂不接收大文件（名册、费用清单、备份），以免影响结算。请信息科清理磁盘后再试。`,
  );
}

function inWords(bytes: number): string {
  const megabytes = Math.floor(bytes / megabyte);
  return megabytes >= 1024 ? `${Math.floor(megabytes / 102.4) / 10} GB` : `${megabytes} MB`;
}
