import type { KindOfCare } from '../../../shared/engine/claim.ts';

/**
 * How statements name insurance, visit and clearing type: words and codes of the national dictionaries, as data. What is
 * not listed here stays as it is written; what a statement does not say is null.
 */
const insurances = listed({
  城乡居民: ['390', '居民', '居民医保', '城乡居民', '城乡居民医保', '城乡居民基本医疗保险', '新农合'],
  城镇职工: [
    '310',
    '职工',
    '职工医保',
    '城镇职工',
    '城镇职工医保',
    '职工基本医疗保险',
    '城镇职工基本医疗保险',
  ],
  离休: ['340', '离休', '离休人员医疗保障'],
});
const visitTypes = listed({
  住院: ['21', '住院', '普通住院', '住院医疗'],
  门诊: ['11', '门诊', '普通门诊'],
  门诊慢特病: ['14', '门诊慢特病', '门诊慢病', '门诊特病', '门诊大病'],
});
const clearingTypes = listed({ 住院: ['21', '住院', '普通住院'], 门诊: ['11', '门诊', '普通门诊'] });

/** How this window's own settlements are called beside them. */
export const insuranceHere = { resident: '城乡居民' } as const;
export const clearingHere: Record<KindOfCare, string> = { inpatient: '住院', outpatient: '门诊' };

export const insuranceOf = (text: unknown): string | null => titleIn(insurances, text);
export const visitTypeOf = (text: unknown): string | null => titleIn(visitTypes, text);
export const clearingTypeOf = (text: unknown): string | null => titleIn(clearingTypes, text);

function titleIn(titles: ReadonlyMap<string, string>, text: unknown): string | null {
  return typeof text === 'string' && text !== '' ? (titles.get(text) ?? text) : null;
}

function listed(words: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(words).flatMap(([title, all]) => all.map((word) => [word, title])));
}
