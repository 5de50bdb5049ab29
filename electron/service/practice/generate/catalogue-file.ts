import { catalogue, largeItems, overLimitItem } from './catalogue.ts';

const classTitles = { A: '甲', B: '乙', C: '丙' } as const;
const beginsOn = '2026-01-01';
const headings = '目录编码,项目名称,目录等级,先行自付比例,限价,单位,开始日期,结束日期';

/**
 * What the county calls otherwise than the practice hospital: a newcomer matches them. Their own words are near enough to
 * be suggested first.
 */
const otherwiseCalled: ReadonlyMap<string, readonly [code: string, name: string]> = new Map([
  ['XY0103', ['XN06BX-0103', '奥拉西坦注射液']],
  ['ZC0102', ['ZA12-0102', '醒脑静注射液']],
  ['CL0101', ['C14-0101', '静脉留置针（普通型）']],
]);
/** Of which the county pays more than the fee lists say: list and catalogue differ. */
const otherRatios: ReadonlyMap<string, string> = new Map([['XY0106', '5%']]);

/**
 * The catalogue of the practice county: what the fee lists charge for, some of it under other codes, and nothing of what
 * patients pay themselves (ZF…).
 */
export function makeCatalogueFile(): string {
  const listed = [...catalogue.A, ...catalogue.B].map(({ code, name, catalogueClass, ratio }) => {
    const [countyCode, countyName] = otherwiseCalled.get(code) ?? [code, name];
    return [countyCode, countyName, classTitles[catalogueClass], otherRatios.get(code) ?? ratio, ''];
  });
  const { code, name, limit, ratio } = overLimitItem;
  const rows = [
    ...listed,
    [largeItems.A[0], '手术治疗（按术式）', '甲', '', ''],
    [largeItems.B[0], '专用医用耗材', '乙', '10%', ''],
    [code, name, '乙', ratio, limit],
  ];
  return [headings, ...rows.map((row) => [...row, '', beginsOn, ''].join(','))].join('\r\n').concat('\r\n');
}
