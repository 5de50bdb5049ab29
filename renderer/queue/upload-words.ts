import type { SettlementRecord } from '../../shared/contract/settlements.ts';

type UploadState = SettlementRecord['upload']['state'];

/** How far a record has come on its way to the county platform, in a clerk's words. */
export const uploadWords: Record<
  UploadState,
  { readonly word: string; readonly tone: 'quiet' | 'look' | 'stop' | 'done' }
> = {
  pending: { word: '待上传', tone: 'quiet' },
  sending: { word: '正在上传', tone: 'quiet' },
  unknown: { word: '结果不明，正在向平台查询', tone: 'look' },
  done: { word: '中心已确认', tone: 'done' },
  dead: { word: '中心不接收，需要处理', tone: 'stop' },
  closed: { word: '已了结，不再上传', tone: 'quiet' },
};
