import type { ListedCopy, Rehearsal } from '../../shared/contract/backups.ts';

/** Why a file is there, as it stands in the list. */
export const causeWords: Record<ListedCopy['cause'], string> = {
  first_of_day: '每日首次',
  interval: '定时',
  requested: '手工',
  before_migration: '升级之前',
  salvaged: '救出的数据',
  set_aside: '换下的原文件',
  foreign: '无记录',
};

export const placeWords: Record<ListedCopy['source']['place'], string> = {
  data: '本机',
  second: '第二文件夹',
  salvaged: '本机',
  set_aside: '本机',
};

export const problemWords: Record<NonNullable<ListedCopy['problem']>, string> = {
  other_key: '另一把密钥',
  not_ours: '不是本程序的文件',
  damaged: '已损坏',
  unreadable: '读不出来',
  missing: '不在了',
};

export const lostKindWords: Record<Rehearsal['lost']['records'][number]['kind'], string> = {
  final: '结算',
  interim: '中途结算',
  reversal: '撤销',
};

/** What a step of the work is called while it runs. */
export const stepWords = {
  copying: '正在复制',
  checking: '正在检查',
  second_folder: '正在写入第二文件夹',
  comparing: '正在比较',
  salvaging: '正在读出数据',
  preparing: '正在准备',
  asking: '正在向中心查询',
} as const;

/** `3.4 MB` */
export function formatBytes(bytes: number): string {
  if (bytes < 1 << 20) return `${Math.ceil(bytes / 1024)} KB`;
  if (bytes < 1 << 30) return `${Math.round(bytes / 104_857.6) / 10} MB`;
  return `${Math.round(bytes / 107_374_182.4) / 10} GB`;
}
