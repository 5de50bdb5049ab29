import type { ArchivedDocument } from '../../shared/contract/documents/archive.ts';

/** What became of a paper, in a word. */
export const outcomeWords: Record<NonNullable<ArchivedDocument['outcome']>, string> = {
  spooled: '已送打印机',
  came_out: '纸已拿到',
  did_not_come_out: '没有出来',
  failed: '没有打印',
  timed_out: '不知是否打出',
};

export function copyWords({ copyNumber, reason }: Pick<ArchivedDocument, 'copyNumber' | 'reason'>): string {
  if (copyNumber === 0) return '第一次';
  return `补打 第${copyNumber}次${reason === null ? '' : `：${reason}`}`;
}
