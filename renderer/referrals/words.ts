import type { RegisteredReferral } from '../../shared/contract/referrals.ts';

export const directionTitles: Record<RegisteredReferral['direction'], string> = {
  in: '转入 ←',
  out: '转出 →',
};

const uploadTitles: Record<RegisteredReferral['upload'], string> = {
  waiting: '待上传',
  done: '✓ 中心已备案',
  dead: '✕ 中心不接收',
  none: '不上传',
};

/** How far the referral is at the centre; of one that was withdrawn whether the centre has to be called. */
export function uploadWords({
  direction,
  isWithdrawn,
  isFiledAtPlatform,
  upload,
}: Pick<RegisteredReferral, 'direction' | 'isWithdrawn' | 'isFiledAtPlatform' | 'upload'>): string {
  if (!isWithdrawn) return uploadTitles[upload];
  return direction === 'out' && isFiledAtPlatform ? '已作废，请电话告知中心' : '已作废';
}
