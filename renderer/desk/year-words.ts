import type { YearAnswer } from '../../shared/contract/year.ts';
import { formatMoment } from '../components/moment.ts';

/** From when the year so far is known, in one line; undefined where there is no platform to ask. */
export function yearLine(answer: YearAnswer, now?: Date): string | undefined {
  const { outcome, sentence, askedAt, knownAsOf, unlistedCount } = answer;
  if (outcome === 'no_platform') return undefined;
  if ((outcome === 'learnt' || outcome === 'same') && askedAt !== null) {
    const unlisted = unlistedCount === 0 ? '' : `，另有 ${unlistedCount} 类累计没有采用`;
    return `已与平台累计核对，${formatMoment(askedAt, now)}${unlisted}`;
  }
  const known = knownAsOf === null ? '只按本院的结算' : `按平台 ${formatMoment(knownAsOf, now)} 的累计`;
  return `${sentence}；本年累计${known}`;
}
