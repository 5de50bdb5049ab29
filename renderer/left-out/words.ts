import type {
  LeftOutAnswer,
  LeftOutCase,
  LeftOutRate,
  LeftOutState,
} from '../../shared/contract/left-out.ts';
import { eligibilityTitles } from '../../shared/policy/eligibility.ts';

export const stateTitles: Readonly<Record<LeftOutState, string>> = {
  open: '待办',
  answered: '已说明',
  corrected: '已更正',
  lapsed: '不再成立',
};

export const answerTitles: Readonly<Record<LeftOutAnswer, string>> = {
  not_due: '核实后不应享受',
  had_elsewhere: '已由其他途径享受',
  not_possible: '暂时不能补办',
};

/** Why somebody is listed, in a few words. */
export function causeWords({
  cause,
  eligibilitiesBefore,
  eligibilitiesAfter,
  newDiseases,
}: LeftOutCase): string {
  const diseases = newDiseases.length === 0 ? '' : `后来确诊 ${newDiseases.join('、')}`;
  if (cause === 'disease') return diseases;
  const more = eligibilitiesAfter.filter((one) => !eligibilitiesBefore.includes(one));
  const titles = more.map((one) => eligibilityTitles[one]).join('、');
  if (cause === 'insured') {
    const eligibilities = titles === '' ? '' : `名册后来认定${titles}`;
    return ['参保状态后来更正为正常参保', eligibilities, diseases].filter((part) => part !== '').join('，');
  }
  return cause === 'entered_roster' ? `按普通居民结算，名册后来认定${titles}` : `名册后来加认${titles}`;
}

/** Which payers gave nothing, and which gave too little. */
export function layerWords({ layers }: LeftOutCase): string {
  const missing = layers.filter(({ beforeFen }) => beforeFen === 0).map(({ title }) => title);
  const less = layers.filter(({ beforeFen }) => beforeFen !== 0).map(({ title }) => title);
  return [
    ...(missing.length > 0 ? [`没有给付：${missing.join('、')}`] : []),
    ...(less.length > 0 ? [`少给付：${less.join('、')}`] : []),
  ].join('；');
}

/** `98.7%`, cut and never rounded up: only who leaves nobody out reads 100 %. */
export function rateWords({
  servedCount,
  entitledCount,
}: Pick<LeftOutRate, 'servedCount' | 'entitledCount'>): string {
  if (entitledCount === 0) return '—';
  const tenths = Math.floor((servedCount * 1000) / entitledCount);
  return tenths === 1000 ? '100%' : `${Math.floor(tenths / 10)}.${tenths % 10}%`;
}
