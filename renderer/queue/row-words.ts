import { type OutboxRow, uploadKindTitles, type UploadAct } from '../../shared/contract/outbox.ts';
import type { RequestName } from '../../shared/contract/contract.ts';
import { formatMoment } from '../components/moment.ts';

/** `费用明细 第 2 份`: what a row carries, in the words of the window. */
export function subjectWords({ kind, part }: Pick<OutboxRow, 'kind' | 'part'>): string {
  return part === 0 ? uploadKindTitles[kind] : `${uploadKindTitles[kind]} 第 ${part + 1} 份`;
}

/** When something happens to a row next, or when it was last of all. */
export function nextWords({ state, doneAt, nextAttemptAt, waitsFor }: OutboxRow): string {
  if (state === 'done') return doneAt === null ? '' : `${formatMoment(doneAt)} 完成`;
  if (state === 'closed' || state === 'sending') return '';
  if (state === 'dead') return '等人处理';
  if (waitsFor !== null) return `等前面的${uploadKindTitles[waitsFor.kind]}`;
  return nextAttemptAt === null ? '马上' : `${formatMoment(nextAttemptAt)} 再试`;
}

interface ActWords {
  readonly label: string;
  /** What the dialog says before anything is done. */
  readonly says: string;
  readonly request: RequestName;
}

/** What a person may do with a row; reversing is done at the desk and has no request here. */
export const actWords: Readonly<Record<Exclude<UploadAct, 'reverse'>, ActWords>> = {
  note: {
    label: '备注',
    says: '备注只记下情况（例如：已电话联系中心），不改变这条记录。',
    request: 'outbox.note',
  },
  resend: {
    label: '更正重传',
    says: '先在窗口把不对的资料改好。这里按现在的资料重新生成一条记录上传，原来的记录保留备查。',
    request: 'outbox.resend',
  },
  ask: {
    label: '再核对',
    says: '这条记录可能已到中心。先向平台查询核对，没有收到才会重新上传。',
    request: 'outbox.ask',
  },
  close: {
    label: '了结',
    says: '这条记录要说的事已经不成立（已撤销或已作废），了结后不再上传，记录保留备查。',
    request: 'outbox.close',
  },
};
