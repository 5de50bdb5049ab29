import type { UploadSummary } from '../../../shared/contract/hospital.ts';
import { type Fen, fen, formatYuan } from '../../../shared/money/fen.ts';
import type { Hospital } from '../hospital/settings.ts';

/** What waits for the platform, dead rows included: the platform knows none of it. */
export interface Unsent {
  readonly count: number;
  readonly amountFen: Fen;
  readonly oldestAt: string | null;
}

const hourMs = 60 * 60_000;

/** Whether too much waits by the hospital's own limits, and in which words that is said. */
export function limitOf(unsent: Unsent, limits: Hospital['unsentLimits'], now: Date): UploadSummary['limit'] {
  const stop = whatExceeds(unsent, now, limits.stopCount, limits.stopFen, limits.stopHours);
  if (stop !== undefined) {
    const sentence = `${stop}，按本院设置已暂停新的结算。请恢复与医保平台的连接并上传，或请信息科调整设置。`;
    return { level: 'stop', sentence };
  }
  const warn = whatExceeds(unsent, now, limits.warnCount, limits.warnFen, limits.warnHours);
  if (warn === undefined) return { level: 'none', sentence: '' };
  return { level: 'warn', sentence: `${warn}，请到“上传”查看原因，并请信息科检查网络和医保平台。` };
}

function whatExceeds(
  { count, amountFen, oldestAt }: Unsent,
  now: Date,
  mostCount: number | null,
  mostFen: number | null,
  mostHours: number | null,
): string | undefined {
  if (mostCount !== null && count >= mostCount) return `未上传的记录已有 ${count} 笔（限 ${mostCount} 笔）`;
  if (mostFen !== null && amountFen >= mostFen) {
    return `未上传的金额已有 ${formatYuan(amountFen)} 元（限 ${formatYuan(fen(mostFen))} 元）`;
  }
  const hours = oldestAt === null ? 0 : Math.floor((now.getTime() - Date.parse(oldestAt)) / hourMs);
  if (mostHours !== null && hours >= mostHours) {
    return `最早一笔未上传的记录已等 ${hours} 小时（限 ${mostHours} 小时）`;
  }
  return undefined;
}
